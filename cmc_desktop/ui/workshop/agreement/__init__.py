"""The agreement on the desk: element by element above the board, and the quiet check before the spoken question."""
