"""What the room sees: the board or one element in large type, the phase and the clock; never names or answers."""
