"""What must never be kept: found and masked before an utterance becomes an event."""
