"""Dialogs: short questions with a right default, answered by keyboard; errors stay where the words were typed."""
