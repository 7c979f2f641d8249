"""A canvas goes into a `.cmc` file and comes back as it was, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import builders
import cmc_examples as examples
import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddNotes, AddPerson, DeleteNotes, EditNote, MarkNoneIdentified, MoveNotes
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import BadFile, LibraryTrouble, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.quiet_check import QuietCheck
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision, digest
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.exchange import cmc_format, cmc_writer
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.paths import resources_folder

MAKERS = [examples.empty_canvas, examples.busy_canvas, examples.signed_canvas]


def back(data: bytes) -> Canvas:
    return read_cmc(data, builders.TEMPLATES).canvas


@pytest.mark.parametrize("make", MAKERS)
def test_a_canvas_comes_back_whole(make: Callable[[], Canvas]) -> None:
    canvas = make()
    assert builders.everything(back(write_cmc(canvas))) == examples.all_that_travels(canvas)


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_canvas_gives_the_same_bytes_again(make: Callable[[], Canvas]) -> None:
    data = write_cmc(make())
    assert write_cmc(back(data)) == data


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_is_canonical_json_as_rfc_8785_has_it(make: Callable[[], Canvas]) -> None:
    data = write_cmc(make())
    assert rfc8785.dumps(json.loads(data)) == data


def test_the_hashes_are_those_the_page_on_the_format_describes() -> None:
    file = examples.file_of(examples.signed_canvas())
    assert file["content_hash"] == digest(rfc8785.dumps(file["content"]).decode())
    file_hash = file.pop("file_hash")
    assert file_hash == digest(rfc8785.dumps(file).decode())
    for revision in file["revisions"]:
        assert revision["hash"] == digest(rfc8785.dumps(revision["content"]).decode())


def schema() -> Draft202012Validator:
    path = resources_folder() / "schema" / "cmc-1.schema.json"
    parsed = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(parsed)
    return Draft202012Validator(parsed)


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_meets_the_published_schema(make: Callable[[], Canvas]) -> None:
    assert list(schema().iter_errors(examples.file_of(make()))) == []


def test_the_schema_knows_each_part_by_the_fields_that_the_app_reads() -> None:
    parsed = schema().schema
    parts: dict[str, dict[str, Any]] = {"file": parsed, **parsed["$defs"]}
    shapes = {
        "file": cmc_format.FILE,
        "canvas": cmc_format.CANVAS,
        "content": cmc_format.CONTENT,
        "box": cmc_format.CONTENT_BOX,
        "content_note": cmc_format.CONTENT_NOTE,
        "note": cmc_format.NOTE,
        "deleted_note": cmc_format.DELETED_NOTE,
        "mark": cmc_format.MARK,
        "person": cmc_format.PERSON,
        "agenda_item": cmc_format.AGENDA_ITEM,
        "phase_run": cmc_format.PHASE_RUN,
        "workshop": cmc_format.WORKSHOP,
        "answer": cmc_format.ANSWER,
        "sign_off": cmc_format.SIGN_OFF,
        "revision": cmc_format.REVISION,
        "element_run": cmc_format.ELEMENT_RUN,
        "turn": cmc_format.TURN,
        "element_agreement": cmc_format.ELEMENT_AGREEMENT,
        "remark": cmc_format.REMARK,
        "parked": cmc_format.PARKED,
        "minute": cmc_format.MINUTE,
        "card": cmc_format.CARD,
        "checkpoint": cmc_format.CHECKPOINT,
        "checkpoint_rest": cmc_format.CHECKPOINT_REST,
        "checkpoint_conflict": cmc_format.CHECKPOINT_CONFLICT,
        "checkpoint_note": cmc_format.CHECKPOINT_NOTE,
        "conflict": cmc_format.CONFLICT,
    }
    may_have = {"checkpoint_rest": {"marks"}}
    for name, fields in shapes.items():
        assert set(parts[name]["required"]) == set(fields), name
        assert set(parts[name]["properties"]) == set(fields) | may_have.get(name, set()), name
        assert parts[name]["additionalProperties"] is False, name


@pytest.mark.parametrize(
    ("kind", "fields", "elsewhere"),
    [
        (Head, cmc_format.CANVAS, {"state", "archived", "deleted_at", "revision", "checkpoint"}),
        (Note, cmc_format.DELETED_NOTE, set()),
        (Participant, cmc_format.PERSON, set()),
        (AgendaItem, cmc_format.AGENDA_ITEM, set()),
        (PhaseRun, cmc_format.PHASE_RUN, set()),
        (Workshop, cmc_format.WORKSHOP, {"id"}),
        (Answer, cmc_format.ANSWER, {"serial"}),
        (ElementRun, cmc_format.ELEMENT_RUN, {"id"}),
        (Turn, cmc_format.TURN, set()),
        (Remark, cmc_format.REMARK, set()),
        (Parked, cmc_format.PARKED, set()),
        (Minute, cmc_format.MINUTE, set()),
        (Checkpoint, cmc_format.CHECKPOINT, set()),
        (Conflict, cmc_format.CONFLICT, {"id", "settled"}),
    ],
)
def test_no_field_of_the_domain_is_forgotten(kind: type[Entity], fields: dict[str, Any], elsewhere: set[str]) -> None:
    assert set(kind.field_names()) - elsewhere == set(fields)


def test_deleted_notes_travel_so_that_a_merge_can_tell_deleted_from_missing() -> None:
    canvas = examples.busy_canvas()
    gone = [note for note in canvas.all(Note) if note.deleted]
    assert len(gone) == 6
    there = back(write_cmc(canvas))
    assert [there.find(Note, note.id) for note in gone] == gone
    assert not {note.id for note in gone} & canvas.content.plain().keys()
    assert "No car" not in str(canvas.content.plain())


def test_private_sheets_and_quiet_checks_never_travel() -> None:
    canvas = examples.signed_canvas()
    assert len(list(canvas.all(SheetNote))) == 2
    assert len(list(canvas.all(QuietCheck))) == 1
    data = write_cmc(canvas)
    assert b"Warm" not in data
    assert b"fingers" not in data
    there = back(data)
    assert not [*there.all(SheetNote), *there.all(QuietCheck)]
    (released,) = [line.released for line in canvas.all(SheetNote) if line.released]
    assert there.note(released).text == "On time"


def test_a_file_may_leave_the_minutes_at_home() -> None:
    canvas = examples.signed_canvas()
    whole, without = examples.file_of(canvas), json.loads(write_cmc(canvas, minutes=False))
    assert without["minutes"] == []
    assert {name for name, part in whole.items() if part != without[name]} == {"minutes", "file_hash"}
    back(write_cmc(canvas, minutes=False))


def test_what_was_carried_over_may_name_notes_and_people_that_stayed_behind() -> None:
    canvas = examples.busy_canvas()
    parked = Parked(new_id(), 7, "Fares", "costs", new_id(), new_id(), 5, new_id(), session="First go")
    canvas.write([parked])
    assert back(write_cmc(canvas)).find(Parked, parked.id) == parked
    canvas.write([replace(parked, session="")])
    with pytest.raises(BadFile, match="names a note that is not in this file"):
        back(write_cmc(canvas))


def test_a_file_of_a_newer_minor_version_opens_without_its_unknown_fields() -> None:
    canvas = examples.busy_canvas()
    file = examples.file_of(canvas)
    file["format_version"] = [1, 7]
    file["colours"] = {"value": "green"}
    file["people"][0]["pronoun"] = "she"
    read = read_cmc(examples.sealed_again(file), builders.TEMPLATES)
    assert read.format_version == (1, 7)
    assert builders.everything(read.canvas) == examples.all_that_travels(canvas)


def test_a_file_made_pretty_by_an_editor_still_opens() -> None:
    canvas = examples.busy_canvas()
    pretty = b"\xef\xbb\xbf" + json.dumps(examples.file_of(canvas), indent=4).encode() + b"\r\n"
    assert write_cmc(back(pretty)) == write_cmc(canvas)


def test_a_file_that_would_be_too_large_leaves_out_what_no_answer_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = examples.signed_canvas()
    whole = write_cmc(canvas)
    monkeypatch.setattr(cmc_writer, "FILE_LIMIT", len(whole) - 1)
    smaller = write_cmc(canvas)
    needed = {answer.content_hash for answer in canvas.answers}
    assert {revision.id for revision in back(smaller).all(Revision)} == needed
    monkeypatch.setattr(cmc_writer, "FILE_LIMIT", len(smaller) - 1)
    with pytest.raises(Refusal, match="MB"):
        write_cmc(canvas)


def test_a_file_without_the_words_somebody_answered_to_is_never_written() -> None:
    canvas = examples.busy_canvas()
    stale = canvas.answers[0].content_hash
    revision = canvas.find(Revision, stale)
    assert revision is not None
    canvas.write([replace(revision, content="")])
    with pytest.raises(LibraryTrouble, match="is missing from the library") as caught:
        write_cmc(canvas)
    assert caught.value.safe
    assert caught.value.todo
    assert stale in {r.id for r in back(write_cmc(canvas, [revision])).all(Revision)}


TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(builders.BOXES[1:]), st.lists(TEXTS, min_size=1, max_size=4)),
        st.tuples(st.just("edit"), st.integers(0, 99), TEXTS),
        st.tuples(st.just("move"), st.integers(0, 99), st.sampled_from(builders.BOXES[1:]), st.integers(0, 5)),
        st.tuples(st.just("delete"), st.integers(0, 99)),
        st.tuples(st.just("mark"), st.sampled_from(builders.BOXES[1:])),
        st.tuples(st.just("person"), TEXTS),
    ),
    max_size=25,
)


def play(canvas: Canvas, steps: list[tuple[Any, ...]]) -> None:
    """Whatever the steps ask for and the domain allows."""
    for name, *values in steps:
        notes = [note.id for box in builders.BOXES for note in canvas.notes_in(box)]
        note = notes[values[0] % len(notes)] if notes and isinstance(values[0], int) else ""
        change = {
            "add": lambda values: AddNotes(values[0], tuple(values[1]), row=0),
            "edit": lambda values, note=note: EditNote(note, values[1]),
            "move": lambda values, note=note: MoveNotes((note,), values[1], values[2]),
            "delete": lambda values, note=note: DeleteNotes((note,)),
            "mark": lambda values: MarkNoneIdentified(values[0], "Mo"),
            "person": lambda values: AddPerson(PersonDetails(values[0])),
        }[name](values)
        if note or name in ("add", "mark", "person"):
            try:
                examples.do(canvas, change)
            except Refusal:
                continue


@given(STEPS, TEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_done_to_a_canvas_it_comes_back_the_same(steps: list[tuple[Any, ...]], mission: str) -> None:
    canvas = examples.empty_canvas()
    play(canvas, [("add", "mission", [mission]), *steps])
    data = write_cmc(canvas)
    again = back(data)
    # A mark that was taken away is the same as none, and does not travel.
    cleared = [mark for mark in canvas.all(BoxMark) if not mark.none_identified]
    again.write(cleared)
    assert builders.everything(again) == builders.everything(canvas)
    assert write_cmc(again) == data
    assert rfc8785.dumps(json.loads(data)) == data
