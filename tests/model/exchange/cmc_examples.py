"""Canvases and `.cmc` files that the tests of the exchange start from."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import builders

from cmc_desktop.model.domain.agenda import PhaseRun, Workshop
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddNotes,
    AddPerson,
    AddRemark,
    AddSheetNotes,
    AgreeElement,
    AnotherLap,
    BackSpeaker,
    Change,
    ComeLater,
    Contribute,
    DeleteMinute,
    DeleteNotes,
    DeleteParked,
    DeleteRemark,
    EditCard,
    EditMinute,
    EditNote,
    EditParked,
    EveryoneArrives,
    GiveAnswer,
    MarkNoneIdentified,
    MergeNotes,
    MoveNotes,
    NextPhase,
    NextSpeaker,
    Park,
    PassTurn,
    RecordQuietCheck,
    ReleaseSheetNote,
    ReopenElement,
    ResetCard,
    SetAgenda,
    SetElement,
    SettleParked,
    SignOffCanvas,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision, canonical
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.exchange.cmc_writer import write_cmc

NOW = 1_790_000_000_000


def empty_canvas(title: str = "Night bus", city: str = "Port Alder", session: str = "") -> Canvas:
    head = Head(new_id(), new_id(), 1, "", "", title, city, "city-model-canvas", 1, "draft", NOW, session=session)
    return Canvas(head, builders.CMC)


def do(canvas: Canvas, *changes: Change) -> None:
    """Decide and write changes without a library; what a library would keep of the revisions stays in the canvas."""
    for number, change in enumerate(changes):
        puts = change.decide(canvas, NOW + number)
        canvas.write(puts)
        canvas.fill(put for put in puts if isinstance(put, Revision))


def busy_canvas() -> Canvas:
    """Everything a file can hold: notes moved, reworded and deleted, a mark, tags, people, stale and new answers.

    Also turns, remarks, a parking list, minutes, cards, notes joined and dropped, elements agreed on; and what never
    travels: private sheets and quiet checks.
    """
    canvas = empty_canvas(session="Second go")
    do(canvas, AddNote("mission", "Everyone gets home at night"), AddNotes("value", ("Bus", "No car", "كل ليلة")))
    do(
        canvas,
        AddNotes("costs", ("Buses: 380", "Depot: 160"), tags=("money",)),
        MarkNoneIdentified("social_risks", "Mo"),
    )
    bus, car, night = [note.id for note in canvas.notes_in("value")]
    do(canvas, EditNote(bus, "A bus in 20 minutes"), MoveNotes((night,), "value", 0), DeleteNotes((car,)))
    people = [AddPerson(PersonDetails(name, sector="society")) for name in ("Ada", "Bo", "Cy")]
    do(canvas, *people, SetAgenda(builders.AGENDA), EveryoneArrives(), StartWorkshop(), SkipPhase("everyone knows it"))
    do(canvas, NextPhase(), AddNotes("partners", ("The harbour", "The hospital")))
    bring_to(canvas, "round")
    first, second, third = [person.id for person in people]
    add_the_round(canvas, first)
    bring_to(canvas, "discuss")
    add_talk(canvas, bus, second, third)
    bring_to(canvas, "consensus")
    harbour, hospital, *late = [note.id for note in canvas.notes_in("partners")]
    do(canvas, MergeNotes((harbour, hospital), harbour, "The harbour and the hospital"))
    do(canvas, DeleteNotes((late[0],), "said twice"), DeleteNotes((late[1],)), MoveNotes((late[2],), "activities"))
    do(canvas, AgreeElement("costs"), AgreeElement("value"), ReopenElement("value"))
    do(canvas, RecordQuietCheck("fingers", (0, 0, 0, 1, 1, 1), "costs"))
    do(canvas, GiveAnswer(people[0].id, AnswerKind.NOT_YET, "Say what it costs"), EditNote(bus, "A bus in 15 minutes"))
    do(canvas, *(GiveAnswer(person.id, AnswerKind.SATISFIED) for person in people[:2]))
    do(canvas, GiveAnswer(people[2].id, AnswerKind.RESERVATION, "If the money is there"))
    return canvas


def bring_to(canvas: Canvas, kind: str) -> None:
    while canvas.current_item is not None and canvas.current_item.kind != kind:
        do(canvas, NextPhase())


def add_the_round(canvas: Canvas, person: str) -> None:
    """Turns of every kind in two elements, a sheet of which one line was released, late notes, one taken back, and a
    further proposal for the mission."""
    do(canvas, NextSpeaker(), ComeLater(), PassTurn(), BackSpeaker(), PassTurn(), NextSpeaker(), AnotherLap())
    do(canvas, SetElement("value"), AddSheetNotes(person, "value", ("On time", "Warm")))
    line = next(iter(canvas.all(SheetNote)))
    do(canvas, ReleaseSheetNote(line.id), Contribute("mission", "And to work in the morning", person), NextSpeaker())
    late = AddNotes("partners", ("The harbour again", "Nobody", "Drivers", "Typed twice"), author=person)
    do(canvas, late, DeleteNotes(late.ids[3:]))


def add_talk(canvas: Canvas, note: str, speaker: str, other: str) -> None:
    """Remarks of every kind, things put aside, minutes and cards; of each one that was changed or taken away."""
    do(canvas, AddRemark(note, "support", person=speaker), AddRemark(note, "question", "At what hour?", other))
    do(canvas, AddRemark(note, "objection", "It wakes the street"), AddRemark(note, "support"))
    do(canvas, DeleteRemark([remark.id for remark in canvas.all(Remark)][-1]))
    do(canvas, Park("Fares", "costs", note, speaker), Park("The old depot"), Park("Lunch"))
    fares, depot, lunch = [parked.id for parked in canvas.all(Parked)]
    do(
        canvas,
        SettleParked(fares, "Goes to the council"),
        DeleteParked(lunch),
        EditParked(depot, "The old depot’s roof"),
    )
    do(canvas, AddMinute("Talked about noise", speaker), AddMinute("A break"), AddMinute("Not to be kept"))
    minutes = [minute.id for minute in canvas.all(Minute)]
    do(canvas, EditMinute(minutes[0], "Talked about noise at night", speaker), DeleteMinute(minutes[2]))
    do(
        canvas,
        EditCard("round", "value", "Think of\nthe night", "Only add", ""),
        EditCard("discuss", "", "Listen", "", "Go on"),
    )
    do(canvas, EditCard("lunch", "", "Eat", "", ""), ResetCard("lunch"))


def signed_canvas() -> Canvas:
    canvas = busy_canvas()
    do(canvas, SignOffCanvas())
    return canvas


def all_that_travels(canvas: Canvas) -> tuple[object, ...]:
    """Everything but what the library alone remembers or works out, what is for the moderator alone, and the history,
    which only a copy takes along."""
    copy = Canvas(replace(canvas.head, revision="", checkpoint="", state="draft"), canvas.template)
    for kind in KINDS.values():
        if kind not in (Head, SheetNote, QuietCheck, Checkpoint):
            copy.fill(thing for thing in canvas.all(kind) if not is_empty(thing))
    return builders.everything(copy)


def is_empty(thing: Entity) -> bool:
    """Whether a thing says the same as none: a mark or card taken away, an element reopened, minutes undone."""
    if isinstance(thing, Minute):
        return thing.deleted and not thing.at
    if isinstance(thing, Conflict):
        return thing.settled
    return (
        isinstance(thing, BoxMark | CardText | ElementAgreement | ElementRun | PhaseRun | Workshop)
        and thing == thing.gone()
    )


def file_of(canvas: Canvas) -> dict[str, Any]:
    """The `.cmc` file of a canvas, parsed, to be changed by a test."""
    parsed: dict[str, Any] = json.loads(write_cmc(canvas))
    return parsed


def sealed_again(file: dict[str, Any], *, content: bool = True) -> bytes:
    """The bytes of a changed file with hashes that fit, so that only the change itself can be refused."""
    file = copy.deepcopy(file)
    if content and isinstance(file.get("content"), dict):
        file["content_hash"] = _hash_of(file["content"])
    file.pop("file_hash", None)
    file["file_hash"] = _hash_of(file)
    return json.dumps(file).encode()


def _hash_of(value: object) -> str:
    """As the app hashes, but without stopping at half characters."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def places_in(value: object, path: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    """The paths of all values in a parsed file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places_in(part, (*path, key))
