"""`note add|edit|move|delete`, and `show`, by which the result is seen."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library


def shown(cmc: Command, canvas: str, box: str = "value") -> list[str]:
    """The texts of a box as `show --json` tells them."""
    boxes = json.loads(cmc("show", canvas, "--json").out)["boxes"]
    return [note["text"] for found in boxes if found["key"] == box for note in found["notes"]]


def test_a_note_is_added_to_a_box_given_by_key_or_by_number(cmc: Command, canvas: str) -> None:
    by_key, by_number = cmc("note", "add", canvas, "value", "By key"), cmc("note", "add", canvas, 2, "By number")
    assert (by_key.status, by_number.status, by_key.err, by_number.err) == (0, 0, "", "")
    (box,) = (box for box in json.loads(cmc("show", canvas, "--json").out)["boxes"] if box["number"] == 2)
    assert box["notes"] == [
        {"id": by_key.out.strip(), "text": "By key"},
        {"id": by_number.out.strip(), "text": "By number"},
    ]


def test_words_that_begin_with_a_dash_are_words(cmc: Command, canvas: str) -> None:
    assert cmc("note", "add", canvas, "value", "- a list line").status == 0
    assert cmc("note", "add", canvas, "value", "--", "--library").status == 0
    assert cmc("note", "add", canvas, "value", "--", "-5").status == 0
    assert shown(cmc, canvas) == ["- a list line", "--library", "-5"]


def test_lines_become_notes_and_each_id_is_printed(cmc: Command, canvas: str) -> None:
    result = cmc("note", "add", canvas, "value", "-", given="First\n\n   \nSecond\r\n  Third  ")
    assert result.status == 0
    assert shown(cmc, canvas) == ["First", "Second", "Third"]
    notes = json.loads(cmc("show", canvas, "--json").out)["boxes"][1]["notes"]
    assert result.out.split() == [note["id"] for note in notes]


def test_a_line_that_is_refused_is_told_with_its_number_and_the_others_go_on(cmc: Command, canvas: str) -> None:
    result = cmc("note", "add", canvas, "value", "-", given=f"First\n\n{'x' * 4001}\nLast\n")
    assert result.status == 1
    assert "Line 3: This note has 4001 characters" in result.err
    assert result.err.count("\n") == 1
    assert len(result.out.split()) == 2
    assert shown(cmc, canvas) == ["First", "Last"]


def test_each_line_is_a_transaction_of_its_own(cmc: Command, canvas: str, data: Path) -> None:
    cmc("note", "add", canvas, "value", "-", given="First\nSecond\nThird\n")
    with closing(sqlite3.connect(data / "library.cmcdb")) as plain:
        names = [name for (name,) in plain.execute("SELECT name FROM journal ORDER BY seq")]
    assert names == ["New", "AddNote", "AddNote", "AddNote"]


def test_an_id_is_printed_only_when_another_program_can_read_the_note(
    cmc: Command, canvas: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmc_desktop.cli import notes

    readable: list[bool] = []

    def look(note_id: str) -> None:
        with closing(sqlite3.connect(data / "library.cmcdb")) as other:
            readable.append(other.execute("SELECT count(*) FROM notes WHERE id = ?", [note_id]).fetchone() == (1,))

    monkeypatch.setattr(notes, "say", look)
    cmc("note", "add", canvas, "value", "-", given="First\nSecond\n")
    cmc("note", "add", canvas, "value", "Third")
    assert readable == [True] * 3


def test_lines_that_cannot_be_stored_are_told_from_the_first_on(cmc: Command, canvas: str, data: Path) -> None:
    with closing(sqlite3.connect(data / "library.cmcdb")) as plain:
        plain.execute(
            "CREATE TRIGGER full BEFORE INSERT ON notes WHEN new.text = 'Second' BEGIN SELECT raise(ABORT, 'x'); END"
        )
    result = cmc("note", "add", canvas, "value", "-", given="First\nSecond\nThird\n")
    assert result.status == 1
    assert result.err.startswith("Line 2 and those after it were not stored.\n")
    assert shown(cmc, canvas) == ["First"]


def test_a_box_that_holds_one_text_refuses_a_second(cmc: Command, canvas: str) -> None:
    result = cmc("note", "add", canvas, 1, "-", given="A mission\nAnother mission\n")
    assert result.status == 1
    assert "Line 2: “1 Mission statement” holds one text." in result.err
    assert shown(cmc, canvas, "mission") == ["A mission"]


def test_a_note_is_edited_moved_and_deleted(cmc: Command, canvas: str) -> None:
    first, second, third = cmc("note", "add", canvas, "value", "-", given="One\nTwo\nThree\n").out.split()
    assert cmc("note", "edit", canvas, first, "Uno").out == ""
    assert shown(cmc, canvas) == ["Uno", "Two", "Three"]
    assert cmc("note", "move", canvas, second, "costs").status == 0
    assert (shown(cmc, canvas), shown(cmc, canvas, "costs")) == (["Uno", "Three"], ["Two"])
    assert cmc("note", "delete", canvas, third).status == 0
    assert shown(cmc, canvas) == ["Uno"]


@pytest.mark.parametrize("start", range(1, 5))
@pytest.mark.parametrize("place", range(1, 6))
def test_a_moved_note_stands_at_the_place_that_was_named(cmc: Command, canvas: str, start: int, place: int) -> None:
    ids = cmc("note", "add", canvas, "value", "-", given="A\nB\nC\nD\n").out.split()
    assert cmc("note", "move", canvas, ids[start - 1], "value", place).status == 0
    moved = "ABCD"[start - 1]
    rest = [letter for letter in "ABCD" if letter != moved]
    assert shown(cmc, canvas) == [*rest[: place - 1], moved, *rest[place - 1 :]]


def test_a_place_in_another_box_counts_from_its_top(cmc: Command, canvas: str) -> None:
    (note,) = cmc("note", "add", canvas, "costs", "X").out.split()
    cmc("note", "add", canvas, "value", "-", given="A\nB\n")
    cmc("note", "move", canvas, note, "value", 2)
    assert shown(cmc, canvas) == ["A", "X", "B"]


@pytest.mark.parametrize("place", ["0", "-1", "first", "1.5", "²"])
def test_a_place_that_is_none_is_wrong_use(cmc: Command, canvas: str, place: str) -> None:
    note = cmc("note", "add", canvas, "value", "A").out.strip()
    assert cmc("note", "move", canvas, note, "value", "--", place).status == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "{canvas}", "valu", "x"], "There is no box “valu”"),
        (["add", "{canvas}", "99", "x"], "There is no box “99”"),
        (["add", "{canvas}", "value", "   "], "A note needs some words."),
        (["add", "nowhere", "value", "x"], "There is no canvas with the id nowhere"),
        (["edit", "{canvas}", "nothing", "x"], "This note is not on the board any more."),
        (["delete", "{canvas}", "nothing"], "This note is not on the board any more."),
        (["move", "{canvas}", "nothing", "value"], "This note is not on the board any more."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(cmc: Command, canvas: str, arguments: list[str], told: str) -> None:
    result = cmc("note", *(word.format(canvas=canvas) for word in arguments))
    assert result.status == 1
    assert result.out == ""
    assert told in result.err
    assert "Traceback" not in result.err


def test_a_deleted_canvas_takes_no_notes(cmc: Command, canvas: str, data: Path) -> None:
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.delete(canvas)
    result = cmc("note", "add", canvas, "value", "x")
    assert (result.status, result.out) == (1, "")
    assert "was deleted" in result.err
