"""The interaction record: commitments and due times, scorecard, outcome, hand-over brief."""
