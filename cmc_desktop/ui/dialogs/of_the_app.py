"""Dialogs that are about the app or its library, not about the canvas on the desk."""

from __future__ import annotations


class OfTheApp:
    """A dialog that stays open when the canvas under it goes away, and those over it with it."""
