"""A conflict as a person settles it: who says what, in words, and what it was before both sides changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.merging.canvas_state import HEAD
from cmc_desktop.model.domain.merging.contest_words import about_words, words_of
from cmc_desktop.model.domain.merging.contested import BOTH, DELETE, KEEP, claiming, of_name, standing, takes_words
from cmc_desktop.model.domain.merging.shown import BOX, box_of_conflict, open_conflicts, shown, value_of
from cmc_desktop.model.domain.merging.state import FIELDS, State, is_hidden
from cmc_desktop.model.domain.merging.veil import is_veiled
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a conflict: `value` is what `SettleConflict` takes, `words` what it says to a reader.

    `name` is who brought it, perhaps nobody's; `ours` whether our side wrote it, when that is known, and `theirs`
    whether the copy brings it; `shown` whether the board shows it while the conflict is open; `deletes` that it takes
    the note off the board.
    """

    value: str
    words: str
    name: str = ""
    ours: bool = False
    shown: bool = False
    deletes: bool = False
    theirs: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON values; `deletes` is there where it does."""
        told = {"by": self.name, "here": self.ours, "shown": self.shown, "words": self.words}
        return {**told, "deletes": True} if self.deletes else told


@dataclass(frozen=True, slots=True)
class Contest:
    """An open conflict: in which box (empty outside the boxes), about what, `was` before; our choices come first.

    `subject` is what the thing in conflict says, where the choices do not tell it, as for a note that was moved.
    `standing` names what is in conflict just as it stands now, to settle exactly that.
    """

    conflict: Conflict
    box: str
    about: str
    choices: tuple[Choice, ...]
    standing: str
    was: str = ""
    subject: str = ""

    @property
    def id(self) -> str:
        return self.conflict.id

    @property
    def both(self) -> bool:
        """Whether all of it can be kept."""
        return (self.conflict.kind, self.conflict.field) in BOTH

    @property
    def takes_words(self) -> bool:
        """Whether other words than these can settle it."""
        return takes_words(self.conflict)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        told = [one.plain() for one in self.choices]
        return {
            "about": self.about,
            "box": self.box,
            "id": self.id,
            "choices": told,
            "was": self.was,
            "subject": self.subject,
        }


@dataclass(frozen=True)
class Before:
    """The state both sides of a conflict went on from, and which of its values was ours, as far as that is known."""

    base: State
    ours: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What is known of a conflict besides the canvas while a copy is joined.

    `ours` and `theirs` are the values of our side and of the copy by the conflict's id, and `kept_by` who changed a
    note that somebody else deleted; `base` is the state both sides went on from. `older` are the conflicts that were
    open before: of those only the names tell who wrote what, and `first`, by id, how it was at first. `by` is whose our
    side is.
    """

    ours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    theirs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept_by: Mapping[str, str] = field(default_factory=dict)
    base: State = field(default_factory=dict)
    older: frozenset[str] = frozenset()
    first: Mapping[str, Before] = field(default_factory=dict)
    by: str = ""


NOTHING_KNOWN = Known()


def contests(canvas: Canvas, known: Known = NOTHING_KNOWN) -> tuple[Contest, ...]:
    """What is open on a canvas, in the order of the walk."""
    return tuple(contest_of(canvas, one, known) for one in open_conflicts(canvas).values())


def contest_of(canvas: Canvas, conflict: Conflict, known: Known = NOTHING_KNOWN) -> Contest:
    """One conflict for a person."""
    before = known.first.get(conflict.id, Before({} if conflict.id in known.older else known.base))
    mine = known.ours.get(conflict.id, frozenset())
    if not mine and known.by:
        mine = of_name(conflict, known.by)
    # another name may have been in the settings then, or none
    mine = mine or before.ours & {KEEP, DELETE, *conflict.values}
    brought = known.theirs.get(conflict.id, frozenset())
    was = _was(canvas, conflict, before.base)
    if conflict.field == "deleted":
        found = _deleting(canvas, conflict, mine, was, known.kept_by.get(conflict.id, ""))
    else:
        found = _values(canvas, conflict, mine)
    found = [replace(one, theirs=one.value in brought and not one.ours) for one in found]
    return Contest(
        conflict,
        box_of_conflict(canvas, conflict),
        about_words(canvas, conflict),
        tuple(sorted(found, key=_order)),
        standing(canvas, conflict),
        was,
        _subject(canvas, conflict),
    )


def _order(one: Choice) -> tuple[bool, str, bool]:
    """Ours first, then by name: the same everywhere and in every conflict, so that a number key keeps its meaning."""
    return not one.ours, one.name.casefold(), not one.deletes


def _subject(canvas: Canvas, conflict: Conflict) -> str:
    thing = canvas.find(KINDS[conflict.kind], conflict.thing) if conflict.kind in ("note", "remark", "parked") else None
    if isinstance(thing, Note):
        return thing.text if conflict.field in ("box", "tags") else ""
    if isinstance(thing, Remark):
        return thing.words if conflict.field == "kind" else ""
    return thing.text if isinstance(thing, Parked) and conflict.field == "outcome" else ""


def _values(canvas: Canvas, conflict: Conflict, mine: frozenset[str]) -> list[Choice]:
    if conflict.kind == BOX:
        return [
            Choice(note.id, note.text, conflict.name_of(note.id), note.id in mine, not note.deleted)
            for note in claiming(canvas, conflict)
        ]
    thing = canvas.head if conflict.kind == "head" else canvas.find(KINDS[conflict.kind], conflict.thing)
    now = value_of(thing, conflict.field) if thing is not None else ""
    return [
        Choice(
            value,
            words_of(canvas, conflict.kind, conflict.field, value),
            conflict.name_of(value),
            value in mine,
            value == now,
        )
        for value in conflict.values
    ]


def _deleting(canvas: Canvas, conflict: Conflict, mine: frozenset[str], was: str, kept_by: str) -> list[Choice]:
    """Somebody deleted a note that somebody else changed: it stays until a person says which."""
    note = canvas.find(Note, conflict.thing)
    words = note.text if note is not None else ""
    names = ", ".join(dict.fromkeys(name for name in conflict.names if name))
    return [
        Choice(KEEP, words, kept_by, KEEP in mine, shown=True),
        Choice(DELETE, was or words, names, DELETE in mine, deletes=True),
    ]


def _was(canvas: Canvas, conflict: Conflict, base: State) -> str:
    """What the field said before both sides changed it; empty where that is not known."""
    if conflict.kind == BOX:
        known = (base.get(("note", note_id)) for note_id in conflict.values)
        stood = [thing for thing in known if thing is not None and not is_hidden(thing)]
        return shown(stood[0][0]) if len(stood) == 1 else ""
    thing = base.get(HEAD if conflict.kind == "head" else (conflict.kind, conflict.thing))
    if thing is None:
        return ""
    if conflict.field == "deleted":
        return shown(thing[0])
    place = [one.name for one in FIELDS[conflict.kind]].index(conflict.field)
    value = thing[place]
    if not isinstance(value, str) or is_veiled(value):
        return ""  # former names of people are not kept
    return words_of(canvas, conflict.kind, conflict.field, value)
