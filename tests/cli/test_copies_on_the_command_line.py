"""`copy`, `merge`, and `import` of what joins."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library


class Council:
    """The moderator's library and an officer's, both worked with by commands."""

    def __init__(self, cmc: Command, canvas: str, folder: Path) -> None:
        self.cmc, self.canvas, self.folder = cmc, canvas, folder
        self.there = folder / "officer.cmcdb"
        self.notes = self.add("value", "Buses at night", "Lamps at stops")

    def add(self, box: str, *words: str, there: bool = False) -> list[str]:
        where = ("--library", self.there) if there else ()
        added = self.cmc("note", "add", self.canvas, box, "-", *where, given="\n".join(words) + "\n")
        return added.out.split()

    def give(self) -> Path:
        path = self.folder / "copy.cmc"
        assert self.cmc("copy", self.canvas, path, "--for", "Ada").status == 0
        assert self.cmc("import", path, "--library", self.there).last_line == self.canvas
        return path

    def send_back(self, name: str = "back.cmc") -> Path:
        path = self.folder / name
        assert self.cmc("copy", self.canvas, path, "--for", "Ada", "--library", self.there).status == 0
        return path


@pytest.fixture
def council(cmc: Command, canvas: str, tmp_path: Path) -> Council:
    council = Council(cmc, canvas, tmp_path)
    council.give()
    return council


def test_a_copy_is_joined_and_what_came_is_told(council: Council) -> None:
    council.add("value", "Warm shelters", there=True)
    joined = council.cmc("merge", council.send_back())
    assert joined.status == 0
    assert "1 new" in joined.out
    assert "Warm shelters" in joined.out
    assert joined.last_line == council.canvas
    assert "Warm shelters" in council.cmc("show", council.canvas).out
    again = council.cmc("merge", council.send_back())
    assert (again.status, "nothing new" in again.out) == (0, True)


def test_open_conflicts_end_with_three_and_are_told_with_their_names(council: Council) -> None:
    note = council.notes[0]
    council.cmc("note", "edit", council.canvas, note, "Trams at night")
    council.cmc("note", "edit", council.canvas, note, "Taxis at night", "--library", council.there)
    joined = council.cmc("merge", council.send_back(), "--json")
    assert joined.status == 3
    (line,) = joined.out.splitlines()
    told = json.loads(line)
    assert (told["standing"], told["counts"]["conflicts"], told["open_conflicts"]) == ("joins", 1, 1)
    assert {choice["words"] for choice in told["conflicts"][0]["choices"]} >= {"Trams at night", "Taxis at night"}
    again = council.cmc("merge", council.send_back())
    assert (again.status, "1 conflict is open" in again.out) == (3, True)


def test_what_a_copy_brings_is_told_before_conflicts_that_were_open(council: Council) -> None:
    for number, note in enumerate(council.notes):
        council.cmc("note", "edit", council.canvas, note, f"Trams {number}")
        council.cmc("note", "edit", council.canvas, note, f"Taxis {number}", "--library", council.there)
    council.cmc("merge", council.send_back())
    council.cmc("note", "edit", council.canvas, council.notes[1], "Night trains", "--library", council.there)
    joined = council.cmc("merge", council.send_back())
    assert "2 conflicts were open before, of which this copy changes 1" in joined.out + joined.err
    changed, older = [line for line in joined.out.splitlines() if line.startswith("  conflict")]
    assert "(reworded on both sides; open before, changed by this copy)" in changed
    assert "Night trains" in changed
    assert "(reworded on both sides; open before)" in older


def test_many_notes_going_are_named_and_agreed_to(council: Council) -> None:
    for note in council.notes:
        council.cmc("note", "delete", council.canvas, note, "--library", council.there)
    path = council.send_back()
    refused = council.cmc("merge", path)
    assert refused.status == 1
    assert "--agree" in refused.err
    assert "Lamps at stops" in refused.err
    assert "Lamps at stops" in council.cmc("show", council.canvas).out
    assert council.cmc("merge", path, "--agree").status == 0
    assert "Lamps at stops" not in council.cmc("show", council.canvas).out


def test_several_files_are_joined_in_turn_and_a_bad_one_is_told(council: Council, tmp_path: Path) -> None:
    council.add("value", "Warm shelters", there=True)
    good = council.send_back()
    bad = tmp_path / "bad.cmc"
    bad.write_text("{", encoding="utf-8")
    both = council.cmc("merge", bad, good)
    assert both.status == 1
    assert "bad.cmc" in both.err
    assert "back.cmc: Joined" in both.out
    assert "Warm shelters" in council.cmc("show", council.canvas).out


def test_importing_what_joins_points_to_merge_and_separate_opens_it(council: Council) -> None:
    council.add("value", "Warm shelters", there=True)
    path = council.send_back()
    refused = council.cmc("import", path)
    assert (refused.status, refused.out) == (1, "")
    assert "merge" in refused.err
    assert "--separate" in refused.err
    apart = council.cmc("import", path, "--separate")
    assert apart.status == 0
    assert apart.last_line != council.canvas


def test_an_exported_canvas_file_can_be_brought_back(council: Council, tmp_path: Path) -> None:
    mailed, there = tmp_path / "mailed.cmc", tmp_path / "third.cmcdb"
    assert council.cmc("export", council.canvas, mailed).status == 0
    council.cmc("import", mailed, "--library", there)
    council.cmc("note", "add", council.canvas, "value", "Benches", "--library", there)
    back = tmp_path / "mailed back.cmc"
    assert council.cmc("export", council.canvas, back, "--library", there).status == 0
    assert council.cmc("merge", back).status == 0
    assert "Benches" in council.cmc("show", council.canvas).out


def test_what_is_exported_without_names_tells_nobody_who_took_copies(council: Council, tmp_path: Path) -> None:
    path = tmp_path / "nobody.cmc"
    assert council.cmc("export", council.canvas, path, "--roles-only").status == 0
    told = json.loads(path.read_bytes())
    assert (told["checkpoint"], told["checkpoints"], told["conflicts"]) == ("", [], [])


def test_a_copy_is_called_cmc_and_goes_to_a_canvas_that_is_there(council: Council, tmp_path: Path) -> None:
    assert council.cmc("copy", council.canvas, tmp_path / "copy.pdf").status == 1
    assert council.cmc("merge", council.folder / "copy.cmc", "--into", "nobody").status == 1


def test_a_folder_that_is_called_like_a_copy_is_called_a_folder(council: Council) -> None:
    folder = council.folder / "copies.cmc"
    folder.mkdir()
    refused = council.cmc("copy", council.canvas, folder)
    assert (refused.status, refused.out) == (1, "")
    assert "is a folder, not a file. Nothing was written." in refused.err
    assert "Bring it back" not in refused.err


def test_a_canvas_to_join_into_that_has_no_id_is_refused(council: Council) -> None:
    council.add("costs", "From the officer", there=True)
    refused = council.cmc("merge", council.send_back(), "--into", "")
    assert (refused.status, refused.out) == (1, "")
    assert "Nothing was joined." in refused.err
    assert "From the officer" not in council.cmc("show", council.canvas).out


def test_a_file_with_what_was_not_brought_back_yet_is_not_written_over(council: Council) -> None:
    council.add("value", "Warm shelters", there=True)
    back = council.send_back()
    before = back.read_bytes()
    refused = council.cmc("copy", council.canvas, back)
    assert (refused.status, "--replace" in refused.err) == (1, True)
    assert back.read_bytes() == before
    council.cmc("merge", back)
    assert council.cmc("copy", council.canvas, back).status == 0, "all of it is in the library now"
    back.write_text("a shopping list")
    assert council.cmc("copy", council.canvas, back).status == 1
    assert council.cmc("copy", council.canvas, back, "--replace").status == 0


def test_a_file_that_is_not_there_is_told_as_such(council: Council) -> None:
    for name in ("no such folder", "nofile.cmc"):
        told = council.cmc("merge", council.folder / name)
        assert told.status == 1
        assert "There is no file or folder" in told.err
        assert "Nothing was joined." in told.err


def test_a_phase_that_lets_nothing_in_says_what_to_do(council: Council, data: Path) -> None:
    council.add("value", "Warm shelters", there=True)
    back = council.send_back()
    with closing(Library.open(data / "library.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        builders.bring_to(library.session(council.canvas), "break")
    refused = council.cmc("merge", back)
    assert refused.status == 1
    assert "Nothing was joined. End the phase first" in refused.err
    assert "Warm shelters" not in council.cmc("show", council.canvas).out


def test_a_folder_of_copies_says_what_was_not_looked_into_and_ends_with_one(council: Council, tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    stick.mkdir()
    elsewhere.mkdir()
    council.add("value", "Warm shelters", there=True)
    council.send_back("stick/back.cmc")
    assert council.cmc("merge", stick).status == 0
    (stick / "server").symlink_to(elsewhere, target_is_directory=True)
    passed = council.cmc("merge", stick, "--json")
    assert passed.status == 1
    assert "server: This is a link" in passed.err
    assert [json.loads(line)["standing"] for line in passed.out.splitlines()] == ["nothing new", "not looked at"]
    taken = council.cmc("import", stick)
    assert (taken.status, "Not looked into (1)" in taken.out) == (1, True)


def test_a_folder_without_a_canvas_file_says_what_is_safe_and_what_to_do(council: Council, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = council.cmc("merge", tmp_path / "empty")
    assert told.status == 1
    assert "There is no canvas file (.cmc) there. Nothing was joined. Name the file" in told.err


def test_the_name_of_a_file_writes_no_line_of_its_own(council: Council, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    for name in ("evil\nback.cmc: Joined.cmc", "evil\N{RIGHT-TO-LEFT OVERRIDE}cmc.cmc"):
        (odd / name).write_text("{", encoding="utf-8")
    told = council.cmc("merge", odd)
    assert [line.split(": ")[0] for line in told.err.splitlines()] == ["evil[U+000A]back.cmc", "evil[U+202E]cmc.cmc"]
    gone = council.cmc("merge", odd / "not\nthere.cmc").err + council.cmc("import", odd / "not\nthere.cmc").err
    assert gone.count("not[U+000A]there.cmc") == len(gone.splitlines()) == 2
    written = council.cmc("export", council.canvas, odd / "no\nwhere" / "a.pdf").err
    written += council.cmc("--library", odd / "no\nwhere" / "a.cmcdb", "list").err
    assert written.count("no[U+000A]where") == len(written.splitlines()) == 2


def test_a_refused_file_has_its_line_of_json_too(council: Council, tmp_path: Path) -> None:
    bad = tmp_path / "bad.cmc"
    bad.write_text("{", encoding="utf-8")
    council.add("value", "Warm shelters", there=True)
    good = council.send_back()
    both = council.cmc("merge", bad, good, "--json")
    assert both.status == 1
    refused, joined = map(json.loads, both.out.splitlines())
    assert (refused["file"], refused["standing"]) == ("bad.cmc", "refused")
    assert "damaged" in refused["told"]
    assert refused["told"] in both.err
    assert (joined["file"], joined["standing"]) == ("back.cmc", "joins")


def test_a_conflict_about_a_note_that_somebody_deleted_says_so(council: Council) -> None:
    note = council.notes[0]
    council.cmc("note", "edit", council.canvas, note, "Trams at night")
    council.cmc("note", "delete", council.canvas, note, "--library", council.there)
    path = council.folder / "back.cmc"
    council.cmc("copy", council.canvas, path, "--for", "Olli", "--library", council.there)
    joined = council.cmc("merge", path)
    assert joined.status == 3
    (line,) = [line for line in joined.out.splitlines() if line.startswith("  conflict")]
    assert line.endswith("(deleted on one side, changed on the other): Trams at night | Olli deleted it")
    (conflict,) = json.loads(council.cmc("show", council.canvas, "--json").out)["conflicts"]
    assert [one.get("deletes", False) for one in conflict["choices"]] == [False, True]


def test_open_conflicts_are_shown_with_both_wordings_and_counted_in_the_list(council: Council) -> None:
    note = council.notes[0]
    council.cmc("note", "edit", council.canvas, note, "Trams at night")
    council.cmc("note", "edit", council.canvas, note, "Taxis\nat night", "--library", council.there)
    council.cmc("new", "Another")
    before = council.cmc("show", council.canvas)
    assert "conflict" not in before.out
    assert "conflict" not in council.cmc("show", council.canvas, "--json").out
    council.cmc("merge", council.send_back())
    shown = council.cmc("show", council.canvas).out
    assert "1 conflict between copies is open" in shown
    (line,) = [line for line in shown.splitlines() if line.startswith("  conflict")]
    assert "Trams at night" in line
    assert "Ada: Taxis / at night" in line
    told = json.loads(council.cmc("show", council.canvas, "--json").out)
    assert [choice["words"] for choice in told["conflicts"][0]["choices"]].count("Trams at night") == 1
    listed = json.loads(council.cmc("list", "--json").out)
    assert {one["id"]: one.get("open_conflicts") for one in listed}[council.canvas] == 1
    assert sum("open_conflicts" in one for one in listed) == 1
    (line,) = [line for line in council.cmc("list").out.splitlines() if "conflict" in line]
    assert line.startswith(council.canvas)


def test_a_title_that_would_turn_what_is_told_is_told_by_its_codes_and_stays(cmc: Command, tmp_path: Path) -> None:
    title = "\u202eevil"
    canvas = cmc("new", title).last_line
    copy = tmp_path / "copy.cmc"
    assert cmc("copy", canvas, copy, "--for", title).status == 0
    cmc("note", "add", canvas, "value", "Buses at night")
    refused = cmc("import", copy).err
    told = refused + cmc("merge", copy).out + cmc("import", copy, "--separate").out + cmc("history", canvas).out
    assert "\u202e" not in told
    assert told.count("[U+202E]evil") >= 3
    assert f"{title} (copy)" in cmc("list").out
