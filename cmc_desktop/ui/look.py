"""What every screen needs to look alike, handed down as one thing: theme and icons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox, QPushButton, QWidget

from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.theme import Theme

W = TypeVar("W", bound=QWidget)
B = TypeVar("B", bound=QAbstractSpinBox)


@dataclass(frozen=True)
class Look:
    """The theme of a window and the icons in its ink."""

    theme: Theme
    icons: Icons


def dressed(widget: W, look: str) -> W:
    """`widget` with the style sheet's named look."""
    widget.setProperty("look", look)
    return widget


def roomy(box: B) -> B:
    """`box` with the distance from its edge that other fields have: the style sheet's does not reach its inner line."""
    box.lineEdit().setTextMargins(8, 0, 8, 0)
    return box


def redress(widget: QWidget, look: str) -> None:
    """Give a widget that is shown already another named look."""
    if widget.property("look") != look:
        dressed(widget, look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def let_enter_press(page: QWidget) -> None:
    """Let Enter press the buttons of a page in the main window too, as it does in every dialog.

    Not for pages where people are asked or words are written: there an Enter meant for a field might press a button
    that has the keys by then.
    """
    for button in page.findChildren(QPushButton):
        button.setAutoDefault(True)
