"""The walk that other tests rely on notices what it is there for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window with a named button, a named field and a pair of radio buttons."""
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit()
    field.setAccessibleName("City")
    chosen = QRadioButton("A4")
    chosen.setChecked(True)
    layout = QVBoxLayout(window)
    for widget in (QPushButton("Create"), field, chosen, QRadioButton("A3")):
        layout.addWidget(widget)
    window.show()
    yield window
    window.close()


def add(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def test_a_sound_window_passes(qtbot: QtBot, window: QWidget) -> None:
    assert_everything_named(window)
    assert_everything_reached_by_tab(qtbot, window)


def test_a_nameless_field_is_noticed(window: QWidget) -> None:
    add(window, QLineEdit(objectName="forgotten"))
    with pytest.raises(AssertionError, match="forgotten"):
        assert_everything_named(window)


def test_a_button_out_of_tabs_way_is_noticed(qtbot: QtBot, window: QWidget) -> None:
    button = QPushButton("Mouse only")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    add(window, button)
    with pytest.raises(AssertionError, match="Mouse only"):
        assert_everything_reached_by_tab(qtbot, window)
    assert_everything_reached_by_tab(qtbot, window, elsewhere_by_key=[button])


def test_a_field_that_catches_tab_is_noticed(qtbot: QtBot, window: QWidget) -> None:
    add(window, QPlainTextEdit())
    add(window, QPushButton("Behind the trap"))
    with pytest.raises(AssertionError, match="Behind the trap"):
        assert_everything_reached_by_tab(qtbot, window)


def test_what_is_hidden_or_off_need_not_be_reached(qtbot: QtBot, window: QWidget) -> None:
    off = QPushButton()
    off.setEnabled(False)
    add(window, off)
    hidden = QPushButton()
    add(window, hidden)
    hidden.hide()
    assert_everything_named(window)
    assert_everything_reached_by_tab(qtbot, window)
