"""Genesys AudioHook, version 2: the sound of live calls over web sockets."""
