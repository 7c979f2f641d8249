"""The page of a copy that came back: what it brings, Join or Leave it, then what both sides changed is settled.

Without a copy it shows what is in conflict on the open canvas, to be settled later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.merging import MergeCopy
from cmc_desktop.model.domain.changes.settling import KeepBoth, SettleConflict
from cmc_desktop.model.domain.merging.contest import Contest
from cmc_desktop.model.services.before_conflicts import before_conflicts
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.held_key import HeldKey
from cmc_desktop.ui.look import Look, dressed, let_enter_press
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.merge.element_list import ElementList
from cmc_desktop.ui.merge.joining import Joining
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.merge_foot import MergeFoot
from cmc_desktop.ui.merge.merge_head import MergeHead
from cmc_desktop.ui.merge.merge_list import MergeList
from cmc_desktop.ui.merge.rows import KEYS, ContestRow, Stand, rows_of
from cmc_desktop.ui.merge.settle_bar import SettleBar
from cmc_desktop.ui.merge.undo_here import UndoHere
from cmc_desktop.ui.merge.words_left import WordsLeft
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Written

_SIDE = 270
#: pixels of height from which everything has room
_LOW = 720


class MergePage(QWidget):
    """Everything that is settled here is stored at once and is one step of Undo; so is the whole copy.

    What comes by key or mouse just after the page came in front, or after the copy was joined, was meant for what was
    there before, and does nothing; nor does a number key just after a conflict was settled, as nobody has read the
    next one yet.

    Signals:
        left(): back to where one came from.
    """

    left = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        library: Library | None = None,
        looked: LookedAt | None = None,
        *,
        by: str = "",
        words: ConflictWords | None = None,
        back_to: Canvas | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`looked` is a copy that joins the canvas of `bridge`, which `library` holds; `by` is whose our side is.

        `words` outlive the page: they hold what was typed for conflicts and is not stored. `back_to` is the canvas that
        is on the desk again when the page is left, as it stands, where that is another one.
        """
        super().__init__(parent)
        self.dead_time = DeadTime()
        #: begins with each conflict that comes in front because one was settled
        self._next_one = DeadTime(lambda: self.dead_time.ticks())
        self._bridge = bridge
        self._joining = Joining(bridge, library, by, self) if library is not None else None
        self.words = words or ConflictWords()
        first = before_conflicts(library, bridge.canvas) if library is not None else {}
        self._over = LookedOver(bridge, looked.copy if looked is not None else None, by, first)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Bring back") if self._over.copy is not None else tr("Settle conflicts"))
        self.head = MergeHead()
        self.elements = ElementList(look.theme)
        self.list = MergeList(look)
        self.bar = SettleBar(self.words)
        self.left_over = WordsLeft(self.words)
        self._back_to = back_to
        self._undo = UndoHere(bridge)
        #: the conflicts that waited on the canvas when it was read last
        self._were_open: frozenset[str] = frozenset()
        self.nothing = plain_label("muted")
        self.foot = MergeFoot(back_to.head.title if back_to is not None else "")
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.words.take_up(self._over.standings())
        self.refresh()

    @property
    def canvas(self) -> Canvas:
        """The canvas that the copy joins."""
        return self._bridge.canvas

    @property
    def theirs(self) -> str:
        """Whose copy it is; empty when nobody said, and without a copy."""
        return self._over.theirs

    @property
    def is_preview(self) -> bool:
        """Whether the copy is not joined yet."""
        return self._over.is_preview

    @property
    def open_count(self) -> int:
        """How many conflicts wait, on the canvas or in the copy that is not joined yet."""
        return self._over.open_count

    def _lay_out(self) -> None:
        self.elements.setFixedWidth(_SIDE)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.nothing)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.left_over)
        middle.addWidget(self.bar)
        body = QHBoxLayout()
        body.setContentsMargins(20, 16, 20, 12)
        body.setSpacing(20)
        body.addWidget(self.elements)
        body.addLayout(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(body, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        meant = self._if_meant
        self.elements.element_chosen.connect(self._show_rows)
        self.list.row_chosen.connect(self._show_bar)
        self.list.keys_came.connect(self._on_list_keys_came)
        self.bar.settled.connect(self._on_bar_settled)
        self.bar.both_wanted.connect(meant(self.keep_both))
        self.bar.later_wanted.connect(meant(self._on_later_wanted))
        self.bar.words_ended.connect(self.list.setFocus)
        self.bar.rest_wanted.connect(self.settle_rest)
        self.left_over.found.connect(self._bridge.told)
        self.left_over.dropped.connect(self.take_focus)
        self.foot.join.clicked.connect(meant(self.join_copy))
        self.foot.leave.clicked.connect(meant(self.left.emit))
        self.foot.undo.clicked.connect(meant(self._on_undo_wanted))
        self._bridge.written.connect(self._on_bridge_written)
        self._bridge.ticked.connect(self._show_clock)

    def _bind_keys(self) -> None:
        """A key that is held counts once: the next conflict is read before it is settled."""
        held = HeldKey(self)
        held.pressed.connect(self.dead_time.press)
        begin_words = self._if_meant(self.bar.begin_words)
        self.list.words_wanted.connect(lambda: None if held.repeats else begin_words())
        let_enter_press(self.foot)
        wishes: dict[str, Callable[[], object]] = {
            **{str(key): partial(self._on_number, key) for key in range(1, KEYS + 1)},
            "Esc": self._on_escape,
            "Ctrl+Z": self._on_undo_wanted,
            "Ctrl+Y": self._on_redo_wanted,
            "Ctrl+Shift+Z": self._on_redo_wanted,
        }
        for keys, wish in wishes.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            meant = self._if_meant(wish)
            shortcut.activated.connect(lambda meant=meant: None if held.repeats else meant())

    def _if_meant(self, wish: Callable[[], object]) -> Callable[[], object]:
        """`wish`, unless it is made before anybody can have seen what it is about."""
        return lambda: wish() if self.dead_time.over else None

    def take_focus(self) -> None:
        """Put the keys where the next one is expected."""
        if self.is_preview:
            self.foot.join.setFocus()
        elif self.list.choose_open():
            self.list.setFocus()
        else:
            self.foot.leave.setFocus()

    # what is shown

    def refresh(self) -> None:
        """Read everything anew from the canvas and the copy."""
        contest = self.bar.contest if self.bar.own.words.hasFocus() else None
        self._over.refresh()
        self._were_open = frozenset(self._over.open_ids)
        if not self.is_preview:
            self.left_over.look(self._over.open)
        self.head.show_over(self._over)
        self._show_clock(self._bridge.now())
        self.elements.show_lines(self._over.elements())
        self._show_rows()
        self.foot.show_over(self._over, self._undo.label)
        if contest is not None and not self._still_typed_for(contest):
            self._take_typing_keys()

    def _still_typed_for(self, contest: Contest) -> bool:
        now = self.bar.contest
        return self.bar.typing and now is not None and now.id == contest.id

    def _take_typing_keys(self) -> None:
        """The line that was typed into went: no button beside it may get the rest of the words."""
        (self.list if self.left_over.isHidden() else self.left_over.words).setFocus()

    def _show_clock(self, now: int) -> None:
        """The clock of what is led: also while a copy of another canvas is looked at."""
        if self._back_to is not None:
            self.head.show_clock(self._back_to, now, named=True)
        else:
            self.head.show_clock(self._bridge.canvas, now)

    def _show_rows(self, _chosen: str = "") -> None:
        in_conflict, things = self._over.rows(self.elements.chosen)
        self.list.show_rows(rows_of(in_conflict, things))
        nothing = not in_conflict and not things
        self.nothing.setVisible(nothing)
        self.list.setVisible(not nothing)
        self.nothing.setText(self._over.nothing())

    def _show_bar(self) -> None:
        row = self.list.row
        count = self.open_count
        self.bar.setVisible(not self.is_preview and bool(count))
        if not isinstance(row, ContestRow) or row.stand is not Stand.OPEN:
            self.bar.show_contest(None, tr("Choose a conflict in the list to settle it."), self._over.theirs)
        else:
            self.bar.show_contest(row.contest, self._over.which(row), self._over.theirs)
        self.bar.show_rest(self._over.sides(self._in_front) if count > 1 else [])

    @property
    def _in_front(self) -> str:
        """The id of the conflict that is looked at; empty for none."""
        return self.bar.contest.id if self.bar.contest is not None else ""

    # what is done

    def join_copy(self, *, agreed: bool = False) -> None:
        """Join the copy; when many notes would go off the board, ask first, unless that is `agreed`."""
        if self._over.copy is not None and self._joining is not None and not self._over.joined:
            self._joining.join(self._over.copy, agreed=agreed)

    def _on_bar_settled(self, value: str) -> None:
        """Own words are in their line and meant for it, however quickly they were typed."""
        if self.bar.typing or self.dead_time.over:
            self.settle(value)

    def _on_number(self, key: int) -> None:
        if self._next_one.over:
            self.bar.press(key)

    def settle(self, value: str) -> None:
        """Settle the conflict in front by one of its values or by other words."""
        contest = self.bar.contest
        if contest is not None:
            self._settle(SettleConflict(contest.id, value, contest.standing))

    def keep_both(self) -> None:
        """Settle the conflict in front by keeping all of it."""
        contest = self.bar.contest
        if contest is not None:
            self._settle(KeepBoth(contest.id, contest.standing))

    def settle_rest(self, side: str) -> None:
        """Settle all that is open below the same heading as one side has it; what it does not have is left open."""
        if self._bridge.do(self._over.settling_as(side, self._in_front)):
            self._next_one.begin()
            self.take_focus()

    def _settle(self, change: Change) -> None:
        typed = self.bar.put_words_in()
        if self._bridge.do(change):
            self._next_one.begin()
            self.take_focus()
        elif typed:
            self.bar.bring_words_back(typed)
            self.left_over.look(self._over.open)

    def _on_list_keys_came(self) -> None:
        """A number key settles from here on, so it is seen what it takes; what was typed is held."""
        if self.bar.typing:
            self.bar.end_words()

    def _on_later_wanted(self) -> None:
        """Leave the conflict in front open and look at the next one."""
        place = self.list.currentIndex().row()
        if place + 1 < self.list.rows.rowCount():
            self.list.choose(place + 1)
        self.list.choose_open()
        self.list.setFocus()

    def _on_undo_wanted(self) -> None:
        """Take back what was settled last, or the whole copy; the button goes when there is nothing left."""
        if not self.foot.undo.isHidden():
            self._step(self._undo.undo)

    def _on_redo_wanted(self) -> None:
        self._step(self._undo.redo)

    def _step(self, step: Callable[[], bool]) -> None:
        """Go to what a step opened again, as the next key is about that; else on from what it settled."""
        before = tuple(self._over.open)
        if not step():
            return
        after = tuple(self._over.open)
        opened = [one for one in after if one not in before]
        settled = [one for one in before if one not in after]
        for conflict in (opened or settled)[:1]:
            self._go_to(conflict)
        self.take_focus()

    def _go_to(self, conflict: str) -> None:
        """Choose a conflict in the list, whichever element is looked at."""
        row = f"contest:{conflict}"
        if self.list.rows.place_of(row) < 0:
            self.elements.setCurrentRow(0)
        place = self.list.rows.place_of(row)
        if place >= 0:
            self.list.choose(place)

    def _on_escape(self) -> None:
        if self.bar.typing:
            self.bar.end_words()
        else:
            self.left.emit()

    def _on_bridge_written(self, written: Written) -> None:
        self._keep_words_in_step(written.way)
        if self._over.copy is not None and written.name == MergeCopy.key and written.way != "elsewhere":
            was, self._over.joined = self._over.joined, written.way != "undo"
            self.refresh()
            if self._over.joined and not was:
                self.dead_time.begin(grows=True)
                self.take_focus()
            return
        self.refresh()

    def _keep_words_in_step(self, way: str) -> None:
        """Own words come back with the conflict they were typed for, and go with it again."""
        if way == "undo":
            self.words.take_up(self._over.standings())
        elif way == "redo":
            self.words.put_by_again(self._were_open - self._over.open_ids)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.dead_time.begin(grows=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # whatever is typed below it, the list stays readable; on a high screen there is room anyway
        self.list.setMinimumHeight((min(self.height(), _LOW) - self.head.height() - self.foot.height()) // 3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()
