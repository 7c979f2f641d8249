"""The look: colour tokens, typeface, one style sheet. Colour never carries meaning alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans"
#: the prefix by which the style sheet names pictures in `resources/icons`
_PICTURES = "cmcicons"
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
        "economic": "#b06d00",
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
    accent="#5a9bd4",
    accent_ink="#10202e",
    focus="#37b3c8",
    warning="#e0a030",
    good="#59b56c",
    overrun="#e0708c",
    selection="#26465f",
    tones={
        "purpose": "#5a9bd4",
        "deliver": "#37b3c8",
        "create": "#8d78e6",
        "economic": "#e0a030",
        "environmental": "#59b56c",
        "social": "#e0708c",
    },
)


def load_typeface(fonts: Path) -> None:
    """Make the bundled typeface and, from the folder beside it, the style sheet's small pictures known to Qt.

    Without them the system's sans serif is used, and a ticked box is a filled one.
    """
    QDir.setSearchPaths(_PICTURES, [str(fonts.parent / "icons")])
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(fonts / face))


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The app's typeface in a size given in pixels."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(max(1, round(pixels)))
    chosen.setWeight(weight)
    return chosen


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: palette, base font (13 px) and the style sheet."""
    dress(app, theme)
    app.setStyleSheet(style_sheet(theme))


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


def style_sheet(theme: Theme) -> str:
    """The one style sheet. Widgets opt in by the dynamic property `look`, so that rules stay few and named."""
    t = theme
    return f"""
    QWidget {{ color: {t.ink}; }}
    QMainWindow, QDialog, QWidget[look="paper"] {{ background: {t.paper}; }}
    QWidget[look="card"] {{ background: {t.card}; }}
    QWidget[look="bar"] {{ background: {t.card}; border: none; border-bottom: 1px solid {t.line}; }}
    QWidget[look="left-panel"] {{ background: {t.card}; border: none; border-right: 1px solid {t.line}; }}
    QWidget[look="right-panel"] {{ background: {t.card}; border: none; border-left: 1px solid {t.line}; }}
    QFrame[look="sheet"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 8px; }}
    QLabel[look="title"] {{ font-size: 17px; font-weight: 600; }}
    QLabel[look="heading"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[look="caps"] {{ color: {t.muted}; font-size: 11px; font-weight: 600; letter-spacing: 1px; }}
    QLabel[look="muted"] {{ color: {t.muted}; }}
    QLabel[look="clock"] {{ font-size: 46px; font-weight: 700; }}
    QLabel[look="badge"] {{ background: {t.selection}; color: {t.accent if t.name == "light" else t.ink};
        border-radius: 10px; padding: 3px 10px; font-weight: 600; font-size: 12px; }}
    QLabel[look="warning"] {{ color: {t.warning}; font-weight: 600; }}
    QLabel[look="overrun"] {{ color: {t.overrun}; font-weight: 600; }}
    QLabel[look="pace"] {{ font-weight: 600; }}
    QLabel[look="pace-late"] {{ font-weight: 600; color: {t.warning}; }}
    QToolButton[look="tab"] {{ border: none; border-bottom: 2px solid transparent; border-radius: 0; padding: 4px 2px;
        font-size: 12px; }}
    QToolButton[look="tab"]:checked {{ background: transparent; border-bottom-color: {t.focus}; font-weight: 600; }}
    QToolButton[look="tab"]:focus {{ border: 2px solid {t.focus}; padding: 2px 0; }}
    QLabel[look="good"] {{ color: {t.good}; font-weight: 600; }}
    QLabel[look="finding"] {{ font-size: 30px; font-weight: 600; }}
    QLabel[look="reason"] {{ font-size: 16px; }}
    QLabel[look="seal-same"] {{ color: {t.good}; }}
    QLabel[look="seal-other"] {{ color: {t.overrun}; text-decoration: underline; }}
    QFrame[look="dropping"] {{ background: {t.selection}; border: 2px solid {t.focus}; border-radius: 8px; }}
    QFrame[look="rule"] {{ background: {t.line}; border: none; max-height: 1px; }}
    QPushButton, QToolButton {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 5px 12px; min-height: 20px; }}
    QToolButton[look="plain"] {{ border: 1px solid transparent; background: transparent; padding: 3px 5px; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {t.muted}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{ background: {t.selection}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {t.muted}; border-color: {t.line}; background: {t.paper}; }}
    QPushButton:focus, QToolButton:focus, QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus,
    QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {t.focus}; }}
    QPushButton:focus, QToolButton:focus {{ padding: 4px 11px; }}
    QToolButton[look="plain"]:focus {{ padding: 2px 4px; }}
    QToolButton[look="plain"]:disabled {{ background: transparent; border-color: transparent; }}
    QPushButton[look="primary"] {{ background: {t.accent}; color: {t.accent_ink}; border-color: {t.accent};
        font-weight: 600; }}
    QPushButton[look="primary"]:disabled {{ background: {t.paper}; color: {t.muted}; border-color: {t.line}; }}
    QPushButton[look="good"] {{ background: {t.good}; color: {"#ffffff" if t.name == "light" else t.paper};
        border-color: {t.good}; font-weight: 600; }}
    QPushButton[look="good"]:disabled {{ background: {t.paper}; color: {t.muted}; border-color: {t.line}; }}
    QPushButton[look="primary"]:focus, QPushButton[look="good"]:focus {{ border: 6px double {t.card};
        padding: 0 7px; }}
    QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
        padding: 2px 4px; text-align: left; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {{ background: {t.card}; border: 1px solid {t.line};
        border-radius: 6px; padding: 4px 8px; placeholder-text-color: {t.muted}; selection-background-color: {t.accent};
        selection-color: {t.accent_ink}; }}
    QLineEdit > QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
    QSpinBox > QLineEdit, QSpinBox > QLineEdit:focus {{ background: transparent; border: none; padding: 0 6px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 0; }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QComboBox::down-arrow {{ width: 12px; height: 12px; {_picture(f"down-on-{t.name}")} }}
    QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.line}; }}
    QListView, QTableView, QTreeView {{ background: {t.card}; border: 1px solid {t.line}; outline: none; }}
    QListView[look="flat"], QTableView[look="flat"], QTreeView[look="flat"] {{ border: none; background: transparent; }}
    QListView[look="lines"]::item {{ padding: 8px; border-bottom: 1px solid {t.line}; }}
    QListView::item:selected, QTableView::item:selected, QTreeView::item:selected {{ background: {t.selection};
        color: {t.ink}; }}
    QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
        padding: 6px 8px; font-weight: 600; }}
    QStatusBar {{ background: {t.card}; color: {t.muted}; border-top: 1px solid {t.line}; }}
    QStatusBar::item {{ border: none; }}
    QMenuBar, QMenu {{ background: {t.card}; }}
    QMenu {{ border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
    QMenu::item:selected, QMenuBar::item:selected {{ background: {t.selection}; color: {t.ink}; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {t.selection}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QScrollArea {{ border: none; background: transparent; }}
    QProgressBar {{ background: {t.line}; border: none; border-radius: 3px; max-height: 6px; text-align: center; }}
    QProgressBar::chunk {{ background: {t.focus}; border-radius: 3px; }}
    QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {{ width: 18px;
        height: 18px; border: 2px solid {t.muted}; border-radius: 4px; background: {t.card}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
    QTableView::indicator:checked {{ background: {t.good}; border-color: {t.good};
        {_picture(f"tick-on-{t.name}")} }}
    QRadioButton[look="choice"]::indicator {{ width: 14px; height: 14px; border: 2px solid {t.muted};
        border-radius: 9px; background: {t.card}; }}
    QRadioButton[look="choice"]::indicator:checked {{ border: 5px solid {t.good}; width: 8px; height: 8px; }}
    QRadioButton[look="choice"]:focus {{ border: 1px solid {t.focus}; border-radius: 4px; }}
    QCheckBox:focus {{ border: 1px solid {t.focus}; border-radius: 4px; }}
    """


def _picture(name: str) -> str:
    """A small picture as a rule of the style sheet; nothing where the pictures are not known."""
    return f"image: url({_PICTURES}:{name}.svg);" if QDir.searchPaths(_PICTURES) else ""
