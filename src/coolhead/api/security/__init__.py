"""The doors of the API: who asks, from where, how often, and how much."""
