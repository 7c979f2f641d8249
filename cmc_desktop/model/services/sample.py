"""The sample city as a canvas in the library: its notes, its people and an agenda, ready for a workshop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddNote, AddPerson, Change, SetAgenda
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample


def add_sample(library: Library, resources: Path) -> str:
    """Put the sample city into the library as a draft, in one transaction; returns the canvas's id."""
    data = load_sample(resources)
    template, now = library.template(data["template"]), library.clock.now()
    head = library.new_head(data["title"], data["city"], template)
    canvas = Canvas(head, template)
    things: list[Entity] = []
    for change in _changes(data, resources):
        puts = change.decide(canvas, now)
        canvas.write(puts)
        things += puts
    library.add(head, things, "Sample")
    return head.id


def _changes(data: dict[str, Any], resources: Path) -> Iterator[Change]:
    for note in data["notes"]:
        yield AddNote(note["box"], note["text"])
    for person in data["people"]:
        yield AddPerson(PersonDetails(**person))
    protocol = next(iter(load_protocols(resources).values()))
    yield SetAgenda(protocol.lines, protocol.key)
