"""What is wanted of the hand-out kit: which parts, for whom, on which paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.participant import Capacity, Participant
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.script import NINE

#: more people than a room holds are a slip of the finger
MOST_PEOPLE = 500
#: sheets of paper that are handed out to each person
COPIES = 2
#: what a poster can be printed on
POSTERS = ("A0", "A1", "A2")
#: what a poster can be tiled on
TILE_PAPERS = ("A4", "A3", "Letter", "Tabloid")
#: papers of the American kind, which documents and cards follow
_AMERICAN = ("LETTER", "TABLOID")


class KitPart(StrEnum):
    """The parts of the kit, by what the command line calls them."""

    BLANK = "blank"
    QUESTIONS = "questions"
    LARGE = "large"
    POSTER = "poster"
    TILES = "tiles"
    AGENDA = "agenda"
    SCRIPT = "script"
    NAMES = "names"
    SIGN_IN = "sign-in"
    GREY = "grey"

    @property
    def label(self) -> str:
        return {
            KitPart.BLANK: tr("Blank canvases"),
            KitPart.QUESTIONS: tr("Question sheet"),
            KitPart.LARGE: tr("Large print"),
            KitPart.POSTER: tr("Wall poster"),
            KitPart.TILES: tr("Wall poster in tiles"),
            KitPart.AGENDA: tr("Agenda"),
            KitPart.SCRIPT: tr("Moderator’s script"),
            KitPart.NAMES: tr("Name cards"),
            KitPart.SIGN_IN: tr("Sign-in sheet"),
            KitPart.GREY: tr("Canvas to mark up"),
        }[self]

    @property
    def about(self) -> str:
        """What it is, in a line."""
        return {
            KitPart.BLANK: tr("Two for each who contributes, the name in the corner."),
            KitPart.QUESTIONS: tr("Every element with its question and lines to write on."),
            KitPart.LARGE: tr("One element a page, for tables and for weak eyes."),
            KitPart.POSTER: tr("The empty canvas on one large page, for a print shop."),
            KitPart.TILES: tr("The poster on your own printer’s paper, to be glued."),
            KitPart.AGENDA: tr("Phases, times and goals; on upright A4 or Letter."),
            KitPart.SCRIPT: tr("What to say, when to go on; on upright A4 or Letter."),
            KitPart.NAMES: tr("To be folded, two on a sheet of A4 or Letter."),
            KitPart.SIGN_IN: tr("With room to sign; on upright A4 or Letter."),
            KitPart.GREY: tr("What is on the board, in grey, for pens of another colour."),
        }[self]


@dataclass(frozen=True, slots=True)
class KitPerson:
    """Somebody who is expected. `works`: gets canvases to write on, as observers and note-takers do not."""

    name: str = ""
    organisation: str = ""
    capacity: str = ""
    works: bool = True


@dataclass(frozen=True)
class KitWish:
    """The kit for `canvas`, a snapshot; one that was made by `empty_canvas` stands for none.

    `paper` empty and `lying` None leave to each part what is usual for it. `begins` is in minutes after midnight.
    """

    canvas: Canvas
    parts: tuple[KitPart, ...] = (KitPart.BLANK,)
    people: tuple[KitPerson, ...] = ()
    paper: str = ""
    lying: bool | None = None
    questions: bool = True
    poster: str = "A0"
    tiles_on: str = "A4"
    overlap_mm: float = 10.0
    begins: int = NINE
    protocols: Mapping[str, Protocol] = field(default_factory=dict)

    @property
    def document_paper(self) -> str:
        """The paper of what is always upright."""
        return "Letter" if self.paper.upper() in _AMERICAN else "A4"


def empty_canvas(template: Template, title: str = "", city: str = "") -> Canvas:
    """A canvas of no library, for hand-outs that belong to none."""
    return Canvas(
        Head("", "", 1, "", "", title, city, template.key, template.version, CanvasState.DRAFT.value, 0), template
    )


def nobody_yet(count: int) -> tuple[KitPerson, ...]:
    """So many people whose names are not known. Raises Refusal for none or more than a room holds."""
    if not 1 <= count <= MOST_PEOPLE:
        raise Refusal(
            tr("Hand-outs are made for 1 to {most} people, not for {count}.", most=MOST_PEOPLE, count=count),
            safe=tr("Nothing was written."),
        )
    return (KitPerson(),) * count


def people_of(canvas: Canvas) -> tuple[KitPerson, ...]:
    """The people on the roster of a canvas. Raises Refusal when they are more than a room holds."""
    return _bounded(_person(person) for person in canvas.people)


@dataclass(frozen=True, slots=True)
class KitRoster:
    """The people of a table, and in sentences how its columns were read; empty for a list of names."""

    people: tuple[KitPerson, ...]
    told: str = ""


def people_of_roster(people: Iterable[PersonDetails]) -> tuple[KitPerson, ...]:
    """The people of a roster that was read. Raises Refusal when they are more than a room holds."""
    return _bounded(
        KitPerson(
            one.name, one.organisation, Capacity(one.capacity).label, Capacity(one.capacity) is Capacity.PARTICIPANT
        )
        for one in people
    )


def _person(person: Participant) -> KitPerson:
    return KitPerson(person.name, person.organisation, Capacity(person.capacity).label, person.takes_turns)


def _bounded(people: Iterable[KitPerson]) -> tuple[KitPerson, ...]:
    found = tuple(people)
    if len(found) > MOST_PEOPLE:
        nobody_yet(len(found))
    return found
