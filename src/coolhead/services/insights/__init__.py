"""Insights: what many calls come to, every figure with its definition and the calls behind it."""
