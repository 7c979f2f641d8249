"""The lines of the merge page: what is in conflict first, then what comes in, element by element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.merging.coming import Came, Coming
from cmc_desktop.model.domain.merging.contest import Choice, Contest
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.saying import in_a_row, tr

#: characters of a name where there is little room; a screen reader says the whole
_NAME = 18
_TITLE = 28
#: number keys that choose a value: more values than that are chosen by their buttons
KEYS = 9


class Stand(Enum):
    """How far a conflict is: not joined yet, waiting for somebody, settled here, or over by something else."""

    COMING = "coming"
    OPEN = "open"
    SETTLED = "settled"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Words over the rows below."""

    words: str

    @property
    def id(self) -> str:
        return f"heading:{self.words}"


@dataclass(frozen=True, slots=True)
class ContestRow:
    """A conflict; `now` is what the canvas says once it is settled.

    `older` says that it was open before the copy came, `changed` that the copy has something else to say in it.
    """

    contest: Contest
    where: str
    stand: Stand
    now: str = ""
    older: bool = False
    changed: bool = False

    @property
    def id(self) -> str:
        return f"contest:{self.contest.id}"

    @property
    def waits(self) -> bool:
        return self.stand in (Stand.OPEN, Stand.COMING)

    @property
    def comes(self) -> bool:
        """Whether the copy brings it, or changes it."""
        return self.changed or not self.older

    @property
    def heading(self) -> str:
        """Where it is and what about, over what there is to choose from."""
        changed = tr("open before, changed by this copy") if self.changed else ""
        return in_a_row((self.where, self.contest.about, changed), " · ")

    def key(self, place: int) -> int:
        """The number key that takes a value, by its place from 0; 0 where none does."""
        return place + 1 if self.stand is Stand.OPEN and place < KEYS else 0


@dataclass(frozen=True, slots=True)
class ComingRow:
    """One thing that comes in."""

    coming: Coming
    where: str

    @property
    def id(self) -> str:
        return f"coming:{self.coming.id}"


Row = HeadingRow | ContestRow | ComingRow


def rows_of(contests: Iterable[ContestRow], things: Iterable[ComingRow]) -> list[Row]:
    """All rows: what the copy brings first, and last the conflicts that wait as they did before it came; with headings
    where there are several kinds, and over what the copy does not bring."""
    in_conflict = list(contests)
    kinds: list[tuple[str, list[Row]]] = [
        (tr("CHANGED ON BOTH SIDES"), [row for row in in_conflict if row.comes]),
        (tr("COMES IN"), list(things)),
        (tr("OPEN BEFORE"), [row for row in in_conflict if not row.comes]),
    ]
    there = [(words, rows) for words, rows in kinds if rows]
    if len(there) == 1 and there[0][0] != kinds[2][0]:
        return there[0][1]
    return [row for words, rows in there for row in (HeadingRow(words), *rows)]


def place_words(template: Template, coming: Coming) -> str:
    """Where something comes in: its element, for a moved note both, for what is beside the boxes what it is."""
    if coming.kind in ("note", "box_mark"):
        here = template.box(coming.box).label if coming.box else ""
        if coming.was_in:
            return tr("{old} → {new}", old=template.box(coming.was_in).label, new=here)
        return here
    return {
        "head": tr("Title and city"),
        "participant": tr("People"),
        "remark": tr("Remarks"),
        "parked": tr("Put aside"),
        "card_text": tr("Moderator’s card"),
        "workshop": tr("Agenda and workshop"),
    }.get(coming.kind, "")


def contest_place(template: Template, contest: Contest) -> str:
    """The element of a conflict; the words for the title, people and talk outside the boxes."""
    if contest.box:
        return template.box(contest.box).label
    return {"head": tr("Title and city"), "participant": tr("People"), "remark": tr("Remarks")}.get(
        contest.conflict.kind, tr("Talk")
    )


def sign_of(came: Sequence[Came]) -> str:
    """The sign before what happened, so that it is not told by colour alone."""
    signs = {
        Came.NEW: "+",
        Came.BACK: "+",
        Came.BACK_CHANGED: "+",
        Came.KEPT: "=",
        Came.KEPT_CHANGED: "=",
        Came.ROOM_STAYS: "=",
        Came.DELETED: "–",
        Came.MOVED: "↔",
        Came.REWORDED: "~",
        Came.RETAGGED: "#",
    }
    return signs.get(came[0], "•")


def happened(came: Sequence[Came]) -> str:
    """What happened, as '~ reworded, moved'."""
    return f"{sign_of(came)} {', '.join(one.label for one in came)}"


def short(name: str) -> str:
    """A name where there is little room."""
    return _cut(name, _NAME)


def short_title(title: str) -> str:
    """The title of a canvas where there is little room."""
    return _cut(title, _TITLE)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def caption(contest: Contest, choice: Choice, key: int, *, spoken: bool = False) -> str:
    """Over one of the values in conflict: whose it is, in whole when it is `spoken`, and its key, 0 for none."""
    parts = [tr("HERE")] if choice.ours else []
    if choice.name:
        parts.append(choice.name if spoken else short(choice.name))
    elif choice.theirs:
        parts.append(tr("THE COPY"))
    if contest.conflict.field == "deleted":
        parts.append(tr("deleted") if choice.deletes else tr("changed"))
    if key:
        parts.append(tr("key {key}", key=key))
    if choice.shown:
        parts.append(tr("shown until it is settled"))  # last, as its frame tells it, too, where there is no room
    return in_a_row(parts, " · ")


def spoken(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, HeadingRow):
        return row.words
    if isinstance(row, ComingRow):
        one = row.coming
        return in_a_row((happened(one.came)[2:], row.where, _words(one)))
    contest = row.contest
    if row.stand is Stand.SETTLED:
        return tr("settled, {where}: {words}", where=row.where, words=row.now)
    if row.stand is Stand.OVER:
        return tr("no conflict any more, {where}: {words}", where=row.where, words=row.now)
    told = "; ".join(
        f"{caption(contest, choice, row.key(place), spoken=True)}: “{choice.words}”"
        for place, choice in enumerate(contest.choices)
    )
    was = tr("was: {words}", words=contest.was) if contest.was else ""
    changed = tr("open before, changed by this copy") if row.changed else ""
    about = in_a_row((contest.about, changed))
    words = tr("conflict, {where}, {about}: {choices}", where=row.where, about=about, choices=told)
    about = tr("it says: {words}", words=contest.subject) if contest.subject else ""
    return in_a_row((words, about, was), "; ")


def _words(one: Coming) -> str:
    if one.before and one.after and one.before != one.after:
        return tr("was “{before}”, is “{after}”", before=one.before, after=one.after)
    words = one.after or one.before
    return upright(f"“{words}”") if words else ""
