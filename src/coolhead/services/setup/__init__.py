"""What a workspace has set up for its calls: playbooks of its own, and sources."""
