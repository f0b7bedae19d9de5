"""What becomes of calls that are over: how long they stay, who takes them along, how they go."""
