"""Joining notes: those that are selected, or one after the other by the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.changes import MergeNotes
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.write_rules import check
from cmc_desktop.ui.board.join_dialog import JoinDialog
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge


class Joining(QObject):
    """A note asked for alone waits for the next one: so notes of several boxes are joined without a mouse.

    Signals:
        joined(str): notes were joined, and the one with this id stayed.
    """

    joined = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._over = parent
        self._first = ""

    def forget(self) -> None:
        """No note waits for another one any more."""
        self._first = ""

    def begin(self, ids: Sequence[str]) -> JoinDialog | None:
        """Ask how these notes are to be joined; None when there is nothing to ask yet, which is told."""
        ids = list(dict.fromkeys((*self._waiting(ids), *ids)))
        if not ids:
            self._bridge.told.emit(tr("Select the notes to join first."))
            return None
        if self._is_refused(ids):
            self.forget()
            return None
        if len(ids) == 1:
            self._first = ids[0]
            self._bridge.told.emit(tr("Now select the note to join it with, and press the same keys again."))
            return None
        self.forget()
        dialog = JoinDialog(self._bridge, ids, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.joined.connect(lambda into: self._on_joined(into, len(ids)))
        dialog.open()
        return dialog

    def _waiting(self, ids: Sequence[str]) -> list[str]:
        """The note that waits for the one selected now, as long as it is on the board."""
        note = self._bridge.canvas.find(Note, self._first) if len(ids) == 1 else None
        return [note.id] if note is not None and not note.deleted else []

    def _is_refused(self, ids: Sequence[str]) -> bool:
        """Whether the rules forbid it now, which is told before anybody has chosen or typed anything."""
        canvas = self._bridge.canvas
        others = ids if len(ids) > 1 else (*ids, *(note.id for note in canvas.all(Note) if not note.deleted))
        if len(set(others)) < 2:
            return False
        try:
            check(
                canvas, MergeNotes(tuple(others), ids[0], canvas.note(ids[0]).text).decide(canvas, self._bridge.now())
            )
        except CmcError as error:
            self._bridge.refused.emit(error, None)
            return True
        return False

    def _on_joined(self, into: str, count: int) -> None:
        self._bridge.told.emit(trn("Joined {n} note", "Joined {n} notes", count))
        self.joined.emit(into)
