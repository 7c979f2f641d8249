"""The page of a copy that comes back: what it brings, and what both sides changed, to be settled."""
