"""The context menu of a canvas in the library, and the keys that do the same."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.saying import tr


class CanvasMenu(QMenu):
    """One row per verb. Keys are shown here and looked up by `wish_of`; the window's own shortcuts go first.

    Signals:
        wished(str): 'open', 'practise', 'rename', 'duplicate', 'new_version', 'export', 'handouts', 'history',
            'archive', 'delete' or 'delete_for_good'.
    """

    wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._wishes: dict[str, QAction] = {}
        self._add("open", tr("Open"), "Return", "next")
        self._add("new_version", tr("New version"), "Ctrl+Shift+N", "duplicate")
        self._add("compare", tr("Compare the chosen canvases…"), "Ctrl+Shift+D", "duplicate")
        self._add("practise", tr("Practise this workshop"), "", "play")
        self.addSeparator()
        self._add("rename", tr("Title and city…"), "F2", "edit")
        self._add("duplicate", tr("Duplicate"), "Ctrl+D", "duplicate")
        self._add("export", tr("Export…"), "Ctrl+Shift+E", "export")
        self._add("handouts", tr("Hand-outs…"), "Ctrl+Shift+H", "print")
        self._add("history", tr("History…"), "Ctrl+Shift+Y", "stale")
        self.addSeparator()
        self._add("archive", tr("Archive"), "Ctrl+Shift+A", "archive")
        self._add("delete", tr("Delete"), "Del", "delete")
        self._add("delete_for_good", tr("Delete for good…"), "", "delete")

    def _add(self, wish: str, text: str, keys: str, icon: str) -> None:
        action = QAction(text, self)
        action.setObjectName(icon)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: self.wished.emit(wish))
        self.addAction(action)
        self._wishes[wish] = action

    def show_for(self, head: Head, place: QPoint, *, several: bool = False) -> None:
        """Open at `place` on the screen with what can be done to this canvas; a deleted one can be brought back or go.

        Where `several` are chosen they can be compared, and all else is for one alone.
        """
        for action in self._wishes.values():
            action.setIcon(self._look.icons.icon(action.objectName()))
            action.setVisible(not head.deleted_at and not several)
        self._wishes["compare"].setVisible(several)
        self._wishes["delete_for_good"].setVisible(bool(head.deleted_at) and not several)
        self._wishes["open"].setText(tr("Bring back") if head.deleted_at else tr("Open"))
        self._wishes["open"].setVisible(not several)
        self._wishes["new_version"].setVisible(head.state == CanvasState.SIGNED and not head.deleted_at and not several)
        self._wishes["archive"].setText(tr("Take out of the archive") if head.archived else tr("Archive"))
        self.popup(place)

    def wish_of(self, event: QKeyEvent) -> str:
        """The verb a key stands for, or empty."""
        pressed = QKeySequence(event.keyCombination())
        return next((wish for wish, action in self._wishes.items() if action.shortcut() == pressed), "")
