"""Files of every format version that was ever given out still open, with the hashes they had."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.domain.fate import fates
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.exchange.cmc_reader import read_cmc

FILES = Path(__file__).parents[2] / "files"
KNOWN = {
    "format-1.0-signed.cmc": "1b7f767eda1f4c17a7ef94f0c84fe78d48402b17e1ce7c3edb5312ebb78ba227",
    "format-1.1-signed.cmc": "a5edbd6cbca69a3c6255375dafd31e49ea928256b390714de23c838d9b9c3a6d",
    "format-1.2-signed.cmc": "72397ef29f6113aec3401697bc6e8967775c2c0ef93e9d30825fae324059868f",
}
COPY = "format-1.2-copy.cmc"


@pytest.mark.parametrize(("name", "content_hash"), KNOWN.items())
def test_a_file_of_an_earlier_version_opens_with_its_hash(name: str, content_hash: str) -> None:
    canvas = read_cmc((FILES / name).read_bytes(), builders.TEMPLATES).canvas
    assert canvas.content_hash == content_hash
    assert canvas.sign_off is not None
    assert canvas.sign_off.content_hash == content_hash


def test_the_first_file_still_says_what_it_said() -> None:
    canvas = read_cmc((FILES / "format-1.0-signed.cmc").read_bytes(), builders.TEMPLATES).canvas
    assert (canvas.head.title, canvas.head.city) == ("Night bus", "Port Alder")
    assert [note.text for note in canvas.notes_in("value")] == ["كل ليلة", "A bus in 15 minutes"]
    assert [note.tags for note in canvas.notes_in("costs")] == [("money",), ("money",)]
    assert [note.text for note in canvas.all(Note) if note.deleted] == ["No car"]
    assert canvas.mark("social_risks").by == "Mo"
    assert [person.name for person in canvas.people] == ["Ada", "Bo", "Cy"]
    assert [answer.kind for answer in canvas.answers] == ["not_yet", "satisfied", "satisfied", "reservation"]
    assert len(list(canvas.all(Revision))) == 3
    assert len(canvas.agenda) == 9


def test_the_first_file_knows_nothing_of_what_came_later() -> None:
    canvas = read_cmc((FILES / "format-1.0-signed.cmc").read_bytes(), builders.TEMPLATES).canvas
    assert (canvas.head.session, canvas.workshop.due_at) == ("", 0)
    assert {(note.said, note.said_in, note.merged_into, note.dropped_why) for note in canvas.all(Note)} == {("",) * 4}
    assert not any(note.taken_back for note in canvas.all(Note))
    for kind in (ElementRun, Turn, Remark, Parked, ElementAgreement, Minute, CardText):
        assert not list(canvas.all(kind))


def test_the_second_file_still_says_what_the_room_did() -> None:
    canvas = read_cmc((FILES / "format-1.1-signed.cmc").read_bytes(), builders.TEMPLATES).canvas
    assert canvas.head.session == "Second go"
    assert canvas.workshop.due_at > canvas.workshop.started_at
    assert [(turn.kind, turn.withdrawn) for turn in canvas.all(Turn)] == [
        ("spoke", False), ("later", False), ("passed", True), ("passed", False), ("spoke", False), ("spoke", False)
    ]  # fmt: skip
    assert {run.element for run in canvas.all(ElementRun)} == {"mission", "value"}
    assert [remark.words for remark in canvas.all(Remark)] == ["", "At what hour?", "It wakes the street", ""]
    assert [(p.text, p.outcome, p.deleted) for p in canvas.all(Parked)] == [
        ("Fares", "Goes to the council", False), ("The old depot’s roof", "", False), ("Lunch", "", True)
    ]  # fmt: skip
    assert {(minute.text, minute.edits, minute.deleted) for minute in canvas.all(Minute)} == {
        ("Talked about noise", 0, True), ("Talked about noise at night", 1, False), ("A break", 0, False),
        ("Not to be kept", 1, True)
    }  # fmt: skip
    assert {card.id: card.say for card in canvas.all(CardText)} == {
        "discuss": "Listen",
        "round/value": "Think of\nthe night",
    }
    assert element_states(canvas)["costs"] is ElementState.AGREED
    proposal, merged = sorted((note for note in canvas.all(Note) if note.joined), key=lambda note: note.text)
    assert canvas.note(merged.merged_into).said == "The harbour"
    assert canvas.note(proposal.merged_into).text == "Everyone gets home at night\nAnd to work in the morning"
    assert [note.text for note in canvas.all(Note) if note.taken_back] == ["Typed twice"]
    ada = canvas.people[0].id
    assert [(line.words, line.kind.value, line.note.author) for line in fates(canvas)] == [
        ("And to work in the morning", "merged", ada), ("On time", "kept", ada), ("The harbour again", "dropped", ada),
        ("Nobody", "dropped", ada), ("Drivers", "moved", ada), ("Typed twice", "taken_back", ada)
    ]  # fmt: skip
    assert {note.dropped_why for note in canvas.all(Note) if note.dropped_why} == {"said twice"}
    assert {note.said_in for note in canvas.all(Note)} == {"", "partners"}


def test_the_copy_still_says_what_it_said_with_its_history_and_what_is_open() -> None:
    canvas = read_cmc((FILES / COPY).read_bytes(), builders.TEMPLATES).canvas
    assert canvas.content_hash == "079ea991eea4af179bc1adb519349a542d8dd11183031325d9cbe8bee505f8db"
    assert canvas.sign_off is None
    points = {(point.why, point.by, bool(point.rest)) for point in canvas.all(Checkpoint)}
    assert points == {
        ("kept", "", False), ("copy", "Bo", True), ("sent back", "Ada", True), ("before merge", "Bo", True),
        ("merge", "Bo", True)
    }  # fmt: skip
    tip = canvas.find(Checkpoint, canvas.head.checkpoint)
    assert tip is not None
    assert (tip.why, tip.is_sound, len(tip.nonce)) == ("copy", True, 36)
    found = {(one.kind, one.field): (one.values, one.names) for one in open_conflicts(canvas).values()}
    assert found["note", "text"] == (("Mothers and fathers", "Parents with prams"), ("Ada", "Bo"))
    assert found["note", "deleted"] == (("contested",), ("Bo",))
    assert found["box", "texts"][1] == ("Ada", "Bo")
    assert {line.text for line in canvas.all(Minute)} == {"We began at nine", "Ada took the train"}


def test_no_kept_file_is_without_its_test() -> None:
    assert {path.name for path in FILES.glob("*.cmc")} == {*KNOWN, COPY}
