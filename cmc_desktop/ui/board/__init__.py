"""The board: one model of boxes and notes, the views that show it, and what is done on it."""
