"""Backups in the window: making them, telling how things stand, restoring."""
