"""What is done on the page of a copy: it is joined, conflicts are settled, and both are taken back or done again.

Own words that were typed for conflicts are kept in step with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.merging import MergeCopy
from cmc_desktop.model.domain.changes.settling import KeepBoth, SettleConflict
from cmc_desktop.model.domain.merging.contest import Contest
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.merge.joining import Joining
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.undo_here import UndoHere
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class MergeSteps(QObject):
    """Everything is stored at once and is one step of Undo; so is the whole copy. It knows nothing of what shows it.

    `over` is brought up to date with each step, and with what others write, before anything is told.

    Signals:
        changed(): the canvas and the copy were read anew.
        joined(): the copy was joined just now.
        settled(): what was wished is settled.
        words_held(): a settling was refused, and the own words for it are held again.
        stepped(str): something was taken back or done again; the conflict to go on with, empty for none.
    """

    changed = Signal()
    joined = Signal()
    settled = Signal()
    words_held = Signal()
    stepped = Signal(str)

    def __init__(
        self, bridge: SessionBridge, over: LookedOver, words: ConflictWords, joining: Joining | None, parent: QObject
    ) -> None:
        """`over` is about the canvas of `bridge`, `words` are those typed for its conflicts; without `joining` no copy
        can be joined."""
        super().__init__(parent)
        self._bridge = bridge
        self._over = over
        self._words = words
        self._joining = joining
        self._undo = UndoHere(bridge)
        #: the conflicts that waited on the canvas when it was read last
        self._were_open: frozenset[str] = frozenset()
        words.take_up(over.standings())
        self._read()
        bridge.written.connect(self._on_bridge_written)

    @property
    def undo_label(self) -> str:
        """What Undo would take back; empty when nothing was done here."""
        return self._undo.label

    def join(self, *, agreed: bool = False) -> None:
        """Join the copy; when many notes would go off the board, ask first, unless that is `agreed`."""
        if self._over.copy is not None and self._joining is not None and not self._over.joined:
            self._joining.join(self._over.copy, agreed=agreed)

    def settle(self, contest: Contest, value: str, own: str | None) -> None:
        """Settle a conflict by one of its values or by other words.

        `own` are the words that were typed for it, whatever it is settled by; None where nobody typed any.
        """
        self._settle(SettleConflict(contest.id, value, contest.standing), contest, own)

    def keep_both(self, contest: Contest, own: str | None) -> None:
        """Settle a conflict by keeping all of it; `own` as in `settle`."""
        self._settle(KeepBoth(contest.id, contest.standing), contest, own)

    def settle_rest(self, side: str, front: str) -> None:
        """Settle all that is open below the same heading as the conflict `front`, as one side has it: what
        `LookedOver.settling_as` makes of both."""
        if self._bridge.do(self._over.settling_as(side, front)):
            self.settled.emit()

    def undo(self) -> None:
        """Take back what was done here last, or the whole copy."""
        self._step(self._undo.undo)

    def redo(self) -> None:
        self._step(self._undo.redo)

    def _settle(self, change: Change, contest: Contest, own: str | None) -> None:
        """Own words are let go of before, so that they are not found unused when their conflict goes."""
        if own is not None:
            self._words.put_by(contest.id, contest.standing)
        if self._bridge.do(change):
            self.settled.emit()
        elif own is not None:
            self._words.take_up({contest.id: contest.standing})
            self._words.type(contest.id, own)
            self.words_held.emit()

    def _step(self, step: Callable[[], bool]) -> None:
        """Tell of what a step opened again, as the next key is about that; else of what it settled."""
        before = tuple(self._over.open)
        if not step():
            return
        after = tuple(self._over.open)
        opened = [one for one in after if one not in before]
        settled = [one for one in before if one not in after]
        self.stepped.emit(next(iter(opened or settled), ""))

    def _read(self) -> None:
        self._over.refresh()
        self._were_open = frozenset(self._over.open_ids)
        self.changed.emit()

    def _on_bridge_written(self, written: Written) -> None:
        self._keep_words_in_step(written.way)
        was_joined = self._over.joined
        if self._over.copy is not None and written.name == MergeCopy.key and written.way != "elsewhere":
            self._over.joined = written.way != "undo"
        self._read()
        if self._over.joined and not was_joined:
            self.joined.emit()

    def _keep_words_in_step(self, way: str) -> None:
        """Own words come back with the conflict they were typed for, and go with it again."""
        if way == "undo":
            self._words.take_up(self._over.standings())
        elif way == "redo":
            self._words.put_by_again(self._were_open - self._over.open_ids)
