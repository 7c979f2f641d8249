"""Joining copies of a canvas: states, the three-way merge of states, and what it means for a canvas."""
