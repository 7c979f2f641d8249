"""Whether words are being typed in a window just now: nothing comes in front by itself then, and gets the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


def types_words(window: QWidget) -> bool:
    """Whether the keys are in a field of the window, or of a dialog over it, in which words stand or stood."""
    # also of a window that is not active: a file is dropped from another one
    field = (QApplication.activeModalWidget() or window).focusWidget()
    if isinstance(field, QPlainTextEdit):
        return not field.isReadOnly() and bool(field.toPlainText() or field.document().isModified())
    return isinstance(field, QLineEdit) and not field.isReadOnly() and bool(field.text() or field.isModified())
