"""Canvases and `.cmc` files that the tests of the exchange start from."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import builders

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddNote,
    AddNotes,
    AddPerson,
    Change,
    DeleteNotes,
    EditNote,
    EveryoneArrives,
    GiveAnswer,
    MarkNoneIdentified,
    MoveNotes,
    NextPhase,
    SetAgenda,
    SignOffCanvas,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.revision import Revision, canonical
from cmc_desktop.model.exchange.cmc_writer import write_cmc

NOW = 1_790_000_000_000


def empty_canvas(title: str = "Night bus", city: str = "Port Alder") -> Canvas:
    head = Head(new_id(), new_id(), 1, "", "", title, city, "city-model-canvas", 1, "draft", NOW)
    return Canvas(head, builders.CMC)


def do(canvas: Canvas, *changes: Change) -> None:
    """Decide and write changes without a library; what a library would keep of the revisions stays in the canvas."""
    for number, change in enumerate(changes):
        puts = change.decide(canvas, NOW + number)
        canvas.write(puts)
        canvas.fill(put for put in puts if isinstance(put, Revision))


def busy_canvas() -> Canvas:
    """Everything a file can hold: notes moved, reworded and deleted, a mark, tags, people, stale and new answers."""
    canvas = empty_canvas()
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
    while canvas.current_item is not None and canvas.current_item.kind != "consensus":
        do(canvas, NextPhase())
    do(canvas, GiveAnswer(people[0].id, AnswerKind.NOT_YET, "Say what it costs"), EditNote(bus, "A bus in 15 minutes"))
    do(canvas, *(GiveAnswer(person.id, AnswerKind.SATISFIED) for person in people[:2]))
    do(canvas, GiveAnswer(people[2].id, AnswerKind.RESERVATION, "If the money is there"))
    return canvas


def signed_canvas() -> Canvas:
    canvas = busy_canvas()
    do(canvas, SignOffCanvas())
    return canvas


def all_that_travels(canvas: Canvas) -> tuple[object, ...]:
    """Everything but which revision was kept last, which the library alone remembers."""
    copy = canvas.snapshot()
    copy.write([replace(canvas.head, revision="")])
    return builders.everything(copy)


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
