"""Where words of the round belong, and what the line says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.ui.saying import tr, trn

_PREFIX = "round:"


@dataclass(frozen=True)
class Place:
    """Where words belong: an element, and the person who says them (empty for nobody in particular)."""

    element: str
    person: str

    @property
    def key(self) -> str:
        return f"{_PREFIX}{self.element}:{self.person}"

    @classmethod
    def of(cls, key: str) -> Place:
        element, _, person = key.removeprefix(_PREFIX).partition(":")
        return cls(element, person)


def is_place(key: str) -> bool:
    """Whether a key of words that wait is one of the round's."""
    return key.startswith(_PREFIX)


def name_of(canvas: Canvas, person: str) -> str:
    """The name of a person by id, also of one who was taken off the roster."""
    return all_names(canvas).get(person) or tr("nobody")


def sheet_words(waiting: Sequence[SheetNote], line: SheetNote) -> str:
    """Which line of the sheet is in front."""
    ids = [one.id for one in waiting]
    place = ids.index(line.id) + 1 if line.id in ids else 1
    return tr("Sheet {n} of {all}", n=place, all=max(1, len(ids)))


def elsewhere_words(canvas: Canvas, place: Place, here: Place) -> str:
    """For whom words are, and in which element, when that is not who speaks here."""
    name = name_of(canvas, place.person)
    if place.element == here.element:
        return tr("for {name}", name=name)
    return tr("for {name} in {n}", name=name, n=canvas.template.box(place.element).number)


def hint_words(canvas: Canvas, here: Place, waiting: Sequence[SheetNote]) -> str:
    """What stands in the empty line: the sheet of who speaks, or what Enter does."""
    box = canvas.template.box(here.element)
    if waiting:
        return trn(
            "Down takes the line of the sheet: {lines}",
            "Down goes through {n} lines of the sheet: {lines}",
            len(waiting),
            lines="  ·  ".join(" ".join(line.text.split()) for line in waiting),
        )
    if box.single and canvas.note_count(box.key):
        return tr("Another proposal goes below the text that is there; Enter adds it.")
    if here.person:
        return tr("What {name} says; Enter adds it.", name=name_of(canvas, here.person))
    return tr("A note under nobody’s name; Enter adds it.")
