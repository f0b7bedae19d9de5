"""Making the trained heads from the corpus; nothing of it is needed to use Coolhead."""
