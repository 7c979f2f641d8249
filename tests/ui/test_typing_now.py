"""Whether words are being typed: told by the field that has the keys, or had them when the window was left."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.board.note_editor import NoteEditor
from cmc_desktop.ui.typing_now import types_words


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a button and two kinds of fields; the button has the keys."""
    window = QWidget()
    layout = QVBoxLayout(window)
    for part in (QPushButton("Go on"), QLineEdit(), NoteEditor(QFont())):
        layout.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.findChild(QPushButton).setFocus()
    return window


def field(window: QWidget, kind: type[QLineEdit | QPlainTextEdit]) -> QLineEdit | QPlainTextEdit:
    found = window.findChild(kind)
    assert isinstance(found, kind)
    return found


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_words_in_the_field_that_has_the_keys_are_being_typed(
    window: QWidget, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    line = field(window, kind)
    line.setFocus()
    assert not types_words(window), "nothing was typed yet"
    QTest.keyClicks(line, "half")
    assert types_words(window)
    line.setReadOnly(True)
    assert not types_words(window)


def test_a_note_that_is_open_is_being_typed_also_when_it_was_cleared(window: QWidget) -> None:
    line = field(window, NoteEditor)
    assert isinstance(line, NoteEditor)
    line.begin("Home by night")
    line.setFocus()
    line.selectAll()
    line.cut()
    assert types_words(window)
    line.begin("")
    assert not types_words(window)


def test_words_that_wait_in_a_field_without_the_keys_are_not_being_typed(window: QWidget) -> None:
    line = field(window, QLineEdit)
    QTest.keyClicks(line, "half")
    window.findChild(QPushButton).setFocus()  # type: ignore[union-attr]  # it was made above
    assert not types_words(window)


def test_words_count_while_another_program_has_the_keys(qtbot: QtBot, window: QWidget) -> None:
    line = field(window, QPlainTextEdit)
    line.setFocus()
    QTest.keyClicks(line, "half")
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert types_words(window)


@pytest.mark.parametrize("modal", [False, True])
def test_words_in_a_dialog_over_the_window_count(qtbot: QtBot, window: QWidget, modal: bool) -> None:
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    dialog.setModal(modal)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    line.setFocus()
    QTest.keyClicks(line, "half")
    assert types_words(window)
    dialog.close()


@pytest.mark.parametrize("editable", [False, True])
def test_words_in_a_box_to_choose_from_count_where_others_can_be_typed(
    qtbot: QtBot, window: QWidget, editable: bool
) -> None:
    dialog = QDialog(window)
    names = QComboBox(dialog)
    names.addItem("Waterfront")
    names.setEditable(editable)
    dialog.setModal(True)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    names.setFocus()
    assert types_words(window) is editable
    if editable:
        names.clearEditText()
        assert not types_words(window)
        QTest.keyClicks(names, "Autumn")
        assert types_words(window)
    dialog.close()
