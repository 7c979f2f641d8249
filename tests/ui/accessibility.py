"""Walks a window as somebody would who neither sees it nor uses a mouse."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

_INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
#: parts of compound widgets, which are reached through the whole
_WHOLES = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
_MOST_TABS = 500


def interactive_widgets(window: QWidget) -> Iterator[QWidget]:
    """What a user can act on in `window`, as far as it is shown and switched on."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _INTERACTIVE) or isinstance(widget, (QScrollBar, QHeaderView)):
            continue
        if widget.isVisibleTo(window) and widget.isEnabledTo(window) and not _is_part(widget, window):
            yield widget


def assert_everything_named(window: QWidget) -> None:
    """Every interactive widget says what it is to a screen reader."""
    nameless = [_told(widget) for widget in interactive_widgets(window) if not _name(widget)]
    assert not nameless, f"without an accessible name: {nameless}"


def assert_everything_reached_by_tab(qtbot: QtBot, window: QWidget, elsewhere_by_key: Collection[QWidget] = ()) -> None:
    """Tab goes round through every interactive widget and is caught by none.

    `elsewhere_by_key` are widgets that a test of their own reaches by another key.
    """
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    missed = set(interactive_widgets(window)) - _visited_by_tab(window) - set(elsewhere_by_key)
    unreached = [_told(widget) for widget in missed if not _is_choice_of_visited(widget, missed)]
    assert not unreached, f"not reached by Tab: {unreached}"


def _visited_by_tab(window: QWidget) -> set[QWidget]:
    visited: set[QWidget] = set()
    window.setFocus(Qt.FocusReason.TabFocusReason)
    before: QWidget | None = None
    for _ in range(_MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None, "Tab leads nowhere"
        if widget in visited and widget is not before:  # hours and minutes of a time are gone through in one widget
            break
        visited.add(widget)
        before = widget
    return visited


def _is_choice_of_visited(widget: QWidget, missed: set[QWidget]) -> bool:
    """A radio button is reached by arrows from the chosen one beside it."""
    if not isinstance(widget, QRadioButton):
        return False
    siblings = widget.parentWidget().findChildren(QRadioButton)
    return any(sibling not in missed for sibling in siblings)


def _is_part(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, _WHOLES):
            return True
        above = above.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def _told(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    label = words() if callable(words) else ""
    return f"{type(widget).__name__}({widget.objectName() or label})"
