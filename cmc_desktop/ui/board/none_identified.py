"""Marking a box 'none identified', after asking who says so, and taking the mark back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from cmc_desktop.model.domain.changes import ClearNoneIdentified, MarkNoneIdentified
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge

#: who a mark is by when it is by nobody in particular; the same in every language
_THE_ROOM = ""


class NoneIdentified:
    """The wish of somebody in the room, by box."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._bridge = bridge

    def toggle(self, key: str, view: QWidget) -> None:
        """Take the mark of a box back, or set it; who says so is asked in a menu over `view`."""
        if self._bridge.canvas.mark(key).none_identified:
            self._bridge.do(ClearNoneIdentified(key))
            return
        if self._bridge.canvas.note_count(key):
            self._mark(key, _THE_ROOM)  # the rules say why not; nobody need be asked before
            return
        menu = self._who_menu(key, view)
        if menu is None:
            self._mark(key, _THE_ROOM)
        else:
            menu.popup(view.mapToGlobal(QPoint(8, view.height() // 2)))
            first = next(action for action in menu.actions() if not action.isSeparator())
            menu.setActiveAction(first)  # so that Enter alone answers

    def _who_menu(self, key: str, parent: QWidget) -> QMenu | None:
        """The room or somebody in it; None when nobody is known to be there."""
        present = [person for person in self._bridge.canvas.people if person.arrived_at and not person.left_at]
        if not present:
            return None
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(tr("Who says that there is none?"))
        names = all_names(self._bridge.canvas)
        for by in (_THE_ROOM, *(names[person.id] for person in present)):
            action = menu.addAction(who_says_so(by).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, by=by: self._mark(key, by))
        return menu

    def _mark(self, key: str, by: str) -> None:
        if self._bridge.do(MarkNoneIdentified(key, by)):
            box = self._bridge.canvas.template.box(key)
            self._bridge.told.emit(tr("Marked “none identified”: {box}", box=box.label))


def who_says_so(by: str) -> str:
    """Who a mark 'none identified' is by, in words."""
    return tr("The room") if by == _THE_ROOM else by
