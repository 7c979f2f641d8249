"""What many tests start from: a library on a real file, filled canvases, workshops brought to a phase."""

from __future__ import annotations

import functools
import itertools
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddNotes,
    AddPerson,
    AddRemark,
    AddSheetNotes,
    AgreeElement,
    BackPhase,
    DeleteNotes,
    EditCard,
    EndWorkshop,
    EveryoneArrives,
    GiveAnswer,
    NextPhase,
    Park,
    RecordQuietCheck,
    SetAgenda,
    SignOffCanvas,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import Clock, ManualClock
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample, load_templates
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.paths import Paths, resources_folder

TEMPLATES: Mapping[str, Template] = load_templates(resources_folder())
CMC = TEMPLATES["city-model-canvas"]
BOXES = CMC.walk
#: the nine phases of the agreement workshop as (kind, name, minutes)
AGENDA = load_protocols(resources_folder())["agreement-workshop"].lines


def paths_in(folder: Path) -> Paths:
    """The app's folders, all of them below `folder`."""
    return Paths(resources=resources_folder(), data=folder / "data")


@functools.cache
def new_library() -> bytes:
    """The file of a new library, as the app makes it. All are the same, and making one takes a hundred statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.cmcdb"
        Library.open(path, TEMPLATES, ManualClock()).close()
        return path.read_bytes()


def put_new_library(path: Path) -> None:
    """Have an empty library at `path`, unless there is a file already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(new_library())


def open_library(folder: Path, clock: Clock | None = None) -> Library:
    """The library on a real file below `folder`, made when missing."""
    path = paths_in(folder).library
    put_new_library(path)
    return Library.open(path, TEMPLATES, clock or ManualClock())


def texts(session: Session, box: str) -> list[str]:
    """The texts of a box from top to bottom."""
    return [note.text for note in session.canvas.notes_in(box)]


def ids(session: Session, box: str) -> list[str]:
    """The note ids of a box from top to bottom."""
    return [note.id for note in session.canvas.notes_in(box)]


def put(session: Session, box: str, *words: str) -> list[str]:
    """Add notes at the end of a box; returns their ids."""
    change = AddNotes(box, words)
    session.do(change)
    return list(change.ids)


def fill(session: Session, count: int = 64) -> None:
    """One mission text and, spread over the other boxes, notes up to `count` in all."""
    session.do(AddNote("mission", "A city in which everyone gets home"))
    shares: dict[str, list[str]] = {box: [] for box in BOXES[1:]}
    for number, box in zip(range(2, count + 1), itertools.cycle(BOXES[1:]), strict=False):
        shares[box].append(f"Note {number} of {box}")
    for box, share in shares.items():
        if share:
            session.do(AddNotes(box, tuple(share)))


def fill_with_sample(session: Session) -> None:
    """The notes of the sample city."""
    notes = load_sample(resources_folder())["notes"]
    for box, share in itertools.groupby(notes, lambda note: str(note["box"])):
        session.do(AddNotes(box, tuple(note["text"] for note in share)))


def add_person(session: Session, name: str, capacity: str = Capacity.PARTICIPANT, *, arrived: bool = True) -> str:
    """Put somebody on the roster; returns the id."""
    change = AddPerson(PersonDetails(name, capacity=capacity), arrived=arrived)
    session.do(change)
    return change.id


def add_people(session: Session, participants: int = 3, observers: int = 1) -> list[str]:
    """A moderator, a note-taker, participants and observers, all in the room; returns the participants' ids."""
    add_person(session, "Mo Derator", Capacity.MODERATOR)
    add_person(session, "Nora Taker", Capacity.NOTE_TAKER)
    people = [add_person(session, f"Person {number}") for number in range(1, participants + 1)]
    for number in range(1, observers + 1):
        add_person(session, f"Observer {number}", Capacity.OBSERVER)
    return people


def set_agenda(session: Session, phases: Iterable[tuple[str, str, int]] = AGENDA) -> list[str]:
    """Choose an agenda; returns the ids of its phases."""
    session.do(SetAgenda(tuple(phases)))
    return [item.id for item in session.canvas.agenda]


def bring_to(session: Session, kind: str) -> None:
    """Bring the workshop to the first phase of `kind` from where it stands, through all phases between."""
    if not session.canvas.agenda:
        set_agenda(session)
    if not session.canvas.workshop.active:
        session.do(StartWorkshop())
    for _ in session.canvas.agenda:
        item = session.canvas.current_item
        assert item is not None
        if item.kind == kind:
            return
        session.do(NextPhase())
    raise AssertionError(f"no phase of kind {kind} from here on")


def workshop_at(session: Session, kind: str, *, participants: int = 3, notes: int = 16) -> list[str]:
    """A filled canvas whose workshop has reached a phase; returns the participants' ids."""
    fill(session, notes)
    people = add_people(session, participants)
    session.do(EveryoneArrives())
    bring_to(session, kind)
    return people


def lived_in(session: Session, kind: str) -> list[str]:
    """A workshop at a phase of `kind` with one of everything that is kept beside the notes; the participants' ids."""
    put(session, "value", "Home by night", "Home by day")
    put(session, "buyin", "The council")
    dropped = put(session, "buyin", "Not for this service")
    session.do(DeleteNotes(tuple(dropped), "Too early"))
    people = add_people(session, 3, 1)
    set_agenda(session)
    session.do(EditCard("round", "value", "In our own words", "", ""))
    session.do(AddSheetNotes(people[0], "value", ("Only for myself", "For later")))
    session.do(Park("Who pays for the night?", "costs"))
    session.do(AddMinute("We began late", people[1]))
    bring_to(session, "discuss")
    session.do(AddRemark(ids(session, "value")[0], "question", "For whom?", people[1]))
    bring_to(session, "consensus")
    session.do(AgreeElement("value"))
    session.do(RecordQuietCheck("slips", (2, 1), "value"))
    while kind and session.canvas.current_item and session.canvas.current_item.kind != kind:
        session.do(BackPhase())
    if not kind:
        session.do(EndWorkshop())
    return people


def everyone_satisfied(session: Session) -> None:
    """Ask everybody who still has to be asked; all are satisfied."""
    for row in agreement(session.canvas).to_ask:
        session.do(GiveAnswer(row.person.id, AnswerKind.SATISFIED))


def sign(session: Session, *, participants: int = 3, notes: int = 16) -> list[str]:
    """A whole workshop to its sign-off; returns the participants' ids."""
    people = workshop_at(session, "consensus", participants=participants, notes=notes)
    everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    return people


def everything(canvas: Canvas) -> tuple[object, ...]:
    """All that a canvas holds, to compare two of them; revisions without their bulk, which is read when needed."""
    things = {kind: {thing.id: thing for thing in canvas.all(kind)} for kind in KINDS.values() if kind is not Revision}
    revisions = {revision.id: (revision.parents, revision.why, revision.at) for revision in canvas.all(Revision)}
    order = {box: [note.id for note in canvas.notes_in(box)] for box in canvas.template.walk}
    return things, revisions, order, canvas.content_hash


def given_copy(store: LibraryStore, session: Session, path: Path, by: str = "") -> Path:
    """Where a copy was written that somebody takes away."""
    give_copy(store, session, path, by)
    return path
