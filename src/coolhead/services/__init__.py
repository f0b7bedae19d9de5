"""The call runner, replay and the ports that they need."""
