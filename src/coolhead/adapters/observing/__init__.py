"""Figures and logs for whoever runs the service: nothing of a person, no word of a call."""
