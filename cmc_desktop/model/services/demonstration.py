"""Plays the sample workshop, every phase of it, through the one door for change; nobody's clock has to wait for it.

The same people say the same things at the same minutes each time, and people, notes and answers have the same ids, so
that every demonstration ends with the same seal number.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddMinutes,
    AddNote,
    AddPerson,
    AddRemark,
    AgreeElement,
    Arrive,
    Change,
    DeleteNotes,
    EditNote,
    EndWorkshop,
    GiveAnswer,
    GiveFloor,
    MoveNotes,
    NextPhase,
    NextSpeaker,
    Park,
    PassTurn,
    PausePhase,
    ResumePhase,
    SetAgenda,
    SetElement,
    SignOffCanvas,
    StartWorkshop,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.round_order import round_now
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
        self._spoke = False
        self._made: Counter[str] = Counter()
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

    def _next_id(self, kind: str) -> str:
        """The id of the next thing of a kind, the same in each play."""
        self._made[kind] += 1
        return _id(kind, self._made[kind] - 1)

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
        self._go_on()
        self._clock.forward(minutes=20)
        yield Moment.CLARIFY
        self._go_on(minutes=21)
        self._clock.forward(minutes=18)
        yield Moment.INDIVIDUAL
        self._do(AddMinutes(5))
        self._go_on(minutes=6)

    def _go_on(self, *, minutes: float = 0) -> None:
        """The note-taker writes down what the phase had, then the next one begins."""
        item = self.session.canvas.current_item
        for line in self._script["minutes"]:
            if item is not None and line["phase"] == item.kind:
                speaker = self._people[line["person"]] if line["person"] is not None else ""
                self._do(AddMinute(line["text"], speaker, element=line["box"] or "", id=self._next_id("minute")))
        self._do(NextPhase(), minutes=minutes)

    def _contribute(self) -> Iterator[Moment]:
        """The round, element by element, with a pause in the middle; it takes 96 minutes in place of 90."""
        turns = self._script["round"]
        for number, turn in enumerate(turns):
            if number == len(turns) // 2:
                yield Moment.ROUND
                self._do(PausePhase())
                self._do(ResumePhase(), minutes=6)
            if turn["box"] != self.session.canvas.workshop.element:
                self._finish_element()
                self._do(SetElement(turn["box"]))
            self._call_up(self._people[turn["person"]])
            self._add(turn["box"], turn["text"], turn["person"], minutes=2)
            self._spoke = True
        self._finish_element()
        self._go_on()
        self._clock.forward(minutes=45)
        yield Moment.LUNCH
        self._go_on(minutes=15)

    def _call_up(self, person: str) -> None:
        """Give somebody the floor who waits for it; others only add to what was said."""
        at = round_now(self.session.canvas)
        if at is None or person not in {one.id for one in at.waiting}:
            return
        if self._spoke:
            self._end_turn(NextSpeaker(id=self._next_id("turn")))
        self._do(GiveFloor(person))

    def _finish_element(self) -> None:
        """Whoever has said nothing in the element passes."""
        while (at := round_now(self.session.canvas)) is not None and at.speaker is not None:
            turn = self._next_id("turn")
            self._end_turn(NextSpeaker(id=turn) if self._spoke else PassTurn(id=turn))

    def _end_turn(self, change: Change) -> None:
        self._do(change)
        self._spoke = False

    def _add(self, box: str, text: str, by: int, *, minutes: float) -> None:
        note = _id("note", len(self._notes))
        self._do(AddNote(box, text, author=self._people[by], id=note), minutes=minutes)
        self._notes.append(note)

    def _discuss(self) -> Iterator[Moment]:
        remarks = self._script["discussion"]
        for box in dict.fromkeys(self._box_of(remark["note"]) for remark in remarks):
            self._do(SetElement(box), minutes=4)
            for remark in remarks:
                if self._box_of(remark["note"]) == box:
                    self._remark(remark)
        for parked in self._script["parking"]:
            person = self._people[parked["person"]]
            self._do(Park(parked["text"], parked["box"], "", person, id=self._next_id("parked")))
        yield Moment.DISCUSS
        self._go_on(minutes=3)
        self._clock.forward(minutes=10)
        yield Moment.BREAK
        self._go_on(minutes=7)

    def _remark(self, remark: Mapping[str, Any]) -> None:
        note, person = self._notes[remark["note"]], self._people[remark["person"]]
        self._do(AddRemark(note, remark["kind"], remark["text"], person, id=self._next_id("remark")))

    def _box_of(self, number: int) -> str:
        return self.session.canvas.note(self._notes[number]).box

    def _agree(self) -> Iterator[Moment]:
        """Change what the room wants changed; ask everybody; answer the one concern; ask everybody again."""
        for edit in self._script["agreement"]:
            self._edit(edit)
        for box in self.session.canvas.template.walk:
            self._do(SetElement(box))
            self._do(AgreeElement(box))
        self._ask(self._script["answers"])
        yield Moment.CONCERN
        for edit in self._script["change"]:
            self._do_agreed(edit)
        again = self._script["answers_again"]
        self._ask(again[:_ASKED_AGAIN])
        yield Moment.AGREE
        self._do(AgreeElement(self.session.canvas.workshop.element))
        self._ask(again[_ASKED_AGAIN:])
        yield Moment.AGREED

    def _do_agreed(self, edit: Mapping[str, Any]) -> None:
        """One edit that the room agrees on; the element of the last one stays open for now."""
        self._edit(edit)
        if edit is not self._script["change"][-1]:
            self._do(AgreeElement(self.session.canvas.workshop.element))

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
                self._do(DeleteNotes((self._notes[number],), edit["words"]), minutes=3)
            case "add":
                self._add(edit["box"], edit["text"], edit["by"], minutes=6)
            case other:
                raise ValueError(f"the script has an unknown edit: {other}")

    def _ask(self, answers: list[Mapping[str, Any]]) -> None:
        for answer in answers:
            answer_id = self._next_id("answer")
            person = self._people[answer["person"]]
            self._do(GiveAnswer(person, answer["kind"], answer["words"], id=answer_id), minutes=1)

    def _sign(self) -> Iterator[Moment]:
        self._go_on(minutes=2)
        self._do(SignOffCanvas(), minutes=4)
        self._do(EndWorkshop(), minutes=3)
        yield Moment.SIGNED


def _id(kind: str, number: int) -> str:
    """An id that is the same each time."""
    return str(uuid.uuid5(_IDS, f"{kind} {number}"))
