"""The discussion on the desk: remarks on notes, the most contested of them, and the parking list."""
