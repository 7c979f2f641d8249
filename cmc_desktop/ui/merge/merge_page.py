"""The page of a copy that came back: what it brings, Join or Leave it, then what both sides changed is settled.

Without a copy it shows what is in conflict on the open canvas, to be settled later.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cmc_desktop.model.domain.merging.contest import Contest
from cmc_desktop.model.services.before_conflicts import before_conflicts
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.ui.dead_time import DeadTime
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed, let_enter_press
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.merge.element_list import ElementList
from cmc_desktop.ui.merge.joining import Joining
from cmc_desktop.ui.merge.looked_over import LookedOver
from cmc_desktop.ui.merge.merge_foot import MergeFoot
from cmc_desktop.ui.merge.merge_head import MergeHead
from cmc_desktop.ui.merge.merge_keys import MergeKeys
from cmc_desktop.ui.merge.merge_list import MergeList
from cmc_desktop.ui.merge.merge_steps import MergeSteps
from cmc_desktop.ui.merge.rows import KEYS, ContestRow, Stand, rows_of
from cmc_desktop.ui.merge.settle_bar import SettleBar
from cmc_desktop.ui.merge.words_left import WordsLeft
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library

_SIDE = 270
#: pixels of height from which everything has room
_LOW = 720


class MergePage(QWidget):
    """Lays out and shows what there is. What is pressed becomes one of `MergeSteps`, and the next one comes in front.

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
        self._bridge = bridge
        self.words = words or ConflictWords()
        first = before_conflicts(library, bridge.canvas) if library is not None else {}
        self._over = LookedOver(bridge, looked.copy if looked is not None else None, by, first)
        joining = Joining(bridge, library, by, self) if library is not None else None
        self._steps = MergeSteps(bridge, self._over, self.words, joining, self)
        self._keys = MergeKeys(self, self.dead_time)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Bring back") if self._over.copy is not None else tr("Settle conflicts"))
        self.head = MergeHead(back_to)
        self.elements = ElementList(look.theme)
        self.list = MergeList(look)
        self.bar = SettleBar(self.words)
        self.left_over = WordsLeft(self.words)
        self.nothing = plain_label("muted")
        self.foot = MergeFoot(back_to.head.title if back_to is not None else "")
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show_over()

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
        meant, steps = self._keys.meant, self._steps
        steps.changed.connect(self._show_over)
        steps.joined.connect(self._on_steps_joined)
        steps.settled.connect(self._on_steps_settled)
        steps.words_held.connect(self._on_steps_words_held)
        steps.stepped.connect(self._on_steps_stepped)
        self.elements.element_chosen.connect(self._show_rows)
        self.list.row_chosen.connect(self._show_bar)
        self.list.keys_came.connect(self._on_list_keys_came)
        self.list.words_wanted.connect(self._keys.meant_once(self.bar.begin_words))
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
        self._bridge.ticked.connect(self._show_clock)

    def _bind_keys(self) -> None:
        let_enter_press(self.foot)
        for number in range(1, KEYS + 1):
            self._keys.bind_number(number, partial(self.bar.press, number))
        self._keys.bind("Esc", self._on_escape)
        self._keys.bind("Ctrl+Z", self._on_undo_wanted)
        for key in ("Ctrl+Y", "Ctrl+Shift+Z"):
            self._keys.bind(key, self._steps.redo)

    def take_focus(self) -> None:
        """Put the keys where the next one is expected."""
        if self.is_preview:
            self.foot.join.setFocus()
        elif self.list.choose_open():
            self.list.setFocus()
        else:
            self.foot.leave.setFocus()

    # what is shown

    def _show_over(self) -> None:
        contest = self.bar.contest if self.bar.own.words.hasFocus() else None
        if not self.is_preview:
            self.left_over.look(self._over.open)
        self.head.show_over(self._over)
        self._show_clock(self._bridge.now())
        self.elements.show_lines(self._over.elements())
        self._show_rows()
        self.foot.show_over(self._over, self._steps.undo_label)
        if contest is not None and not self._still_typed_for(contest):
            self._take_typing_keys()

    def _still_typed_for(self, contest: Contest) -> bool:
        now = self.bar.contest
        return self.bar.typing and now is not None and now.id == contest.id

    def _take_typing_keys(self) -> None:
        """The line that was typed into went: no button beside it may get the rest of the words."""
        (self.list if self.left_over.isHidden() else self.left_over.words).setFocus()

    def _show_clock(self, now: int) -> None:
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

    # what is wished

    def join_copy(self, *, agreed: bool = False) -> None:
        """Join the copy; when many notes would go off the board, ask first, unless that is `agreed`."""
        self._steps.join(agreed=agreed)

    def settle(self, value: str) -> None:
        """Settle the conflict in front by one of its values or by other words."""
        if self.bar.contest is not None:
            self._steps.settle(self.bar.contest, value, self.bar.own_words)

    def keep_both(self) -> None:
        """Settle the conflict in front by keeping all of it."""
        if self.bar.contest is not None:
            self._steps.keep_both(self.bar.contest, self.bar.own_words)

    def settle_rest(self, side: str) -> None:
        """Settle all that is open below the same heading as one side has it; what it does not have is left open."""
        self._steps.settle_rest(side, self._in_front)

    def _on_bar_settled(self, value: str) -> None:
        """Own words are in their line and meant for it, however quickly they were typed."""
        if self.bar.typing or self.dead_time.over:
            self.settle(value)

    def _on_undo_wanted(self) -> None:
        """The button goes when there is nothing left."""
        if not self.foot.undo.isHidden():
            self._steps.undo()

    def _on_list_keys_came(self) -> None:
        """A number key settles from here on, so it is seen what it takes; what was typed is held."""
        if self.bar.typing:
            self.bar.end_words()

    def _on_later_wanted(self) -> None:
        """Leave the conflict in front open and look at the next one."""
        self.list.choose_next_open()
        self.list.setFocus()

    def _on_escape(self) -> None:
        if self.bar.typing:
            self.bar.end_words()
        else:
            self.left.emit()

    # what was done

    def _on_steps_joined(self) -> None:
        self._keys.begin_page()
        self.take_focus()

    def _on_steps_settled(self) -> None:
        self._keys.begin_next()
        self.take_focus()

    def _on_steps_words_held(self) -> None:
        if self.bar.typing:
            self.bar.own.words.setFocus()
        self.left_over.look(self._over.open)

    def _on_steps_stepped(self, conflict: str) -> None:
        """Go to the conflict that the step was about, whichever element is looked at."""
        if conflict and not self.list.choose_contest(conflict):
            self.elements.setCurrentRow(0)
            self.list.choose_contest(conflict)
        self.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._keys.begin_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # whatever is typed below it, the list stays readable; on a high screen there is room anyway
        self.list.setMinimumHeight((min(self.height(), _LOW) - self.head.height() - self.foot.height()) // 3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()
