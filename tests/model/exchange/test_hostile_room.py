"""What a workshop adds to a `.cmc` file: a wrong turn, remark, minute or card is named with its place and refused."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import cmc_examples as examples
import pytest

from cmc_desktop.model.domain.bounds import LAST_TIME
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.local_time import moment
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.exchange import known_ids
from cmc_desktop.model.exchange.cmc_reader import read_cmc

File = dict[str, Any]
OTHER_ID = "0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f"
FIRST = Path(__file__).parents[2] / "files" / "format-1.0-signed.cmc"
NEW_PARTS = ("cards", "element_agreements", "element_runs", "minutes", "parking", "remarks", "turns")


@pytest.fixture(scope="module")
def original() -> File:
    return examples.file_of(examples.signed_canvas())


@pytest.fixture
def file(original: File) -> File:
    """A signed file, parsed, for the test to spoil."""
    return copy.deepcopy(original)


def told_of(file: File) -> str:
    with pytest.raises(BadFile) as refused:
        read_cmc(examples.sealed_again(file), builders.TEMPLATES)
    assert refused.value.happened.isprintable()
    assert refused.value.happened.endswith(".")
    return refused.value.happened


def put(part: str, **values: Any) -> Callable[[File], object]:
    return lambda file: file[part][0].update(values)


def again(part: str, **values: Any) -> Callable[[File], object]:
    """The first entry comes once more, with other values."""
    return lambda file: file[part].append({**file[part][0], **values})


def put_note(**values: Any) -> Callable[[File], object]:
    return lambda file: next(note for note in file["notes"] if not note["deleted"]).update(values)


def put_deleted_note(**values: Any) -> Callable[[File], object]:
    return lambda file: next(note for note in file["notes"] if note["deleted"]).update(values)


def join_to_itself(deleted: bool) -> Callable[[File], object]:
    def join(file: File) -> None:
        note = next(note for note in file["notes"] if note["deleted"] is deleted)
        note["merged_into"] = note["id"]

    return join


def take_back_what_was_joined(file: File) -> None:
    next(note for note in file["notes"] if note["deleted"] and note["merged_into"])["taken_back"] = True


WRONG: list[tuple[Callable[[File], object], str]] = [
    (lambda file: file.update(turns={}), "The file: “turns” has to be a list."),
    (lambda file: file.pop("minutes"), "The file: “minutes” is missing."),
    (lambda file: file.update(sheet_notes=[]), "The file: the field “sheet_notes” is not known."),
    (lambda file: file.update(quiet_checks=[]), "The file: the field “quiet_checks” is not known."),
    (lambda file: file["canvas"].update(session="a\nb"), "The head of the canvas: “session” has to be one line"),
    (lambda file: file["workshop"].update(due_at=-1), "“workshop”: “due_at” has to be a time"),
    (lambda file: file["workshop"].pop("due_at"), "“workshop”: “due_at” is missing."),
    (put_note(said="x" * 4001), "“said” has to be a text of at most 4000"),
    (put_note(said_in="taxes"), "Entry 1 of “notes”: there is no box “taxes”"),
    (put_note(merged_into=OTHER_ID), "Entry 1 of “notes” names a note that is not in this file."),
    (join_to_itself(False), "this note is joined to itself."),
    (join_to_itself(True), "this note is joined to itself."),
    (put_deleted_note(taken_back=0), "“taken_back” has to be true or false."),
    (put_note(taken_back=True), "what was taken back stands on the board or in another note."),
    (take_back_what_was_joined, "what was taken back stands on the board or in another note."),
    (put_deleted_note(dropped_why="two \nlines"), "“dropped_why” has to be at most 100 lines"),
    (put_deleted_note(dropped_why="two\n\nlines"), "“dropped_why” has to be at most 100 lines"),
    (put_deleted_note(dropped_why="\n".join(["why"] * 101)), "“dropped_why” has to be at most 100 lines"),
    (put_deleted_note(dropped_why="two\n" + "x" * 301), "“dropped_why” has to be at most 100 lines"),
    (lambda file: file["element_runs"].append("costs"), "of “element_runs” has to be an object"),
    (put("element_runs", element="taxes"), "Entry 1 of “element_runs”: there is no box “taxes”"),
    (put("element_runs", element=""), "Entry 1 of “element_runs”: “element” has to be a key"),
    (put("element_runs", phase=OTHER_ID), "Entry 1 of “element_runs”: this phase is not on the agenda."),
    (put("element_runs", since=-2), "Entry 1 of “element_runs”: “since” has to be a whole number from -1"),
    (put("element_runs", laps=0), "Entry 1 of “element_runs”: “laps” has to be a whole number from 1"),
    (put("element_runs", spent=True), "Entry 1 of “element_runs”: “spent” has to be a time"),
    (put("element_runs", starter=OTHER_ID), "Entry 1 of “element_runs” names somebody who is not in this file."),
    (put("element_runs", speaker=OTHER_ID), "Entry 1 of “element_runs” names somebody who is not in this file."),
    (again("element_runs", spent=7), "“element_runs”: “"),
    (put("turns", kind="sang"), "Turn 1: “kind” has to be one of: “spoke”, “passed”, “later”."),
    (put("turns", person=OTHER_ID), "Turn 1 names somebody who is not in this file."),
    (put("turns", person=""), "Turn 1: “person” has to be an id"),
    (put("turns", phase=OTHER_ID), "Turn 1: this phase is not on the agenda."),
    (put("turns", element="taxes"), "Turn 1: there is no box “taxes”"),
    (put("turns", serial=0), "Turn 1: “serial” has to be a whole number from 1"),
    (put("turns", took=-1), "Turn 1: “took” has to be a time"),
    (put("turns", withdrawn=0), "Turn 1: “withdrawn” has to be true or false."),
    (again("turns", serial=99), "“turns”: “"),
    (again("turns", id=OTHER_ID), "The numbers of “turns”: “1” comes twice."),
    (put("element_agreements", element="taxes"), "Entry 1 of “element_agreements”: there is no box “taxes”"),
    (put("element_agreements", hash=""), "Entry 1 of “element_agreements”: “hash” has to be a SHA-256"),
    (again("element_agreements", at=1), "“element_agreements”: “costs” comes twice."),
    (put("remarks", note=OTHER_ID), "Remark 1 names a note that is not in this file."),
    (put("remarks", person=OTHER_ID), "Remark 1 names somebody who is not in this file."),
    (put("remarks", phase=OTHER_ID), "Remark 1: this phase is not on the agenda."),
    (put("remarks", kind="insult"), "Remark 1: “kind” has to be one of: “support”, “question”, “objection”."),
    (put("remarks", words=" a"), "Remark 1: “words” has to be a text of at most 4000 clean characters."),
    (again("remarks", serial=99), "“remarks”: “"),
    (again("remarks", id=OTHER_ID), "The numbers of “remarks”: “1” comes twice."),
    (put("parking", text=""), "Entry 1 of “parking”: “text” has to be a text of 1 to 4000 clean characters."),
    (put("parking", element="taxes"), "Entry 1 of “parking”: there is no box “taxes”"),
    (put("parking", note=OTHER_ID), "Entry 1 of “parking” names a note that is not in this file."),
    (put("parking", person=OTHER_ID), "Entry 1 of “parking” names somebody who is not in this file."),
    (put("parking", phase=OTHER_ID), "Entry 1 of “parking”: this phase is not on the agenda."),
    (put("parking", session="First", phase="then"), "Entry 1 of “parking”: “phase” has to be an id"),
    (put("minutes", at=LAST_TIME + 1), "Line 1 of “minutes”: “at” has to be a time"),
    (put("parking", settled_at=2**52), "Entry 1 of “parking”: “settled_at” has to be a time"),
    (again("parking", serial=99), "“parking”: “"),
    (again("parking", id=OTHER_ID), "The numbers of “parking”: “1” comes twice."),
    (put("minutes", text="e\u0301"), "Line 1 of “minutes”: “text” has to be a text of 1 to 4000"),
    (put("minutes", speaker=OTHER_ID), "Line 1 of “minutes” names somebody who is not in this file."),
    (put("minutes", phase=OTHER_ID), "Line 1 of “minutes”: this phase is not on the agenda."),
    (put("minutes", element="taxes"), "Line 1 of “minutes”: there is no box “taxes”"),
    (put("minutes", edits=-1), "Line 1 of “minutes”: “edits” has to be a whole number from 0"),
    (again("minutes", edits=9), "“minutes”: “"),
    (put("cards", kind="party"), "Card 1: “kind” has to be one of"),
    (put("cards", element="taxes"), "Card 1: there is no box “taxes”"),
    (put("cards", own=True), "Card 1: the field “own” is not known."),
    (put("cards", say="a\0b"), "Card 1: “say” has to be a text"),
    (again("cards", say="Other"), "“cards”: “discuss” comes twice."),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_what_is_wrong_is_named(file: File, change: Callable[[File], object], sentence: str) -> None:
    change(file)
    assert sentence in told_of(file)


@pytest.mark.parametrize("part", ["turns", "remarks", "parking", "minutes"])
def test_more_than_any_canvas_needs_is_refused(file: File, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_ids, "ENTRIES_LIMIT", 6)
    file[part] = (file[part] * 3)[:7]
    assert f"“{part}” has 7 entries; at most 6 are allowed." in told_of(file)


@pytest.mark.parametrize("part", NEW_PARTS)
def test_a_file_of_the_first_version_has_none_of_the_new_parts(part: str) -> None:
    file = {**json.loads(FIRST.read_bytes()), part: []}
    assert told_of(file) == f"The file: the field “{part}” is not known."


def test_a_file_of_the_first_version_has_none_of_the_new_fields() -> None:
    for where in ("canvas", "workshop"):
        file = json.loads(FIRST.read_bytes())
        file[where].update({"canvas": {"session": ""}, "workshop": {"due_at": 0}}[where])
        assert "is not known." in told_of(file)
    file = json.loads(FIRST.read_bytes())
    file["notes"][0]["said"] = ""
    assert told_of(file) == "Entry 1 of “notes”: the field “said” is not known."


def test_a_file_of_this_version_has_all_of_the_new_parts(file: File) -> None:
    for part in NEW_PARTS:
        without = {name: value for name, value in file.items() if name != part}
        assert told_of(without) == f"The file: “{part}” is missing."


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be set here")
@pytest.mark.parametrize("zone", ["Etc/GMT-14", "Etc/GMT+12"])
def test_the_last_time_a_file_may_name_is_told_everywhere_in_the_world(
    monkeypatch: pytest.MonkeyPatch, file: File, zone: str
) -> None:
    file["minutes"][0]["at"] = LAST_TIME
    (line,) = [
        line
        for line in read_cmc(examples.sealed_again(file), builders.TEMPLATES).canvas.all(Minute)
        if line.at == LAST_TIME
    ]
    with monkeypatch.context() as here:
        here.setenv("TZ", zone)
        time.tzset()
        told = moment(line.at)
    time.tzset()
    assert told.startswith("9999-12-")
