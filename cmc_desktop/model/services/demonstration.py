"""Plays the sample workshop, every phase of it, through the one door for change; nobody's clock has to wait for it.

The same people say the same things at the same minutes each time, and people, notes and answers have the same ids, so
that every demonstration ends with the same seal number.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from cmc_desktop.model.domain.changes import (
    AddMinutes,
    AddNote,
    AddPerson,
    Arrive,
    Change,
    DeleteNotes,
    EditNote,
    EndWorkshop,
    GiveAnswer,
    MoveNotes,
    NextPhase,
    PausePhase,
    ResumePhase,
    SetAgenda,
    SetElement,
    SignOffCanvas,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session

#: a Thursday in November 2026, half past eight in the morning in UTC
MORNING = 1_795_077_000_000
_IDS = uuid.UUID("5f0b6c2e-6a0c-4f5e-9d3c-6f6e0f7c1a57")
#: how many have answered again when the room is looked at in the middle of it
_ASKED_AGAIN = 6


class Moment(StrEnum):
    """Where the play can be looked at; each comes once, in this order."""

    READY = "ready"
    PRESENT = "present"
    CLARIFY = "clarify"
    INDIVIDUAL = "individual"
    ROUND = "round"
    LUNCH = "lunch"
    DISCUSS = "discuss"
    BREAK = "break"
    CONCERN = "concern"
    AGREE = "agree"
    AGREED = "agreed"
    SIGNED = "signed"


class Demonstration:
    """The sample canvas in `library`, and the play. `library` has to run on a clock that is moved by hand."""

    def __init__(self, library: Library, sample: Mapping[str, Any], protocols: Mapping[str, Protocol]) -> None:
        if not isinstance(library.clock, ManualClock):
            raise TypeError("the demonstration moves the clock itself")
        self._clock: ManualClock = library.clock
        self._sample = sample
        self._script: Mapping[str, Any] = sample["script"]
        self._protocol = protocols[self._script["protocol"]]
        self._people = [_id("person", number) for number in range(len(sample["people"]))]
        self._notes: list[str] = []
        self._answers = 0
        self.session: Session = library.session(library.new(sample["title"], sample["city"], sample["template"]))

    def play(self) -> Iterator[Moment]:
        """Play on, stopping at each moment; whoever iterates may look at `session` there."""
        yield from self._prepare()
        yield from self._listen_and_think()
        yield from self._contribute()
        yield from self._discuss()
        yield from self._agree()
        yield from self._sign()

    def _do(self, change: Change, *, minutes: float = 0) -> None:
        """Let some time pass, then carry out a change."""
        self._clock.forward(minutes=minutes)
        self.session.do(change)

    def _prepare(self) -> Iterator[Moment]:
        for person, details in zip(self._people, self._sample["people"], strict=True):
            self._do(AddPerson(PersonDetails(**details), id=person))
        self._do(SetAgenda(self._protocol.lines, self._protocol.key))
        for person in self._people[:-1]:
            self._do(Arrive(person), minutes=1)
        yield Moment.READY

    def _listen_and_think(self) -> Iterator[Moment]:
        """Present, clarify, work alone: one observer is late, and the silence gets five minutes more."""
        self._do(StartWorkshop(), minutes=12)
        self._do(Arrive(self._people[-1]), minutes=7)
        for box in self.session.canvas.template.walk:
            self._do(SetElement(box), minutes=1.5)
        yield Moment.PRESENT
        self._do(NextPhase())
        self._clock.forward(minutes=20)
        yield Moment.CLARIFY
        self._do(NextPhase(), minutes=21)
        self._clock.forward(minutes=18)
        yield Moment.INDIVIDUAL
        self._do(AddMinutes(5))
        self._do(NextPhase(), minutes=6)

    def _contribute(self) -> Iterator[Moment]:
        """The round, element by element, with a pause in the middle; it takes 96 minutes in place of 90."""
        turns = self._script["round"]
        for number, turn in enumerate(turns):
            if number == len(turns) // 2:
                yield Moment.ROUND
                self._do(PausePhase())
                self._do(ResumePhase(), minutes=6)
            self._do(SetElement(turn["box"]))
            self._add(turn["box"], turn["text"], turn["person"], minutes=2)
        self._do(NextPhase())
        self._clock.forward(minutes=45)
        yield Moment.LUNCH
        self._do(NextPhase(), minutes=15)

    def _add(self, box: str, text: str, by: int, *, minutes: float) -> None:
        note = _id("note", len(self._notes))
        self._do(AddNote(box, text, author=self._people[by], id=note), minutes=minutes)
        self._notes.append(note)

    def _discuss(self) -> Iterator[Moment]:
        for box in dict.fromkeys(self._box_of(remark["note"]) for remark in self._script["discussion"]):
            self._do(SetElement(box), minutes=4)
        yield Moment.DISCUSS
        self._do(NextPhase(), minutes=3)
        self._clock.forward(minutes=10)
        yield Moment.BREAK
        self._do(NextPhase(), minutes=7)

    def _box_of(self, number: int) -> str:
        return self.session.canvas.note(self._notes[number]).box

    def _agree(self) -> Iterator[Moment]:
        """Change what the room wants changed; ask everybody; answer the one concern; ask everybody again."""
        for edit in self._script["agreement"]:
            self._edit(edit)
        self._ask(self._script["answers"])
        yield Moment.CONCERN
        for edit in self._script["change"]:
            self._edit(edit)
        again = self._script["answers_again"]
        self._ask(again[:_ASKED_AGAIN])
        yield Moment.AGREE
        self._ask(again[_ASKED_AGAIN:])
        yield Moment.AGREED

    def _edit(self, edit: Mapping[str, Any]) -> None:
        """One edit of the script: reword, move, delete or add."""
        number = edit["note"]
        self._do(SetElement(edit["box"] if edit["op"] == "add" else self._box_of(number)))
        match edit["op"]:
            case "reword":
                self._do(EditNote(self._notes[number], edit["text"]), minutes=5)
            case "move":
                self._do(MoveNotes((self._notes[number],), edit["box"]), minutes=4)
            case "delete":
                self._do(DeleteNotes((self._notes[number],)), minutes=3)
            case "add":
                self._add(edit["box"], edit["text"], edit["by"], minutes=6)
            case other:
                raise ValueError(f"the script has an unknown edit: {other}")

    def _ask(self, answers: list[Mapping[str, Any]]) -> None:
        for answer in answers:
            answer_id = _id("answer", self._answers)
            self._answers += 1
            person = self._people[answer["person"]]
            self._do(GiveAnswer(person, answer["kind"], answer["words"], id=answer_id), minutes=1)

    def _sign(self) -> Iterator[Moment]:
        self._do(NextPhase(), minutes=2)
        self._do(SignOffCanvas(), minutes=4)
        self._do(EndWorkshop(), minutes=3)
        yield Moment.SIGNED


def _id(kind: str, number: int) -> str:
    """An id that is the same each time."""
    return str(uuid.uuid5(_IDS, f"{kind} {number}"))
