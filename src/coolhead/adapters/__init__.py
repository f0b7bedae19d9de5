"""Everything that touches the outside: formats, speech."""
