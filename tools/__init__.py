"""Tools for those who work on Coolhead: nothing here is installed with it."""
