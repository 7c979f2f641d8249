"""The minutes on the desk: a line to type, the lines so far, and what the app noted beside them."""
