"""`python -m coolhead`."""

from coolhead.cli.main import run

run()
