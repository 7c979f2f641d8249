"""The one style sheet. Widgets opt in by the dynamic property `look`, so that rules stay few and named."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.theme import PICTURES, Theme, dress


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: palette, base font (13 px) and the style sheet."""
    dress(app, theme)
    app.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """Every rule, in the theme's colours."""
    groups = (_grounds, _labels, _buttons, _fields, _lists, _bars, _scrolling, _choices)
    return "".join(rules(theme) for rules in groups)


def _grounds(t: Theme) -> str:
    """Windows, panels and sheets."""
    return f"""
    QWidget {{ color: {t.ink}; }}
    QMainWindow, QDialog, QWidget[look="paper"] {{ background: {t.paper}; }}
    QWidget[look="card"] {{ background: {t.card}; }}
    QWidget[look="bar"] {{ background: {t.card}; border: none; border-bottom: 1px solid {t.line}; }}
    QWidget[look="left-panel"] {{ background: {t.card}; border: none; border-right: 1px solid {t.line}; }}
    QWidget[look="right-panel"] {{ background: {t.card}; border: none; border-left: 1px solid {t.line}; }}
    QFrame[look="sheet"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 8px; }}
    """


def _labels(t: Theme) -> str:
    """Words, tabs and what is told by their look."""
    return f"""
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
    """


def _buttons(t: Theme) -> str:
    """Buttons, and the ring of what has the keys."""
    return f"""
    QPushButton, QToolButton {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 5px 12px; min-height: 20px; }}
    QToolButton[look="plain"] {{ border: 1px solid transparent; background: transparent; padding: 3px 5px; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {t.muted}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{ background: {t.selection}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {t.muted}; border-color: {t.line}; background: {t.paper}; }}
    QPushButton:focus, QToolButton:focus, QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus,
    QAbstractSpinBox:focus, QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {t.focus}; }}
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
    QPushButton[look="chosen"] {{ background: {t.selection}; border-color: {t.muted}; font-weight: 600; }}
    QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; color: {t.accent};
        padding: 2px 4px; text-align: left; }}
    QPushButton[look="status"], QPushButton[look="status-warning"] {{ background: transparent; padding: 0 8px;
        border: 1px solid transparent; border-radius: 4px; color: {t.muted}; min-height: 16px; }}
    QPushButton[look="status-warning"] {{ color: {t.warning}; font-weight: 600; }}
    QPushButton[look="status"]:hover, QPushButton[look="status-warning"]:hover {{ border-color: {t.line}; }}
    QPushButton[look="status"]:focus, QPushButton[look="status-warning"]:focus {{ border: 2px solid {t.focus};
        padding: 0 7px; }}
    """


def _fields(t: Theme) -> str:
    """Where something is typed or chosen."""
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{ background: {t.card};
        border: 1px solid {t.line}; border-radius: 6px; padding: 4px 8px; placeholder-text-color: {t.muted};
        selection-background-color: {t.accent}; selection-color: {t.accent_ink}; }}
    QLineEdit > QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
    QAbstractSpinBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus {{ background: transparent; border: none;
        padding: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 0; }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QComboBox::down-arrow {{ width: 12px; height: 12px; {_picture(f"down-on-{t.name}")} }}
    QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.line}; }}
    """


def _lists(t: Theme) -> str:
    """Lists and tables."""
    return f"""
    QListView, QTableView, QTreeView {{ background: {t.card}; border: 1px solid {t.line}; outline: none; }}
    QTableView {{ border-width: 2px; }} /* its rows do not move when the keyboard comes, and would lie over the frame */
    QListView[look="flat"], QTableView[look="flat"], QTreeView[look="flat"] {{ border: none; background: transparent; }}
    QListView[look="lines-of-history"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 6px; }}
    QListView[look="lines"]::item {{ padding: 8px; border-bottom: 1px solid {t.line}; }}
    QListView::item:selected, QTableView::item:selected, QTreeView::item:selected {{ background: {t.selection};
        color: {t.ink}; }}
    QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
        padding: 6px 8px; font-weight: 600; }}
    """


def _bars(t: Theme) -> str:
    """Bars and menus."""
    return f"""
    QStatusBar {{ background: {t.card}; color: {t.muted}; border-top: 1px solid {t.line}; }}
    QStatusBar::item {{ border: none; }}
    QMenuBar, QMenu {{ background: {t.card}; }}
    QMenu {{ border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
    QMenu::item:selected, QMenuBar::item:selected {{ background: {t.selection}; color: {t.ink}; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    /* what people wrote is never markup */
    QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px;
               qproperty-textFormat: PlainText; }}
    """


def _scrolling(t: Theme) -> str:
    """What is scrolled, dragged or waited for."""
    return f"""
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
    """


def _choices(t: Theme) -> str:
    """Boxes and circles to tick."""
    return f"""
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
    return f"image: url({PICTURES}:{name}.svg);" if QDir.searchPaths(PICTURES) else ""
