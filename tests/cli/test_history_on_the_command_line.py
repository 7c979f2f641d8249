"""`history`, `diff`, `restore` and `variant`: the past of a canvas in a script."""

from __future__ import annotations

import json
from pathlib import Path

import builders
import pytest
from commands import Command, Result

from cmc_desktop.model.domain.changes import EditNote, KeepCheckpoint, MoveNotes


@pytest.fixture
def past(canvas: str, data: Path) -> str:
    """A canvas that was kept as “council”, and changed since; its id."""
    library = builders.open_library(data.parent)
    session = library.session(canvas)
    first, second = builders.put(session, "value", "Home by night", "Quiet streets")
    session.do(KeepCheckpoint(by="Ada", name="council"))
    session.do(EditNote(first, "Home by day and night"))
    session.do(MoveNotes((second,), "costs", 0))
    library.close()
    return canvas


def test_the_history_is_listed_newest_first(cmc: Command, past: str) -> None:
    lines = cmc("history", past).out.splitlines()
    assert lines[0].startswith("now ")
    assert "2 notes, 2 changes" in lines[0]
    assert "council (kept as “council”)" in lines[1]
    assert "by Ada" in lines[1]


def test_the_history_as_json_names_parents_and_hashes(cmc: Command, past: str) -> None:
    now, kept = json.loads(cmc("history", past, "--json").out)
    assert now["parents"] == [kept["point"]]
    assert (kept["name"], kept["by"], kept["why"], kept["notes"]) == ("council", "Ada", "kept", 2)
    assert now["changes"] == {"reworded": 1, "moved": 1}


def test_a_difference_marks_the_words(cmc: Command, past: str) -> None:
    result = cmc("diff", f"{past}@council", past)
    assert result.status == 0
    assert "Home by [+day and +]night" in result.out
    assert "moved from" in result.out
    assert cmc("diff", past, f"{past}@now").out == "No difference.\n"


def test_a_difference_as_json(cmc: Command, past: str) -> None:
    found = json.loads(cmc("diff", f"{past}@council", past, "--json").out)
    assert {change["kind"] for change in found} == {"reworded", "moved"}
    reworded = next(change for change in found if change["kind"] == "reworded")
    assert "".join(text for sign, text in reworded["words"] if sign != "-") == "Home by day and night"


def test_a_state_is_restored_by_its_name_or_hash(cmc: Command, past: str) -> None:
    point = json.loads(cmc("history", past, "--json").out)[1]["point"]
    assert "Restored: council." in cmc("restore", past, point[:8]).out
    assert cmc("diff", f"{past}@council", past).out == "No difference.\n"
    assert "Nothing to restore" in cmc("restore", past, "council").out


def test_a_point_there_is_not_is_told_with_those_there_are(cmc: Command, past: str) -> None:
    result = cmc("restore", past, "never")
    assert (result.status, result.out) == (1, "")
    assert "council" in result.err


def test_a_variant_is_made_and_compared(cmc: Command, past: str) -> None:
    variant = cmc("variant", past, "as it should be").last_line
    listed = {item["id"]: item.get("session") for item in json.loads(cmc("list", "--json").out)}
    assert listed == {past: "as it is", variant: "as it should be"}
    assert cmc("diff", past, variant) == Result(0, "No difference.\n", "")
    assert cmc("variant", past, "as it should be").status == 1


def test_canvases_with_other_boxes_are_not_compared(cmc: Command, past: str) -> None:
    templates = [line.split()[0] for line in cmc("templates").out.splitlines()]
    other = cmc("new", "Other", "--template", next(key for key in templates if key != "city-model-canvas")).last_line
    result = cmc("diff", past, other)
    assert result.status == 1
    assert "different boxes" in result.err


def test_too_short_a_beginning_of_a_point_says_so(cmc: Command, past: str) -> None:
    point = json.loads(cmc("history", past, "--json").out)[1]["point"]
    refused = cmc("restore", past, point[0])
    assert (refused.status, "is too short" in refused.err, point[:4] in refused.err.replace(" ", "")) == (1, True, True)
