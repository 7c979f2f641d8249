"""Every action with its keys, to be looked up and filtered."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.ui.saying import tr


class ShortcutsDialog(QDialog):
    """Takes (menu, text, keys) rows; those of a menu stand together in their order."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action or a key"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.tree = self._tree()
        self._fill(rows)
        box = QDialogButtonBox()
        close = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(box)
        self.resize(560, 600)

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels([tr("Action"), tr("Keys")])
        tree.setAccessibleName(tr("Actions and their keys"))
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setRootIsDecorated(False)
        tree.setIndentation(16)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        return tree

    def _fill(self, rows: Iterable[tuple[str, str, str]]) -> None:
        menus: dict[str, QTreeWidgetItem] = {}
        for menu, text, keys in rows:
            if menu not in menus:
                menus[menu] = QTreeWidgetItem(self.tree, [menu, ""])
                face = menus[menu].font(0)
                face.setBold(True)
                menus[menu].setFont(0, face)
            item = QTreeWidgetItem(menus[menu], [text, keys])
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}: {keys or tr('no keys')}")
        self.tree.expandAll()

    def _on_search_text_changed(self, text: str) -> None:
        wanted = text.casefold().split()
        for place in range(self.tree.topLevelItemCount()):
            menu = self.tree.topLevelItem(place)
            items = [] if menu is None else [menu.child(row) for row in range(menu.childCount())]
            fitting = [item for item in items if item is not None and _fits(item, wanted)]
            for item in items:
                if item is not None:
                    item.setHidden(item not in fitting)
            if menu is not None:
                menu.setHidden(not fitting)


def _fits(item: QTreeWidgetItem, wanted: list[str]) -> bool:
    words = f"{item.text(0)} {item.text(1)}".casefold()
    return all(word in words for word in wanted)
