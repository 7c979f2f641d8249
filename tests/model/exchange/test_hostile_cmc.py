"""A `.cmc` file in which one thing is wrong is refused by a sentence that names the thing and its place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import builders
import cmc_examples as examples
import pytest

from cmc_desktop.model.domain.changes import AddNotes
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.revision import canonical
from cmc_desktop.model.exchange.cmc_reader import read_cmc

File = dict[str, Any]
OTHER_ID = "0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f"


@pytest.fixture(scope="module")
def original() -> File:
    return examples.file_of(examples.signed_canvas())


@pytest.fixture
def file(original: File) -> File:
    """A signed file, parsed, for the test to spoil."""
    return copy.deepcopy(original)


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as refused:
        read_cmc(data, builders.TEMPLATES)
    return refused.value.happened


def box(file: File, key: str) -> Any:
    return next(box for box in file["content"]["boxes"] if box["key"] == key)


def note(file: File, key: str, number: int) -> Any:
    return box(file, key)["notes"][number - 1]


def set_note(key: str, number: int, **values: Any) -> Callable[[File], object]:
    return lambda file: note(file, key, number).update(values)


def put(*path: Any) -> Callable[[File], object]:
    """Set the value at the path; the last one given is the value."""

    def change(file: Any) -> None:
        *steps, last, value = path
        for step in steps:
            file = file[step]
        file[last] = value

    return change


def drop(*path: Any) -> Callable[[File], object]:
    def change(file: Any) -> None:
        for step in path[:-1]:
            file = file[step]
        del file[path[-1]]

    return change


def add_notes(count: int) -> Callable[[File], object]:
    def change(file: File) -> None:
        box(file, "costs")["notes"] += [{"id": OTHER_ID, "tags": [], "text": "x"}] * count

    return change


def second_mission(file: File) -> None:
    box(file, "mission")["notes"] *= 2


def same_note_twice(file: File) -> None:
    box(file, "value")["notes"][1]["id"] = box(file, "costs")["notes"][0]["id"]


def swap_notes(file: File) -> None:
    box(file, "costs")["notes"].reverse()


def swap_boxes(file: File) -> None:
    file["content"]["boxes"].reverse()


def deleted_note(file: File) -> Any:
    return next(note for note in file["notes"] if note["deleted"])


def live_note(file: File) -> Any:
    return next(note for note in file["notes"] if not note["deleted"])


WRONG: list[tuple[str, Callable[[File], object], str]] = [
    ("another format", put("format", "xyz"), "its “format” is not “cmc”"),
    ("no format", drop("format"), "its “format” is not “cmc”"),
    ("newer major", put("format_version", [2, 0]), "newer than the app (format 2.0)"),
    ("major zero", put("format_version", [0, 9]), "no format version 0.9"),
    ("version as text", put("format_version", "1.0"), "two whole numbers"),
    ("version as truth", put("format_version", [True, 0]), "two whole numbers"),
    ("unknown field", put("colour", "red"), "The file: the field “colour” is not known."),
    ("unknown deep field", put("people", 0, "email", "a@b"), "Person 1: the field “email” is not known."),
    ("missing part", drop("agenda"), "The file: “agenda” is missing."),
    ("missing field", drop("people", 1, "role"), "Person 2: “role” is missing."),
    ("part of the wrong kind", put("people", {}), "The file: “people” has to be a list."),
    ("entry of the wrong kind", put("people", 0, "Ada"), "Person 1 has to be an object"),
    ("no uuid", put("canvas", "id", "../../etc/passwd"), "The head of the canvas: “id” has to be an id"),
    ("uuid in capitals", put("canvas", "id", OTHER_ID.upper()), "The head of the canvas: “id” has to be an id"),
    ("truth for a number", put("canvas", "version", True), "“version” has to be a whole number from 1"),
    ("number for truth", put("people", 0, "counts", 1), "Person 1: “counts” has to be true or false."),
    ("negative time", put("canvas", "created_at", -1), "“created_at” has to be a time"),
    ("time no calendar has", put("canvas", "created_at", 2**52), "“created_at” has to be a time"),
    ("no title", put("canvas", "title", ""), "“title” has to be one line of 1 to 300"),
    ("title of two lines", put("canvas", "title", "a\nb"), "“title” has to be one line"),
    ("title elsewhere", put("canvas", "title", "Another"), "its content differ in “title”"),
    ("unknown template", put("canvas", "template", "my-canvas"), "the template “my-canvas”, which this app does not"),
    ("newer template", put("canvas", "template_version", 2), "a newer “city-model-canvas” than this app has"),
    ("content of another format", put("content", "format", "cmc-content/2"), "unknown format “cmc-content/2”"),
    ("unknown field in content", put("content", "notes", []), "The content: the field “notes” is not known."),
    ("unknown box", put("content", "boxes", 8, "key", "taxes"), "There is no box “taxes” on this canvas"),
    ("missing box", drop("content", "boxes", 3), "The box “buyin” is missing"),
    ("boxes out of order", swap_boxes, "not in the order of the template"),
    ("two missions", second_mission, "The box “mission” holds one text, but this file has 2 for it."),
    ("too many notes", add_notes(20_001), "notes; a canvas holds at most 20000."),
    ("note too long", set_note("costs", 2, text="x" * 4001), "Note 2 in box “costs” has 4001 characters"),
    ("note without words", set_note("costs", 2, text=""), "Note 2 in box “costs” has no words."),
    ("note with NUL", set_note("costs", 2, text="a\0b"), "Note 2 in box “costs” holds characters"),
    ("note not composed", set_note("costs", 2, text="e\u0301"), "Note 2 in box “costs” holds characters"),
    ("note with outer space", set_note("costs", 2, text=" a"), "Note 2 in box “costs” holds characters"),
    ("note as number", set_note("costs", 2, text=7), "Note 2 in box “costs”: “text” has to be a text"),
    ("note without id", lambda file: note(file, "costs", 1).pop("id"), "Note 1 in box “costs”: “id” is missing."),
    ("tag as number", set_note("costs", 1, tags=[1]), "Note 1 in box “costs”: a tag has to be one line"),
    ("51 tags", set_note("costs", 1, tags=["t"] * 51), "Note 1 in box “costs” has 51 tags"),
    ("one note in two boxes", same_note_twice, "comes twice"),
    ("order against ranks", swap_notes, "“order”: Note 2 in box “costs” stands before the note above it."),
    ("rank for nobody", put("order", OTHER_ID, "a0"), f"“order”: there is no note {OTHER_ID}."),
    (
        "no rank",
        lambda file: file["order"].pop(note(file, "costs", 2)["id"]),
        "“order”: Note 2 in box “costs” has no rank.",
    ),
    (
        "rank that is none",
        lambda file: file["order"].update({note(file, "costs", 2)["id"]: "zz"}),
        "the rank of “Note 2 in box “costs”” has to be a rank",
    ),
    (
        "rank with nothing below",
        lambda file: file["order"].update({note(file, "costs", 1)["id"]: "A" + "0" * 26}),
        "the rank of “Note 1 in box “costs”” has to be a rank",
    ),
    (
        "rank without end",
        lambda file: file["order"].update({note(file, "costs", 2)["id"]: "a1" + "z" * 2000}),
        "the rank of “Note 2 in box “costs”” has to be a rank",
    ),
    ("note without its entry", lambda file: file["notes"].remove(live_note(file)), "“notes” says nothing about"),
    ("entry without a note", lambda file: live_note(file).update(id=OTHER_ID), "this note is not in the content"),
    ("entry twice", lambda file: file["notes"].append(live_note(file)), "comes twice"),
    (
        "deleted and there",
        lambda file: deleted_note(file).update(id=live_note(file)["id"]),
        "a deleted note stands in the content",
    ),
    ("deleted from nowhere", lambda file: deleted_note(file).update(box="taxes"), "there is no box “taxes”"),
    ("unknown phase", lambda file: live_note(file).update(phase="party"), "“phase” has to be an id such as"),
    ("mark of an unknown box", put("marks", "taxes", {"at": 0, "by": ""}), "“marks”: there is no box “taxes”"),
    ("mark that content denies", put("marks", "costs", {"at": 0, "by": ""}), "the content does not say"),
    ("mark left out", put("marks", {}), "“marks” says nothing about the box “social_risks”"),
    ("person of no capacity", put("people", 0, "capacity", "king"), "Person 1: “capacity” has to be one of: “mod"),
    ("person twice", lambda file: file["people"].append(file["people"][0]), "“people”: “"),
    (
        "people in one place",
        lambda file: file["people"][1].update(rank=file["people"][0]["rank"]),
        "The ranks of “people”: “a0” comes twice.",
    ),
    ("phase of no length", put("agenda", 0, "minutes", 0), "Phase 1 of the agenda: “minutes” has to be a whole number"),
    ("phase of unknown kind", put("agenda", 0, "kind", "party"), "Phase 1 of the agenda: “kind” has to be one of"),
    ("run of no phase", put("phase_runs", 0, "id", OTHER_ID), "Entry 1 of “phase_runs”: this phase is not on the"),
    ("nowhere in the agenda", put("workshop", "current", OTHER_ID), "the current phase is not on the agenda"),
    ("running without a phase", put("workshop", "current", ""), "its current phase is not on the agenda"),
    ("looking at nothing", put("workshop", "element", "taxes"), "“workshop”: there is no box “taxes”"),
    ("answer of a stranger", put("answers", 0, "person", OTHER_ID), "Answer 1 is of somebody who is not in this file."),
    ("answer to lost words", put("answers", 1, "content_hash", "0" * 64), "Answer 2 is to words that are not in"),
    ("answer of unknown kind", put("answers", 0, "kind", "maybe"), "Answer 1: “kind” has to be one of: “satisfied”"),
    ("answer twice", lambda file: file["answers"].append(file["answers"][0]), "“answers”: “"),
    ("signed without agreement", lambda file: file["answers"].pop(), "not everyone who counts is satisfied"),
    ("signed for other words", put("sign_off", "content_hash", "0" * 64), "its sign-off is for other words"),
    ("sign-off as truth", put("sign_off", True), "“sign_off” has to be an object"),
    ("revision reworded", put("revisions", 0, "content", "title", "X"), "revision 1 does not have its hash"),
    ("revision twice", lambda file: file["revisions"].append(file["revisions"][0]), "“revisions”: “"),
    ("parents that are none", put("revisions", 0, "parents", ["abc"]), "Revision 1: each of at most 50 parents"),
    (
        "bad note in a revision",
        put("revisions", 1, "content", "boxes", 1, "notes", 0, "text", ""),
        "Revision 2: Note 1 in box “value” has no words.",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_wrong_is_named(file: File, change: Callable[[File], object], sentence: str) -> None:
    change(file)
    told = refusal(examples.sealed_again(file, content=False))
    assert sentence in told
    assert told.endswith(".")
    assert told.isprintable()
    assert told[0].isupper() or told[0] == "“"


def test_the_file_that_the_others_spoil_is_sound_itself(file: File) -> None:
    canvas = read_cmc(examples.sealed_again(file), builders.TEMPLATES).canvas
    assert canvas.sign_off is not None


@pytest.mark.parametrize(
    "change",
    [
        set_note("costs", 1, text="Buses: 38"),
        set_note("costs", 1, tags=[]),
        put("people", 0, "name", "Eve"),
        put("answers", 3, "words", "none"),
        put("canvas", "created_at", 1),
        put("app", "another app"),
        put("file_hash", "0" * 64),
    ],
)
def test_a_changed_word_is_noticed(file: File, change: Callable[[File], object]) -> None:
    change(file)
    assert "changed after it was written" in refusal(canonical(file).encode())


def test_new_words_under_a_new_content_hash_do_not_keep_the_sign_off(file: File) -> None:
    note(file, "costs", 1)["text"] = "Buses: 38"
    assert "changed after it was written" in refusal(examples.sealed_again(file))


def test_words_without_their_content_hash_are_refused_in_an_unsigned_file_too(file: File) -> None:
    file.update(sign_off=None, answers=[])
    note(file, "costs", 1)["text"] = "Buses: 38"
    assert "does not have its content hash" in refusal(examples.sealed_again(file, content=False))


def test_notes_of_the_same_rank_are_ordered_by_their_ids(file: File) -> None:
    first, second = sorted(note["id"] for note in box(file, "costs")["notes"])
    for entry in box(file, "costs")["notes"]:
        file["order"][entry["id"]] = "a0"
    box(file, "costs")["notes"].sort(key=lambda entry: entry["id"])
    file.update(sign_off=None, answers=[])
    canvas = read_cmc(examples.sealed_again(file), builders.TEMPLATES).canvas
    assert [note.id for note in canvas.notes_in("costs")] == [first, second]
    examples.do(canvas, AddNotes("costs", ("Between", "the two"), row=1))
    assert [note.text for note in canvas.notes_in("costs")][2:] == ["Between", "the two"]
