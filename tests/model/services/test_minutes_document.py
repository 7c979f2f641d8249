"""The minutes as a document: by phase and element, with names or without, the app's log beside them when wished for."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddNote,
    AddPerson,
    DeleteMinute,
    EndWorkshop,
    GiveFloor,
    NextPhase,
    NextSpeaker,
    PassTurn,
    SetElement,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.local_time import moment, time_of_day
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.document import Heading, Table
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.session import Session


@pytest.fixture
def grace(session: Session, clock: ManualClock) -> str:
    """Grace, in a workshop with lines in two phases and around it: her id."""
    change = AddPerson(PersonDetails("Grace Bell", "Council"), arrived=True)
    session.do(change)
    session.do(AddMinute("Coffee"))
    clock.forward(minutes=5)
    builders.bring_to(session, "round")
    session.do(SetElement("partners"))
    clock.forward(minutes=5)
    session.do(AddNote("partners", "Bus operators", author=change.id))
    session.do(AddMinute("They want to be asked", change.id))
    builders.bring_to(session, "discuss")
    clock.forward(minutes=5)
    session.do(AddMinute("Too dear"))
    dropped = AddMinute("a slip")
    session.do(dropped)
    session.do(DeleteMinute(dropped.id))
    session.do(EndWorkshop())
    clock.forward(minutes=5)
    session.do(AddMinute("Tidied up"))
    return change.id


def written(session: Session, *, names: bool = True, log: bool = False) -> str:
    lines = log_lines(session, names=names) if log else []
    return document_text(minutes_document(session.canvas, log=lines, names=names, now=session.clock.now()))


def test_lines_stand_by_phase_with_time_element_and_speaker(session: Session, grace: str) -> None:
    blocks = minutes_document(session.canvas, now=session.clock.now()).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["Before the workshop", "Contribute", "Discuss", "After the workshop"]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    assert [row[2] for row in rows] == ["Coffee", "Grace Bell: They want to be asked", "Too dear", "Tidied up"]
    assert rows[1][1] == builders.CMC.box("partners").label
    assert rows[0][0] == time_of_day(session.clock.now() - 20 * 60_000)


def test_without_names_the_app_names_nobody(session: Session, grace: str) -> None:
    for log in (False, True):
        text = written(session, names=False, log=log)
        assert "Grace Bell" not in text
        assert "They want to be asked" in text


def test_what_the_app_noted_follows_only_when_wished_for(session: Session, grace: str) -> None:
    assert "What the app noted" not in written(session)
    text = written(session, log=True)
    assert "by Grace Bell: “Bus operators”" in text
    assert text.index("Tidied up") < text.index("What the app noted") < text.index("“Bus operators”")


def test_people_who_pass_one_after_another_are_one_line_of_the_printed_log(session: Session) -> None:
    people = builders.workshop_at(session, "round", participants=4)
    session.do(SetElement("partners"))
    for _ in people[:2]:
        session.do(PassTurn())
    session.do(GiveFloor(people[3]))
    session.do(NextSpeaker())
    session.do(PassTurn())
    told = [line.words for line in log_lines(session) if "passed" in line.words]
    assert len(told) == 3, "on the desk, each by name"
    text, box = written(session, log=True), builders.CMC.box("partners").label
    assert f"2 people passed in {box}" in text
    assert [words in text for words in told] == [False, False, True]


def test_it_says_that_the_minutes_are_no_part_of_the_result(session: Session, grace: str) -> None:
    assert "no part of what was agreed on" in written(session)


def test_no_line_is_said_too(session: Session) -> None:
    assert "No line was written." in written(session)


def test_once_signed_the_minutes_hold_the_day_and_the_whole_seal_number(session: Session) -> None:
    builders.workshop_at(session, "consensus")
    assert "Seal number" not in written(session)
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    sign_off = session.canvas.sign_off
    assert sign_off is not None
    words = written(session)
    assert f"Signed off: {moment(sign_off.at)}" in words.replace("**", "")
    assert seal_number(session.canvas.content_hash) in words
