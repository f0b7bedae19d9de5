"""What carries messages out of the house: a mail server, and posts to webhooks."""
