"""The sign of a person's standing: shape first, colour second, for light and dark grounds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cmc_desktop.model.domain.agreement import Standing
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.theme import mixed

#: a filled box with a tick, a box with a sign, an arrow, an empty box, an arrow out of the room
_ICONS = {
    Standing.SATISFIED: "check",
    Standing.RESERVATION: "reservation",
    Standing.NOT_YET: "concern",
    Standing.STALE: "stale",
    Standing.NOT_ASKED: "not-asked",
    Standing.LEFT_UNDECIDED: "concern",
    Standing.LEFT_COUNTED: "check",
    Standing.LEFT_EXCLUDED: "skip",
    Standing.ABSENT: "",
}


@dataclass(frozen=True)
class Mark:
    """An icon's name, its colour, and whether it sits on a filled box."""

    icon: str
    colour: str
    filled: bool = False


def mark_of(standing: Standing, look: Look) -> Mark:
    """The sign for a standing in the colours of a look."""
    theme = look.theme
    if standing.agrees:
        return Mark(_ICONS[standing], theme.good, filled=True)
    colours = {
        Standing.NOT_YET: theme.warning,
        Standing.LEFT_UNDECIDED: theme.warning,
        # a thin arrow needs more contrast than an edge has, on light and dark alike
        Standing.STALE: mixed(theme.tone("create"), QColor(theme.ink), 0.3).name(),
        Standing.LEFT_COUNTED: theme.good,
    }
    return Mark(_ICONS[standing], colours.get(standing, theme.muted))


def paint_mark(painter: QPainter, place: QRect, mark: Mark, look: Look) -> None:
    """Draw a sign into a square."""
    ink = mark.colour
    if mark.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.colour))
        painter.drawRoundedRect(place, 4, 4)
        ink = "#ffffff" if look.theme.name == "light" else look.theme.paper
        place = place.adjusted(2, 2, -2, -2)
    if mark.icon:
        look.icons.icon(mark.icon, ink).paint(painter, place)


def paint_focus(painter: QPainter, rect: QRect, look: Look) -> None:
    """Draw the ring of the row that has the keyboard."""
    painter.setPen(QPen(QColor(look.theme.focus), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
