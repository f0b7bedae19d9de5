"""A watched folder: finished recordings and transcripts, taken as they are put there."""
