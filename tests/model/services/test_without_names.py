"""A copy without names names nobody, says so of itself, and can still be read and checked."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import builders
import named_everywhere
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import EditNote, EditPerson, GiveAnswer
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_states import ElementState, element_states
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.name_folding import folded_with_places
from cmc_desktop.model.domain.names_taken_out import hash_with_names, names_out_sentence, signed_hash
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.rank import between
from cmc_desktop.model.domain.revision import Revision, seal_number
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.text import clean, line
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session, state_of
from cmc_desktop.model.services.typed_fields import ABOUT_THEMSELVES, AGREED, TALK
from cmc_desktop.model.services.verifying import Finding, verify
from cmc_desktop.model.services.without_names import (
    Left,
    WithoutNames,
    role_labels,
    without_names,
)
from cmc_desktop.paths import resources_folder

#: fields of text that nobody types and that name nobody: ids, keys, ranks, hashes, kinds
TECHNICAL = {
    "AgendaItem": {"id", "rank", "kind"},
    "Answer": {"id", "person", "content_hash", "kind"},
    "BoxMark": {"id"},
    "CardText": {"id"},
    "ElementAgreement": {"id", "hash"},
    "ElementRun": {"id", "phase", "element", "starter", "speaker"},
    "Head": {"id", "project", "parent", "base", "template", "state", "revision", "checkpoint"},
    "Minute": {"id", "phase", "element", "speaker"},
    "Note": {"id", "box", "rank", "author", "phase", "said_in", "merged_into"},
    "Parked": {"id", "element", "note", "person", "phase"},
    "Participant": {"id", "rank", "name", "sector", "capacity", "leaving"},
    "PhaseRun": {"id"},
    "QuietCheck": {"id", "kind", "element", "hash"},
    "Remark": {"id", "note", "kind", "person", "phase"},
    "Revision": {"id", "parents", "content", "ranks"},
    "SignOff": {"id", "content_hash"},
    "Turn": {"id", "phase", "element", "person", "kind"},
    "Workshop": {"id", "current", "element"},
}


def copy_of(library: Library, canvas: Canvas) -> WithoutNames:
    return without_names(canvas, revisions_of(library, canvas))


@pytest.fixture
def named(library: Library, canvas_id: str) -> Session:
    """A signed canvas with names in every place."""
    session = library.session(canvas_id)
    named_everywhere.fill(session)
    return session


def traces_in(text: str) -> list[str]:
    folded = folded_with_places(text)[0]
    return [trace for trace in named_everywhere.TRACES if folded_with_places(trace)[0] in folded]


def test_every_field_that_somebody_can_type_into_is_gone_through() -> None:
    for kind in KINDS.values():
        if kind in (SheetNote, Checkpoint, Conflict):  # they are in no copy
            continue
        hints = get_type_hints(kind)
        texts = {field.name for field in fields(kind) if hints[field.name] in (str, tuple[str, ...])}
        known = {*TALK.get(kind, ()), *AGREED.get(kind, ()), *(ABOUT_THEMSELVES if kind is Participant else ())}
        assert texts == known | TECHNICAL[kind.__name__], kind.__name__


def test_nobody_is_named_in_the_file_of_the_copy(library: Library, named: Session) -> None:
    canvas = named.canvas
    assert set(named_everywhere.TRACES) == set(traces_in(cmc_bytes(canvas, revisions_of(library, canvas)).decode()))
    copy = copy_of(library, canvas)
    assert traces_in(cmc_bytes(copy.canvas, copy.revisions).decode()) == []


def test_people_are_called_by_their_roles_in_the_order_of_the_roster(library: Library, named: Session) -> None:
    copy = copy_of(library, named.canvas).canvas
    assert [person.name for person in copy.people] == ["Moderator", *(f"Participant {n}" for n in range(1, 8))]
    removed = next(person for person in copy.all(Participant) if person.removed)
    assert removed.name == "Participant 8"


def test_what_people_say_of_themselves_stays_unless_it_names_somebody(library: Library, named: Session) -> None:
    copy = copy_of(library, named.canvas).canvas
    soren = copy.people[1]
    assert (soren.organisation, soren.role) == ("Office of Participant 1", "Participant 1’s deputy")
    assert copy.people[2].organisation == "City council"


def test_the_copy_is_read_again_and_is_signed_by_the_same_rules(library: Library, named: Session) -> None:
    copy = copy_of(library, named.canvas)
    read = read_cmc(cmc_bytes(copy.canvas, copy.revisions), builders.TEMPLATES).canvas
    assert state_of(read) == state_of(named.canvas)
    assert agreement(read).complete
    assert [row.standing for row in agreement(read).rows] == [row.standing for row in agreement(named.canvas).rows]


def test_a_copy_with_other_words_tells_the_number_of_the_signed_ones(library: Library, named: Session) -> None:
    copy = copy_of(library, named.canvas)
    assert copy.mended == 8  # six notes, the title and the city
    assert copy.canvas.content_hash != named.canvas.content_hash
    read = read_cmc(cmc_bytes(copy.canvas, copy.revisions), builders.TEMPLATES).canvas
    for canvas in (copy.canvas, read):
        assert hash_with_names(canvas) == signed_hash(canvas) == named.canvas.content_hash
        assert "cannot be computed from this copy" in names_out_sentence(canvas)


def test_elements_stay_agreed_on(library: Library, named: Session) -> None:
    assert element_states(named.canvas)["partners"] is ElementState.AGREED
    assert element_states(copy_of(library, named.canvas).canvas)["partners"] is ElementState.AGREED


def test_a_copy_of_words_without_names_keeps_their_number(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    builders.sign(session)
    copy = copy_of(library, session.canvas)
    assert (copy.mended, copy.canvas.content_hash) == (0, session.canvas.content_hash)
    assert hash_with_names(copy.canvas) == names_out_sentence(copy.canvas) == ""
    assert {revision.id for revision in copy.revisions} == {revision.id for revision in session.canvas.all(Revision)}


def test_the_canvas_itself_is_left_alone(library: Library, named: Session) -> None:
    before = builders.everything(named.canvas)
    copy_of(library, named.canvas)
    assert builders.everything(named.canvas) == before


def test_private_sheets_are_in_no_copy(library: Library, named: Session) -> None:
    assert list(named.canvas.all(SheetNote))
    assert not list(copy_of(library, named.canvas).canvas.all(SheetNote))


def test_what_may_be_a_name_and_was_not_touched_is_told(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    builders.add_person(session, "Ann Green")
    builders.put(session, "value", "Green roofs", "More Green")
    copy = without_names(session.canvas)
    assert copy.left == (Left("Green", 2),)
    assert builders.texts(session, "value") == [note.text for note in copy.canvas.notes_in("value")]


def test_people_of_earlier_sessions_are_not_named_either(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    builders.put(session, "value", "As Pia Lundqvist said")
    earlier = Participant("x", "a0", "Pia Lundqvist")
    copy = without_names(session.canvas, others=[earlier])
    assert [note.text for note in copy.canvas.notes_in("value")] == ["As somebody of an earlier session said"]


def test_words_from_elsewhere_are_told_without_names(library: Library, named: Session) -> None:
    copy = copy_of(library, named.canvas)
    assert copy.words("Answer taken back: Ilse Moravec") == "Answer taken back: Moderator"
    assert copy.names_somebody("2026 ilse-moravec.pdf")
    assert not copy.names_somebody("2026 record.pdf")


def test_a_roster_of_roles_stays_as_it_is(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    builders.add_person(session, "Participant 1")
    builders.add_person(session, "Moderator", "moderator")
    builders.put(session, "value", "A moderator for every participant")
    assert without_names(session.canvas).mended == 0


def test_a_text_full_of_names_still_fits(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    builders.add_person(session, "Xo")
    builders.put(session, "value", "Xo " * 1300)
    copy = copy_of(library, session.canvas)
    (note,) = copy.canvas.notes_in("value")
    assert note.text == " ".join(["…"] * 1300)
    cmc_bytes(copy.canvas, copy.revisions)


def test_two_states_that_differ_by_a_name_alone_become_one(library: Library, canvas_id: str) -> None:
    session = library.session(canvas_id)
    people = builders.workshop_at(session, "consensus")
    note = builders.ids(session, "mission")[0]
    session.do(EditPerson(people[0], PersonDetails("Pia Lundqvist")))
    for words in ("Ask Pia Lundqvist", "Ask Participant 1"):
        session.do(EditNote(note, words))
        session.do(GiveAnswer(people[1], AnswerKind.SATISFIED))
    copy = copy_of(library, session.canvas)
    ids = [revision.id for revision in copy.revisions]
    assert len(ids) == len(set(ids))
    assert {answer.content_hash for answer in copy.canvas.all(Answer)} <= set(ids)
    cmc_bytes(copy.canvas, copy.revisions)


@given(names=st.lists(st.text(min_size=1, max_size=12), max_size=6), words=st.lists(st.text(max_size=40), max_size=6))
def test_any_names_and_words_give_a_copy_that_can_be_read(names: list[str], words: list[str]) -> None:
    canvas = Canvas(
        Head("0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f", "0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f", 1, "", "", "T", "C",
             "city-model-canvas", 1, "draft", 1),
        builders.CMC,
    )  # fmt: skip
    place = None
    for number, name in enumerate(names):
        if line(name, ""):
            place = between(place, None)
            canvas.write([Participant(f"00000000-0000-4000-8000-0000000000{number:02}", place, line(name, ""))])
    place = None
    for number, text in enumerate([*words, *names]):
        if clean(text):
            place = between(place, None)
            note = Note(f"10000000-0000-4000-8000-0000000000{number:02}", "value", place, clean(text))
            canvas.write([replace(note, said=note.text)])
    copy = without_names(canvas)
    read = read_cmc(cmc_bytes(copy.canvas, copy.revisions), builders.TEMPLATES).canvas
    assert [person.name for person in read.people] == list(role_labels(canvas).values())
    assert json.loads(cmc_bytes(copy.canvas, ()))["people"] is not None
    assert not list(read.all(ElementAgreement))


def test_a_check_of_the_copy_says_that_it_proves_no_words(library: Library, named: Session, tmp_path: Path) -> None:
    copy = copy_of(library, named.canvas)
    path = tmp_path / "copy.cmc"
    path.write_bytes(cmc_bytes(copy.canvas, copy.revisions))
    verdict = verify(path, builders.TEMPLATES, resources_folder() / "fonts")
    assert verdict.finding is Finding.UNCHANGED
    assert verdict.told_number == seal_number(named.canvas.content_hash) != verdict.seal_number
    assert "only the original shows" in verdict.reason
