"""The HTTP and WebSocket API: every route behind a role."""
