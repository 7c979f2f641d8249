"""What the page of a copy tells: what the copy brings, or what is open of it by now, and as whose it can be settled."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.changes.settling import SettleConflicts
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.merging.contest import Before, Choice, Contest, Known, contests
from cmc_desktop.model.domain.merging.contest_words import settled_words
from cmc_desktop.model.domain.merging.contested import standing
from cmc_desktop.model.domain.merging.incoming import Incoming
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.what_comes import counted, what_comes
from cmc_desktop.ui.merge.element_list import EVERY, ElementLine
from cmc_desktop.ui.merge.rows import ComingRow, ContestRow, Stand, contest_place, place_words
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.when import when

_OURS, _THEIRS = "\x00ours", "\x00theirs"


class LookedOver:
    """The copy and the canvas as they stand now; `refresh` reads both anew."""

    def __init__(
        self, bridge: SessionBridge, copy: ComingCopy | None, by: str, first: Mapping[str, Before] | None = None
    ) -> None:
        """`copy` joins the canvas of `bridge`; without one it is about what is open there. `by` is whose ours is.

        `first` tells, by conflict, how it was before those that were open already.
        """
        self._bridge = bridge
        self._by = by
        self._first = first or {}
        self._found: Incoming | None = None
        self.copy = copy
        self.joined = False
        #: what is listed, made once for what `refresh` read
        self._rows: tuple[list[ContestRow], list[ComingRow]] | None = None
        #: every conflict that was seen on this page, as it was seen last
        self._contests: dict[str, Contest] = {}

    @property
    def _canvas(self) -> Canvas:
        return self._bridge.canvas

    def refresh(self) -> None:
        self._rows = None
        if self.copy is not None and not self.joined:
            self._found = what_comes(self._canvas, self.copy, self._by, self._first)
            self._contests = {one.id: one for one in self._found.contests}
        else:
            known = self._found.known if self._found is not None else Known(by=self._by, first=self._first)
            self._contests |= {one.id: one for one in contests(self._canvas, known)}

    @property
    def theirs(self) -> str:
        """Whose copy it is; empty when nobody said, and without a copy."""
        return self.copy.by if self.copy is not None else ""

    @property
    def is_preview(self) -> bool:
        """Whether the copy is not joined yet."""
        return self.copy is not None and not self.joined

    @property
    def was_asked(self) -> bool:
        """Whether anybody has answered yet, here or in the copy."""
        return bool(self._canvas.answers or (self.copy is not None and self.copy.canvas.answers))

    @property
    def open_count(self) -> int:
        """How many conflicts wait, on the canvas or in the copy that is not joined yet."""
        return len(self._contests) if self.is_preview else len(open_conflicts(self._canvas))

    @property
    def brought(self) -> int:
        """How many of the conflicts that wait come with the copy; those that were open before are none of them."""
        return self._found.brought if self.is_preview and self._found is not None else 0

    @property
    def _older(self) -> frozenset[str]:
        return self._found.known.older if self._found is not None else frozenset()

    @property
    def _changed(self) -> frozenset[str]:
        return self._found.changed if self._found is not None else frozenset()

    @property
    def open_ids(self) -> AbstractSet[str]:
        """The ids of the conflicts that wait on the canvas."""
        return open_conflicts(self._canvas).keys()

    def standings(self) -> dict[str, str]:
        """How each conflict that waits on the canvas stands now, by id."""
        return {name: standing(self._canvas, one) for name, one in open_conflicts(self._canvas).items()}

    @property
    def open(self) -> dict[str, Contest]:
        """The conflicts that wait on the canvas, by id."""
        return {name: self._contests[name] for name in open_conflicts(self._canvas) if name in self._contests}

    # what is listed

    def rows(self, element: str) -> tuple[list[ContestRow], list[ComingRow]]:
        """What is in conflict and what else comes into an element, or into `EVERY`."""
        if self._rows is None:
            self._rows = self._every_row()
        in_conflict, things = self._rows
        if element == EVERY:
            return in_conflict, things
        return (
            [row for row in in_conflict if row.contest.box == element],
            [row for row in things if row.coming.box == element],
        )

    def _every_row(self) -> tuple[list[ContestRow], list[ComingRow]]:
        still_open = open_conflicts(self._canvas)
        in_conflict = [self._row(one, still_open=one.id in still_open) for one in self._contests.values()]
        found = self._found.things if self._found is not None else ()
        return in_conflict, [ComingRow(one, place_words(self._canvas.template, one)) for one in found]

    def _row(self, one: Contest, *, still_open: bool) -> ContestRow:
        stand, now = Stand.COMING, ""
        if not self.is_preview:
            stand = Stand.OPEN
            if not still_open:
                known = self._canvas.find(type(one.conflict), one.id)
                stand = Stand.SETTLED if known is not None and known.settled else Stand.OVER
                now = settled_words(self._canvas, one.conflict)
        older, changed = (one.id in self._older, one.id in self._changed)
        return ContestRow(one, contest_place(self._canvas.template, one), stand, now, older, changed)

    def elements(self) -> list[ElementLine]:
        """The elements into which anything comes, with how much waits in each."""
        in_conflict, things = self.rows(EVERY)
        waits = [row.contest.box for row in in_conflict if row.waits]
        comes = [row.coming.box for row in things]
        seen = {*(row.contest.box for row in in_conflict), *comes}
        lines = [ElementLine(EVERY, tr("All elements"), len(waits), len(comes))]
        for box in self._canvas.template.in_walk_order:
            if box.key in seen:
                lines.append(ElementLine(box.key, box.label, waits.count(box.key), comes.count(box.key)))
        if "" in seen:
            lines.append(ElementLine("", tr("Title, people and talk"), waits.count(""), comes.count("")))
        return lines

    # what is told

    def title(self) -> str:
        title = self._canvas.head.title
        if self.copy is None:
            return tr("Settle conflicts · {title}", title=title)
        if not self.theirs:
            return tr("A copy of “{title}”", title=title)
        return tr("{name}’s copy of “{title}”", name=self.theirs, title=title)

    def times(self) -> str:
        """'taken 12 Nov · sent back today 15:52', and which version it joins where it was given of another.

        Empty without a copy.
        """
        if self.copy is None:
            return ""
        known = (self._canvas.find(Checkpoint, one) for one in self.copy.bases)
        taken = [one.at for one in known if one is not None]
        now = self._bridge.now()
        parts = [tr("taken {day}", day=when(max(taken), now))] if taken else []
        parts.append(tr("sent back {day}", day=when(self.copy.tip.at, now)))
        if self.copy.canvas.id != self._canvas.id:
            parts.append(tr("joins version {n}", n=self._canvas.head.version))
        return " · ".join(parts)

    def counts(self) -> str:
        """What there is of it; once it is joined, how much is open."""
        if self.is_preview and self._found is not None:
            return counted(self._found)
        count, told = self.open_count, self._told_open()
        if self._found is None:
            return told
        others = counted(self._found, conflicts=False)
        if not self._contests and not count:
            return tr("Joined: {counts}", counts=others) if others else tr("Joined")
        return tr("Joined: {counts} · {open}", counts=others, open=told) if others else tr("Joined · {open}", open=told)

    def _told_open(self) -> str:
        """How many conflicts are open, those that were so before the copy came apart."""
        count, older = self.open_count, len(self._older & self.open_ids)
        if older and older == count:
            return trn("{n} conflict from before is open", "{n} conflicts from before are open", count)
        if older:
            new = trn("{n} new conflict is open", "{n} new conflicts are open", count - older)
            return tr("{conflicts}, and {n} from before", conflicts=new, n=older)
        return trn("{n} conflict is open", "{n} conflicts are open", count) if count else tr("Everything is settled")

    def nothing(self) -> str:
        """What is told where nothing is listed."""
        if self.copy is None:
            return tr("Nothing is in conflict on this canvas.")
        return tr("This copy brings nothing that is seen on the board.")

    def which(self, row: ContestRow) -> str:
        """'Conflict 2 of 7 · Value · reworded on both sides'."""
        in_conflict, _things = self.rows(EVERY)
        # as they are listed: those that were open before come last
        listed = sorted((one for one in in_conflict if one.waits), key=lambda one: not one.comes)
        place = [one.id for one in listed].index(row.id) + 1
        where = f"{row.where} · {row.contest.about}"
        return tr("Conflict {n} of {all} · {where}", n=place, all=self.open_count, where=where)

    # all at once

    def sides(self, front: str = "") -> list[tuple[str, str]]:
        """As whose all the rest can be settled at once: what is told, and what `settling_as` takes.

        `front` is the id of the conflict that is looked at, empty for none.
        """
        rest = self._rest(front)
        choices = [choice for one in rest.values() for choice in one.choices]
        found = []
        if any(choice.ours for choice in choices):
            found.append((tr("All the rest as it is here"), _OURS))
        if any(choice.theirs and not choice.name for choice in choices):
            found.append((tr("All the rest as the copy has it"), _THEIRS))
        names = {choice.name for choice in choices if choice.name and not choice.ours and "," not in choice.name}
        found += [(tr("All the rest as {name} has it", name=name), name) for name in sorted(names)]
        if len(rest) == len(self.open):
            return found
        if all(map(self._comes, rest)):
            return [(tr("{rest}, of what this copy brings or changes", rest=told), side) for told, side in found]
        return [(tr("{rest}, of what was open before", rest=told), side) for told, side in found]

    def settling_as(self, side: str, front: str = "") -> SettleConflicts:
        """What settles all the rest as one side has it; what it does not have is left open."""
        chosen = []
        for one in self._rest(front).values():
            wanted = [choice for choice in one.choices if _is_of(choice, side)]
            if len(wanted) == 1:
                chosen.append((one, wanted[0].value))
        return SettleConflicts(
            tuple((one.id, value) for one, value in chosen), tuple(one.standing for one, _ in chosen)
        )

    def _rest(self, front: str) -> dict[str, Contest]:
        """The open conflicts that stand below the same heading as `front`; without it, below the first."""
        comes = self._comes(front) if front in self.open else any(map(self._comes, self.open))
        return {name: one for name, one in self.open.items() if self._comes(name) == comes}

    def _comes(self, conflict: str) -> bool:
        """Whether the copy brings or changes it."""
        return conflict not in self._older or conflict in self._changed


def _is_of(choice: Choice, side: str) -> bool:
    if side == _OURS:
        return choice.ours
    return choice.theirs and not choice.name if side == _THEIRS else choice.name == side and not choice.ours
