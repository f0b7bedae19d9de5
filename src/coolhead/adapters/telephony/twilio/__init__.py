"""Twilio Media Streams: the sound of live calls over web sockets."""
