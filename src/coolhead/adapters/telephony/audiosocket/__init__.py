"""Asterisk AudioSocket: a TCP connection for each party, paired by a registration."""
