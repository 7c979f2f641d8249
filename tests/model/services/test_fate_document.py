"""What became of the notes as a document: for all, for a person, for an organisation; the kinds add up to all."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote, AddPerson, BackPhase, DeleteNotes, EditNote, RemovePerson
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.fate import FateKind, fates
from cmc_desktop.model.export.document import Heading, Paragraph, Table
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.fate_document import (
    FateChoice,
    chosen_fates,
    fate_document,
    organisations,
    speakers,
    summary,
)
from cmc_desktop.model.services.session import Session

NOW = 1_790_000_000_000


@pytest.fixture
def people(session: Session, clock: ManualClock) -> dict[str, str]:
    ids = {}
    for name, organisation in (("Grace Bell", "Council"), ("Ines Barros", "Bus company"), ("Silent Sam", "Choir")):
        change = AddPerson(PersonDetails(name, organisation=organisation), arrived=True)
        session.do(change)
        ids[name] = change.id
    builders.put(session, "costs", "there before the workshop")
    builders.bring_to(session, "round")
    for n, name in enumerate(("Grace Bell", "Ines Barros", "Grace Bell", "Grace Bell")):
        clock.forward(seconds=20)
        session.do(AddNote("partners", f"note {n}", author=ids[name]))
    session.do(AddNote("costs", "note of nobody"))
    builders.bring_to(session, "consensus")
    first, second, *_ = builders.ids(session, "partners")
    session.do(EditNote(first, "note 0 in other words"))
    session.do(DeleteNotes((second,), "said twice"))
    return ids


def rows(session: Session, choice: FateChoice | None = None, *, names: bool = True) -> list[tuple[str, ...]]:
    document = fate_document(session.canvas, choice, names=names, now=NOW)
    return [row for block in document.blocks if isinstance(block, Table) for row in block.rows]


def text(session: Session, choice: FateChoice | None = None, *, names: bool = True) -> str:
    return document_text(fate_document(session.canvas, choice, names=names, now=NOW))


def test_every_note_of_the_round_is_in_it_once_and_no_other(session: Session, people: dict[str, str]) -> None:
    said = [row[0] for row in rows(session)]
    assert said == ["note 0", "note 1", "note 2", "note 3", "note of nobody"]
    assert "5 notes came in the round – kept as it was said: 3, reworded: 1, dropped: 1." in text(session)


def test_the_kinds_add_up_to_all_whatever_is_chosen(session: Session, people: dict[str, str]) -> None:
    every = fates(session.canvas)
    assert sum(len(chosen_fates(session.canvas, FateChoice(kind=kind))) for kind in FateKind) == len(every)
    by_element = [chosen_fates(session.canvas, FateChoice(element=box)) for box in builders.BOXES]
    assert sum(map(len, by_element)) == len(every)


def test_elements_stand_in_the_order_of_the_walk(session: Session, people: dict[str, str]) -> None:
    headings = [block.text for block in fate_document(session.canvas, now=NOW).blocks if isinstance(block, Heading)]
    assert headings == [builders.CMC.box(box).label for box in builders.BOXES if box in ("partners", "costs")]


def test_a_person_reads_of_their_own_notes_and_of_nobody_else(session: Session, people: dict[str, str]) -> None:
    choice = FateChoice(person=people["Ines Barros"])
    assert rows(session, choice) == [("note 1", "Dropped: said twice")]
    written = text(session, choice)
    assert "Ines Barros" in written
    assert "Grace Bell" not in written
    assert "1 of the 5 notes of the round – dropped: 1." in written


def test_an_organisation_reads_of_the_notes_of_its_people(session: Session, people: dict[str, str]) -> None:
    assert [row[:2] for row in rows(session, FateChoice(organisation="Council"))] == [
        ("note 0", "Grace Bell"),
        ("note 2", "Grace Bell"),
        ("note 3", "Grace Bell"),
    ]


def test_without_names_nobody_is_named(session: Session, people: dict[str, str]) -> None:
    written = text(session, names=False)
    assert not [name for name in people if name in written]
    assert "note 0 in other words" in written


def test_those_who_said_something_can_be_chosen_also_when_they_are_off_the_roster(
    session: Session, people: dict[str, str]
) -> None:
    for _ in range(3):
        session.do(BackPhase())
    session.do(RemovePerson(people["Grace Bell"]))
    assert [person.name for person in speakers(session.canvas)] == ["Ines Barros", "Grace Bell"]
    assert organisations(session.canvas) == ["Bus company", "Council"]
    assert len(rows(session, FateChoice(person=people["Grace Bell"]))) == 3


def test_a_canvas_without_a_round_says_so(session: Session) -> None:
    builders.put(session, "costs", "Drivers")
    blocks = fate_document(session.canvas, now=NOW).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [summary(())]
    assert summary(()) == "No note came in a round of contributions."
