"""Recordings to utterances: decoding, voice activity, recognition."""
