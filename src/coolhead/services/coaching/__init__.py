"""Coaching: the moments of a call worth talking about, and one thing to practise at a time."""
