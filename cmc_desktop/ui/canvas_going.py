"""The dialogs over a canvas that goes away: what was typed in them is taken along, and they are closed."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cmc_desktop.ui.dialogs.of_the_app import OfTheApp
from cmc_desktop.ui.dialogs.working_dialog import WorkingDialog


@runtime_checkable
class HoldsWords(Protocol):
    """A dialog that knows better than its fields which words in it are not stored."""

    def unstored_words(self) -> list[str]: ...


def close_dialogs(window: QWidget) -> list[str]:
    """Close what is open over the canvas in `window`; returns the words that were typed there and are not stored.

    What is written into files needs no library, and goes on.
    """
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible() and not _stays(one)]
    words = [typed for dialog in dialogs for typed in _typed_in(dialog) if typed.strip()]
    for dialog in reversed(dialogs):
        # not rejected: there is nothing to store any more, and nobody to ask
        dialog.hide()
        dialog.deleteLater()
    return words


def _stays(dialog: QDialog) -> bool:
    around: QWidget | None = dialog
    while around is not None and not isinstance(around, OfTheApp | WorkingDialog):
        around = around.parentWidget()
    return around is not None


def _typed_in(dialog: QDialog) -> list[str]:
    if isinstance(dialog, HoldsWords):
        return dialog.unstored_words()
    fields = [one for one in dialog.findChildren(QWidget) if one.window() is dialog]
    return [words for words in map(_typed, fields) if words]


def _typed(field: QWidget) -> str:
    """What somebody typed into a field that can be read; empty for what it held from the beginning."""
    if isinstance(field, QLineEdit) and field.isModified() and field.echoMode() is QLineEdit.EchoMode.Normal:
        return field.text()
    if isinstance(field, QPlainTextEdit | QTextEdit) and field.document().isModified():
        return field.toPlainText()
    return ""
