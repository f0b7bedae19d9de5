"""People looked after: their breaks, somebody who says hello, and what they take from a call."""
