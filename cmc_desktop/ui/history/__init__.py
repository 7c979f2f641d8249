"""The past of a canvas: its line, each point of it as a board, any two compared."""
