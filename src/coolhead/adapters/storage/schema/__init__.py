"""The tables, by what they are for; `metadata` is what migrations are compared with."""
