"""Live calls from telephone systems: one folder a protocol, all of the same shape."""
