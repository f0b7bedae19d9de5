"""Coolhead: a companion for people who handle difficult customers on the phone."""
