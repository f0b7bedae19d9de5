"""Follow-ups: what was promised in calls, and check-ins, kept until they are done or dropped."""
