"""Copies of a canvas that are given away, and those that come back."""
