"""Whether words are being typed in a window just now: nothing comes in front by itself then, and gets the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from cmc_desktop.ui.board.note_editor import NoteEditor


def types_words(window: QWidget) -> bool:
    """Whether the keys are in a field of the window, or of a dialog over it, in which words stand, or for a note."""
    # also of a window that is not active: a file is dropped from that of another program
    over = QApplication.focusWidget(), (QApplication.activeModalWidget() or window).focusWidget()
    return any(_has_words(field) for field in over)


def _has_words(field: QWidget | None) -> bool:
    if isinstance(field, NoteEditor) and field.was:
        return True  # what it said may have been cleared, to be typed anew
    if isinstance(field, QPlainTextEdit):
        return not field.isReadOnly() and bool(field.toPlainText())
    if isinstance(field, QComboBox):
        field = field.lineEdit()  # the keys stay with the box itself; there is no line where none can be typed
    return isinstance(field, QLineEdit) and not field.isReadOnly() and bool(field.text())
