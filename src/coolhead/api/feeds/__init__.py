"""Feeds: what happens in calls as it happens, each reader's own part, by SSE or WebSocket."""
