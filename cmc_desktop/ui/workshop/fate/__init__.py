"""What became of every note of the round."""
