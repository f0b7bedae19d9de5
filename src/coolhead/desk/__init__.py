"""The web console: pages that run in the browser on the HTTP API, and know nothing beyond it."""
