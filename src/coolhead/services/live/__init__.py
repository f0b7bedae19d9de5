"""Calls that are going on: taken in, kept, guided, and shown to those who may see them."""
