"""Raw sound over a web socket: both parties on one, or a socket for each."""
