"""Figures of the real app beside the least the same machine needs for it. Nothing here asserts anything about time."""
