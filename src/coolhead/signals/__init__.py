"""An utterance in its conversation to the signals that it shows."""
