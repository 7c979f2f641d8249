"""`templates`, `new`, `list`, `show`, `search`."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import builders
from commands import Command

from cmc_desktop.model.domain.changes import MarkNoneIdentified
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series


def opened(data: Path) -> Library:
    return Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())


def test_the_templates_are_listed_with_their_keys(cmc: Command) -> None:
    result = cmc("templates")
    assert result.status == 0
    assert [line.split()[0] for line in result.out.splitlines()] == list(builders.TEMPLATES)


def test_new_prints_the_id_alone_on_the_last_line(cmc: Command, data: Path) -> None:
    result = cmc("new", "Market hall", "--template", "business-model-canvas", "--city", "Oslo")
    with closing(opened(data)) as library:
        (listed,) = library.listed()
    assert result.last_line == listed.head.id
    assert (listed.head.title, listed.head.city, listed.head.template) == (
        "Market hall",
        "Oslo",
        "business-model-canvas",
    )


def test_an_unknown_template_is_told_with_those_there_are(cmc: Command) -> None:
    result = cmc("new", "Market hall", "--template", "nonsense")
    assert (result.status, result.out) == (1, "")
    assert "There is no template “nonsense”." in result.err
    assert "city-model-canvas" in result.err


def test_list_as_json_has_the_promised_keys(cmc: Command, canvas: str) -> None:
    cmc("note", "add", canvas, "value", "x")
    result = cmc("list", "--json")
    (item,) = json.loads(result.out)
    assert result.out == json.dumps([item], ensure_ascii=False, separators=(",", ":")) + "\n"
    changed = datetime.fromisoformat(item.pop("changed"))
    assert changed.tzinfo is not None
    assert item == {
        "id": canvas,
        "title": "Night bus",
        "city": "Port Alder",
        "template": "city-model-canvas",
        "state": "draft",
        "version": 1,
        "notes": 1,
    }


def test_list_in_plain_text_has_a_line_for_each_canvas(cmc: Command, canvas: str) -> None:
    cmc("new", "Market hall")
    lines = cmc("list").out.splitlines()
    assert len(lines) == 2
    (line,) = (line for line in lines if line.startswith(canvas))
    assert "Night bus · Port Alder, draft, 0 notes" in line


def test_the_session_of_a_series_is_told_and_found_by_its_name(cmc: Command, canvas: str, data: Path) -> None:
    with closing(opened(data)) as library:
        second = Series(library).next_session(canvas, "Second go")
    (line,) = (line for line in cmc("list").out.splitlines() if line.startswith(second))
    assert "Night bus · Port Alder, Second go · version 2, draft, 0 notes" in line
    assert {item["id"]: item.get("session") for item in json.loads(cmc("list", "--json").out)} == {
        canvas: None,
        second: "Second go",
    }
    assert cmc("show", second).out.splitlines()[1] == "Second go · version 2"
    assert json.loads(cmc("show", second, "--json").out)["session"] == "Second go"
    (hit,) = json.loads(cmc("search", "second", "--json").out)
    assert (hit["id"], hit["session"]) == (second, "Second go")


def test_looking_makes_no_library(cmc: Command, data: Path) -> None:
    assert cmc("list", "--json").out == "[]\n"
    assert cmc("search", "bus", "--json").out == "[]\n"
    assert cmc("list").status == 0
    assert cmc("show", "nothing").status == 1
    assert not (data / "library.cmcdb").exists()


def test_show_as_json_has_the_promised_keys(cmc: Command, canvas: str) -> None:
    note = cmc("note", "add", canvas, "value", "A bus").out.strip()
    result = cmc("show", canvas, "--json")
    found = json.loads(result.out)
    assert result.out == json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert list(found) == ["id", "title", "template", "state", "content_hash", "boxes"]
    assert (found["id"], found["title"], found["template"], found["state"]) == (
        canvas,
        "Night bus",
        "city-model-canvas",
        "draft",
    )
    assert [box["number"] for box in found["boxes"]] == list(range(1, 15))
    assert found["boxes"][1] == {
        "key": "value",
        "number": 2,
        "name": "Value proposition",
        "state": "worked_on",
        "notes": [{"id": note, "text": "A bus"}],
    }


def test_show_tells_how_far_each_box_has_come(cmc: Command, canvas: str, data: Path) -> None:
    def states() -> dict[str, str]:
        boxes = json.loads(cmc("show", canvas, "--json").out)["boxes"]
        return {box["key"]: box["state"] for box in boxes if box["key"] in ("value", "costs", "revenue")}

    cmc("note", "add", canvas, "value", "A bus")
    with closing(opened(data)) as library:
        session = library.session(canvas)
        session.do(MarkNoneIdentified("costs"))
        assert states() == {"value": "worked_on", "costs": "none_identified", "revenue": "untouched"}
        builders.add_people(session)
        builders.bring_to(session, "consensus")
        builders.everyone_satisfied(session)
    assert states() == {"value": "agreed", "costs": "none_identified", "revenue": "untouched"}


def test_the_content_hash_follows_the_words(cmc: Command, canvas: str, data: Path) -> None:
    before = json.loads(cmc("show", canvas, "--json").out)["content_hash"]
    cmc("note", "add", canvas, "value", "A bus")
    after = json.loads(cmc("show", canvas, "--json").out)["content_hash"]
    assert before != after
    with closing(opened(data)) as library:
        assert library.session(canvas).canvas.content.hash == after


def test_show_in_plain_text_has_every_box_and_note_with_its_id(cmc: Command, canvas: str) -> None:
    note = cmc("note", "add", canvas, "value", "A bus\nevery 20 minutes").out.strip()
    out = cmc("show", canvas).out
    assert f"  {note}  A bus\n{' ' * 40}every 20 minutes\n" in out
    assert all(box.label in out for box in builders.CMC.in_walk_order)
    assert "City Model Canvas, draft, 1 note\n" in out


def test_search_finds_notes_and_titles(cmc: Command, canvas: str) -> None:
    note = cmc("note", "add", canvas, "value", "Safe ways home at NIGHT").out.strip()
    other = cmc("new", "Market hall").last_line
    found = json.loads(cmc("search", "night", "home", "--json").out)
    hit = {"id": note, "box": "value", "text": "Safe ways home at NIGHT"}
    assert found == [{"id": canvas, "title": "Night bus", "notes": [hit]}]
    assert [item["id"] for item in json.loads(cmc("search", "market hall", "--json").out)] == [other]
    assert f"  {note}  2 Value proposition: Safe ways home" in cmc("search", "safe").out


def test_a_search_that_finds_nothing_says_so_aside(cmc: Command, canvas: str) -> None:
    result = cmc("search", "zeppelin")
    assert (result.status, result.out) == (0, "")
    assert "Nothing was found." in result.err
    assert cmc("search", "zeppelin", "--json").out == "[]\n"
