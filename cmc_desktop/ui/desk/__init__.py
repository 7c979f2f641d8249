"""The moderator's desk: agenda and clock on the left, the board in the middle, the people on the right."""
