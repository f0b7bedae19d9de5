"""Reviews: calls that are drawn for people to judge, and how far people and the rules agree."""
