"""What people of a team learn from each other's calls, without the customers in it."""
