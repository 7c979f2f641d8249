"""Every text that the windows of the app hold, and the dialogs that can be opened over a canvas."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QTabWidget,
    QWidget,
)

from cmc_desktop.ui.action_table import action_table
from cmc_desktop.ui.controller import Controller

TEXTS = (
    *("text", "title", "windowTitle", "toolTip", "statusTip", "placeholderText", "accessibleName", "iconText"),
    *("accessibleDescription", "whatsThis", "prefix", "suffix", "specialValueText", "toPlainText"),
)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
#: the actions that open a dialog
ASKING = sorted({spec.id for spec in action_table() if spec.text.endswith("…")} | {"shortcuts", "about"})


def shown_texts() -> set[tuple[str, str]]:
    """(where it stands, text) of every text in any window."""
    found: set[tuple[str, str]] = set()
    for window in QApplication.topLevelWidgets():
        if is_of_qts_own(window):
            continue
        # Qt's own dialog for files is in Qt's own words.
        qts = {part for dialog in window.findChildren(QFileDialog) for part in dialog.findChildren(QObject)}
        for widget in (window, *window.findChildren(QWidget), *window.findChildren(QAction)):
            if widget not in qts:
                found |= {(f"{type(widget).__name__}.{name}", text) for name, text in texts_of(widget)}
    return found


def texts_of(widget: QWidget | QAction) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        text = getattr(widget, name, None)
        if callable(text):
            yield name, str(text())
    if isinstance(widget, QTabWidget):
        yield from (("tab", widget.tabText(place)) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView | QComboBox):
        model = widget.model()
        if model is not None:
            yield from cells_of(model, QModelIndex())
            for column in range(columns_of(model, QModelIndex())):
                yield "header", str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def columns_of(model: QAbstractItemModel, parent: QModelIndex) -> int:
    # Qt keeps the column count of a flat list to itself.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def cells_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[tuple[str, str]]:
    for row in range(model.rowCount(parent)):
        for column in range(columns_of(model, parent)):
            index = model.index(row, column, parent)
            for role in ROLES:
                said = index.data(role)
                if isinstance(said, str):
                    yield role.name, said
            if column == 0 and not isinstance(model, QAbstractListModel):
                yield from cells_of(model, index)


def is_of_qts_own(window: QWidget) -> bool:
    """Whether a window is Qt's own dialog for files or a list that opens in it."""
    part: QObject | None = window
    while part is not None and not isinstance(part, QFileDialog):
        part = part.parent()
    return part is not None


def leave_dialogs(controller: Controller) -> None:
    """Close every dialog, and let Qt delete it."""
    for dialog in controller.window.findChildren(QDialog):
        dialog.close()
        dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not controller.window.findChildren(QDialog)
