"""How calls come in through the API: which kinds of sources there are, and their sockets."""
