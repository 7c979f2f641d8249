"""The look: colour tokens, typeface, palette. Colour never carries meaning alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans"
#: the prefix by which the style sheet names pictures in `resources/icons`
PICTURES = "cmcicons"
_FACES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")


@dataclass(frozen=True)
class Theme:
    """One set of colours; `tones` are those of the boxes' parts. Every text colour keeps 4.5:1 on paper and card."""

    name: str
    paper: str
    card: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_ink: str
    focus: str
    warning: str
    good: str
    overrun: str
    selection: str
    tones: Mapping[str, str]

    def tone(self, key: str) -> QColor:
        """The colour of a part; ink for one this version does not know."""
        return QColor(self.tones.get(key, self.ink))

    def tint(self, key: str, share: float = 0.09) -> QColor:
        """The part's colour mixed into the card: the ground of a note."""
        return mixed(QColor(self.card), self.tone(key), share)


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """`share` of `colour` over `ground`."""

    def channel(a: int, b: int) -> int:
        return round(a * (1 - share) + b * share)

    return QColor(
        channel(ground.red(), colour.red()),
        channel(ground.green(), colour.green()),
        channel(ground.blue(), colour.blue()),
    )


LIGHT = Theme(
    name="light",
    paper="#f4f2ee",
    card="#ffffff",
    ink="#1c2733",
    muted="#5b6875",
    line="#d9dee4",
    accent="#1f4e79",
    accent_ink="#ffffff",
    focus="#0b7285",
    warning="#8f5800",
    good="#2b7a3d",
    overrun="#b3415e",
    selection="#e3eef3",
    tones={
        "purpose": "#1f4e79",
        "deliver": "#0b7285",
        "create": "#5f3dc4",
        "economic": "#a56600",
        "environmental": "#2b7a3d",
        "social": "#b3415e",
    },
)

DARK = Theme(
    name="dark",
    paper="#10202e",
    card="#1b3245",
    ink="#f4f6f8",
    muted="#b9c7d3",
    line="#35506a",
    accent="#609fd7",
    accent_ink="#10202e",
    focus="#37b3c8",
    warning="#e0a030",
    good="#59b56c",
    overrun="#e47c96",
    selection="#26465f",
    tones={
        "purpose": "#609fd7",
        "deliver": "#37b3c8",
        "create": "#a08fee",
        "economic": "#e0a030",
        "environmental": "#59b56c",
        "social": "#e47c96",
    },
)


def load_typeface(fonts: Path) -> None:
    """Make the bundled typeface and, from the folder beside it, the style sheet's small pictures known to Qt.

    Without them the system's sans serif is used, and a ticked box is a filled one.
    """
    QDir.setSearchPaths(PICTURES, [str(fonts.parent / "icons")])
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(fonts / face))


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The app's typeface in a size given in pixels."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(max(1, round(pixels)))
    chosen.setWeight(weight)
    return chosen


def dress(app: QApplication, theme: Theme) -> None:
    """Palette and base font alone. The main window has the style sheet for itself and its dialogs: given to the
    application, Qt would go through the widgets of a page again for each one that joins them."""
    app.setStyle("Fusion")
    app.setFont(font(13))
    app.setPalette(palette(theme))


def palette(theme: Theme) -> QPalette:
    colours = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.paper,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.paper,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_ink,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
    }
    for role, colour in roles.items():
        colours.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return colours
