"""The page of a copy that came back: what it brings, Join or Leave it, then what both sides changed is settled.

Without a copy it shows what is in conflict on the open canvas, to be settled later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.merging import HidesMany, MergeCopy
from cmc_desktop.model.domain.changes.settling import KeepBoth, SettleConflict, SettleConflicts
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.merging.contest import Contest, Known, contests, settled_words
from cmc_desktop.model.domain.merging.incoming import Incoming
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.copies import LookedAt, bring_back
from cmc_desktop.model.services.what_comes import counted, what_comes
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.held_key import HeldKey
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.merge.element_list import EVERY, ElementLine, ElementList
from cmc_desktop.ui.merge.hides_many_dialog import HidesManyDialog
from cmc_desktop.ui.merge.merge_list import MergeList
from cmc_desktop.ui.merge.rows import (
    ComingRow,
    ContestRow,
    Stand,
    contest_place,
    place_words,
    rows_of,
)
from cmc_desktop.ui.merge.settle_bar import SettleBar
from cmc_desktop.ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Written

_SIDE = 270
#: conflicts that a number key can reach by itself: more values than that are chosen by their buttons
_KEYS = 9


class MergePage(QWidget):
    """Everything that is settled here is stored at once and is one step of Undo; so is the whole copy.

    Signals:
        joined(): the copy was joined with the canvas.
        left(): back to where one came from.
    """

    joined = Signal()
    left = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        library: Library | None = None,
        looked: LookedAt | None = None,
        *,
        by: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`looked` is a copy that joins the canvas of `bridge`, which `library` holds; `by` is whose our side is."""
        super().__init__(parent)
        self._bridge = bridge
        self._library = library
        self._copy = looked.copy if looked is not None else None
        self._by = by
        self._found: Incoming | None = None
        self._joined = False
        #: every conflict that was seen on this page, as it was seen last
        self._contests: dict[str, Contest] = {}
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Bring back") if self._copy is not None else tr("Settle conflicts"))
        self.title = dressed(ElidedLabel(least=20), "title")
        self.when = dressed(QLabel(), "muted")
        self.counts = plain_label("heading")
        self.elements = ElementList(look.theme)
        self.list = MergeList(look)
        self.bar = SettleBar()
        self.nothing = plain_label("muted")
        self.told = plain_label("muted")
        self.undo = QPushButton()
        self.leave = QPushButton()
        self.join = dressed(QPushButton(), "primary")
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.refresh()

    @property
    def theirs(self) -> str:
        """Whose copy it is; empty when nobody said, and without a copy."""
        return self._copy.by if self._copy is not None else ""

    @property
    def is_preview(self) -> bool:
        """Whether the copy is not joined yet."""
        return self._copy is not None and not self._joined

    def _lay_out(self) -> None:
        head = dressed(QFrame(), "bar")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(24, 12, 24, 12)
        lines.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.title)
        first.addWidget(self.when)
        first.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(self.counts)
        self.elements.setFixedWidth(_SIDE)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.nothing)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.bar)
        body = QHBoxLayout()
        body.setContentsMargins(20, 16, 20, 12)
        body.setSpacing(20)
        body.addWidget(self.elements)
        body.addLayout(middle, 1)
        foot = dressed(QFrame(), "card")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.setSpacing(10)
        buttons.addWidget(self.told, 1)
        for button in (self.undo, self.leave, self.join):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(body, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.elements.element_chosen.connect(self._show_rows)
        self.list.row_chosen.connect(self._show_bar)
        self.list.words_wanted.connect(self.bar.begin_words)
        self.bar.settled.connect(self.settle)
        self.bar.both_wanted.connect(self.keep_both)
        self.bar.later_wanted.connect(self._on_later_wanted)
        self.bar.rest_wanted.connect(self.settle_rest)
        self.join.clicked.connect(self.join_copy)
        self.leave.clicked.connect(self.left)
        self.undo.clicked.connect(self._on_undo_wanted)
        self._bridge.written.connect(self._on_bridge_written)

    def _bind_keys(self) -> None:
        """A key that is held counts once: the next conflict is read before it is settled."""
        held = HeldKey(self)
        wishes: dict[str, Callable[[], object]] = {
            **{str(key): partial(self.bar.press, key) for key in range(1, _KEYS + 1)},
            "Esc": self._on_escape,
            "Ctrl+Z": self._on_undo_wanted,
        }
        for keys, wish in wishes.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda wish=wish: None if held.repeats else wish())

    def take_focus(self) -> None:
        """Put the keys where the next one is expected."""
        if self.is_preview:
            self.join.setFocus()
        elif self.list.choose_open():
            self.list.setFocus()
        else:
            self.leave.setFocus()

    # what is shown

    def refresh(self) -> None:
        """Read everything anew from the canvas and the copy."""
        canvas = self._bridge.canvas
        if self._copy is not None and not self._joined:
            self._found = what_comes(canvas, self._copy, self._by)
            self._contests = {one.id: one for one in self._found.contests}
        else:
            known = self._found.known if self._found is not None else Known(self._by_name())
            self._contests |= {one.id: one for one in contests(canvas, known)}
        self._show_head()
        self._show_elements()
        self._show_rows()
        self._show_foot()

    def _by_name(self) -> dict[str, frozenset[str]]:
        """Our values where no copy is at hand: those by our name."""
        if not self._by:
            return {}
        found = open_conflicts(self._bridge.canvas).values()
        return {one.id: frozenset(value for value in one.values if one.name_of(value) == self._by) for one in found}

    def _rows(self) -> tuple[list[ContestRow], list[ComingRow]]:
        canvas = self._bridge.canvas
        template, still_open = canvas.template, open_conflicts(canvas)
        in_conflict = []
        for one in self._contests.values():
            stand, now = Stand.COMING, ""
            if not self.is_preview:
                stand = Stand.OPEN
                if one.id not in still_open:
                    stand = Stand.SETTLED if self._is_settled(one) else Stand.OVER
                    now = settled_words(canvas, one.conflict)
            in_conflict.append(ContestRow(one, contest_place(template, one), stand, now))
        things = self._found.things if self._found is not None else ()
        return in_conflict, [ComingRow(one, place_words(template, one)) for one in things]

    def _is_settled(self, contest: Contest) -> bool:
        known = self._bridge.canvas.find(type(contest.conflict), contest.id)
        return known is not None and known.settled

    @property
    def open_count(self) -> int:
        """How many conflicts wait, on the canvas or in the copy that is not joined yet."""
        if self.is_preview:
            return len(self._contests)
        return len(open_conflicts(self._bridge.canvas))

    def _show_head(self) -> None:
        title = self._bridge.canvas.head.title
        if self._copy is None:
            self.title.show_words(tr("Settle conflicts · {title}", title=title))
            self.when.setText("")
        else:
            whose = tr("{name}’s copy of “{title}”", name=self.theirs, title=title)
            self.title.show_words(whose if self.theirs else tr("A copy of “{title}”", title=title))
            self.when.setText(self._times())
        self.counts.setText(self._count_words())

    def _count_words(self) -> str:
        """What there is of it; once it is joined, how much is open."""
        if self.is_preview and self._found is not None:
            return counted(self._found)
        count = self.open_count
        told = trn("{n} conflict is open", "{n} conflicts are open", count) if count else tr("Everything is settled")
        if self._found is None:
            return told
        others = counted(self._found, conflicts=False)
        if not self._contests and not count:
            return tr("Joined: {counts}", counts=others) if others else tr("Joined")
        return tr("Joined: {counts} · {open}", counts=others, open=told) if others else tr("Joined · {open}", open=told)

    def _times(self) -> str:
        """'taken 12 Nov · sent back 20 Nov'."""
        assert self._copy is not None
        known = (self._bridge.canvas.find(Checkpoint, one) for one in self._copy.bases)
        taken = [one.at for one in known if one is not None]
        parts = [tr("taken {day}", day=_day(max(taken), self._bridge.now()))] if taken else []
        parts.append(tr("sent back {day}", day=_day(self._copy.tip.at, self._bridge.now())))
        return " · ".join(parts)

    def _show_elements(self) -> None:
        template = self._bridge.canvas.template
        in_conflict, things = self._rows()
        waits = [row.contest.box for row in in_conflict if row.waits]
        comes = [row.coming.box for row in things]
        seen = {*(row.contest.box for row in in_conflict), *comes}
        lines = [ElementLine(EVERY, tr("All elements"), len(waits), len(comes))]
        for box in template.in_walk_order:
            if box.key in seen:
                lines.append(ElementLine(box.key, box.label, waits.count(box.key), comes.count(box.key)))
        if "" in seen:
            lines.append(ElementLine("", tr("Title, people and talk"), waits.count(""), comes.count("")))
        self.elements.show_lines(lines)

    def _show_rows(self, _chosen: str = "") -> None:
        chosen = self.elements.chosen
        in_conflict, things = self._rows()
        if chosen != EVERY:
            in_conflict = [row for row in in_conflict if row.contest.box == chosen]
            things = [row for row in things if row.coming.box == chosen]
        self.list.show_rows(rows_of(in_conflict, things))
        nothing = not in_conflict and not things
        self.nothing.setVisible(nothing)
        self.list.setVisible(not nothing)
        self.nothing.setText(self._nothing_words())

    def _nothing_words(self) -> str:
        if self._copy is None:
            return tr("Nothing is in conflict on this canvas.")
        return tr("This copy brings nothing that is seen on the board.")

    def _show_bar(self) -> None:
        row = self.list.row
        count = self.open_count
        self.bar.setVisible(not self.is_preview and bool(count))
        if not isinstance(row, ContestRow) or row.stand is not Stand.OPEN:
            self.bar.show_contest(None, tr("Choose a conflict in the list to settle it."), self.theirs)
        else:
            contest = row.contest
            place = list(open_conflicts(self._bridge.canvas)).index(contest.id) + 1
            which = tr("Conflict {n} of {all} · {where}", n=place, all=count, where=f"{row.where} · {contest.about}")
            self.bar.show_contest(contest, which, self.theirs)
        self.bar.show_rest(self._sides() if count > 1 else [])

    def _sides(self) -> list[tuple[str, str]]:
        """By whose values all that is open can be settled at once: what is told, and 'ours', 'theirs' or a name."""
        if self._found is not None:
            name = self.theirs
            words = tr("All the rest as {name} has it", name=name) if name else tr("All the rest as the copy has it")
            return [(tr("All the rest as it is here"), _OURS), (words, _THEIRS)]
        names = dict.fromkeys(
            choice.name
            for one in self._open().values()
            for choice in one.choices
            if choice.name and "," not in choice.name
        )
        return [(tr("All the rest as {name} has it", name=name), name) for name in names]

    def _open(self) -> dict[str, Contest]:
        return {name: self._contests[name] for name in open_conflicts(self._bridge.canvas) if name in self._contests}

    def _show_foot(self) -> None:
        count = self.open_count
        self.join.setVisible(self.is_preview)
        label = self._bridge.session.undo_label
        self.undo.setVisible(not self.is_preview and bool(label))
        self.undo.setText(tr("Undo: {what}", what=label))
        if self.is_preview:
            self.told.setText(
                tr("Nothing is lost: both sides stay in the history. Answers do not travel: everyone is asked again.")
            )
            self.leave.setText(tr("Lea&ve it"))
            self.join.setText(
                trn("&Join, {n} conflict to settle", "&Join, {n} conflicts to settle", count) if count else tr("&Join")
            )
            return
        self.leave.setText(tr("&Done"))
        self.told.setText(
            trn(
                "{n} conflict is open; it stays marked on the board, and the sign-off waits for it.",
                "{n} conflicts are open; they stay marked on the board, and the sign-off waits for them.",
                count,
            )
            if count
            else tr("Nothing is open. Everyone is asked again about what changed.")
        )

    # what is done

    def join_copy(self) -> None:
        """Join the copy; when many notes would go off the board, ask first."""
        self._join(agreed=False)

    def _join(self, *, agreed: bool) -> None:
        library, copy = self._library, self._copy
        if copy is None or library is None or self._joined:
            return

        def wish(slip: str) -> None:
            try:
                bring_back(library, self._bridge.session, copy, self._by, agreed=agreed, slip=slip)
            except HidesMany as error:
                self._ask_about_hidden(error.notes)

        self._bridge.attempt(wish, tr("join the copy"))

    def _ask_about_hidden(self, notes: tuple[str, ...]) -> None:
        dialog = HidesManyDialog(self._bridge.canvas, notes, self.theirs, self.window())
        dialog.accepted.connect(lambda: self._join(agreed=True))
        dialog.open()

    def settle(self, value: str) -> None:
        """Settle the conflict in front by one of its values or by other words."""
        contest = self.bar.contest
        if contest is not None:
            self._do(SettleConflict(contest.id, value, contest.standing))

    def keep_both(self) -> None:
        """Settle the conflict in front by keeping all of it."""
        contest = self.bar.contest
        if contest is not None:
            self._do(KeepBoth(contest.id, contest.standing))

    def settle_rest(self, side: str) -> None:
        """Settle all that is open as one side has it; what it does not have is left open."""
        chosen = []
        for one in self._open().values():
            wanted = [choice for choice in one.choices if _is_of(choice.ours, choice.name, side)]
            if len(wanted) == 1:
                chosen.append((one, wanted[0].value))
        self._do(
            SettleConflicts(tuple((one.id, value) for one, value in chosen), tuple(one.standing for one, _ in chosen))
        )

    def _do(self, change: Change) -> None:
        typing = self.bar.typing
        if self._bridge.do(change):
            self.take_focus()
        elif typing:
            self.bar.words.setFocus()

    def _on_later_wanted(self) -> None:
        """Leave the conflict in front open and look at the next one."""
        place = self.list.currentIndex().row()
        if place + 1 < self.list.rows.rowCount():
            self.list.choose(place + 1)
        self.list.choose_open()
        self.list.setFocus()

    def _on_undo_wanted(self) -> None:
        """Take back what was settled last, or the whole copy; the button goes when there is nothing left."""
        if not self.undo.isHidden() and self._bridge.undo():
            self.take_focus()

    def _on_escape(self) -> None:
        if self.bar.typing:
            self.bar.end_words()
        else:
            self.left.emit()

    def _on_bridge_written(self, written: Written) -> None:
        if self._copy is not None and written.name == MergeCopy.key and written.way != "elsewhere":
            was, self._joined = self._joined, written.way != "undo"
            self.refresh()
            if self._joined and not was:
                self.take_focus()
                self.joined.emit()
            return
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()


_OURS, _THEIRS = "\x00ours", "\x00theirs"


def _is_of(ours: bool, name: str, side: str) -> bool:
    if side == _OURS:
        return ours
    return not ours if side == _THEIRS else name == side


def _day(at: int, now: int) -> str:
    """'20 Nov', with the year when it is another one."""
    then, present = day(at), day(now)
    form = "d MMM" if then[:4] == present[:4] else "d MMM yyyy"
    return QLocale().toString(QDate.fromString(then, Qt.DateFormat.ISODate), form)
