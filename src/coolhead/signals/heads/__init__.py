"""Trained heads: what they look at, what words mean to them, and how they judge a turn."""
