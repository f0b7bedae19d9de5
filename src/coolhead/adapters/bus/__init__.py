"""The feed of what happens in live calls."""
