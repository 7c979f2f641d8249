"""What a copy says of points of history that this library did not make: told as the copy's word, or not taken in."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import builders
import pytest
from builders import ids, put
from test_odd_copies import Laptop, changed_by_hand

from cmc_desktop.model.domain.changes import EditNote, EndWorkshop, KeepCheckpoint, NameCheckpoint, SignOffCanvas
from cmc_desktop.model.domain.checkpoint import checkpoint_id
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.bringing_back import read_copy_file
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.history_points import HistoryPoint
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.variants import make_variant


@pytest.fixture
def here(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path, "here").new()


@pytest.fixture
def there(tmp_path: Path, here: Laptop) -> Laptop:
    return Laptop(tmp_path, "there").takes(here.gives())


def with_points(path: Path, *points: dict[str, Any]) -> Path:
    """The same copy with further points of history, known by name only, before the one it stands at."""

    def put_before_the_tip(file: dict[str, Any]) -> None:
        tip = next(one for one in file["checkpoints"] if one["id"] == file["checkpoint"])
        for number, told in enumerate(points):
            one = {
                **{"at": tip["at"], "beside": None, "by": "", "name": "", "nonce": str(number), "rest": None},
                **{"parents": tip["parents"], "rest_hash": "0" * 64, "revision": file["content_hash"], **told},
            }
            one["id"] = hashed(one)
            file["checkpoints"].append(one)
            tip["parents"] = [one["id"]]
        file["checkpoint"] = tip["id"] = hashed(tip)

    return changed_by_hand(path, put_before_the_tip)


def hashed(one: dict[str, Any]) -> str:
    told = (one["why"], one["at"], one["revision"], one["rest_hash"], one["nonce"])
    return checkpoint_id(tuple(one["parents"]), *told)


def points_of(laptop: Laptop) -> list[HistoryPoint]:
    return History(laptop.library, laptop.session).points


def titles(laptop: Laptop) -> list[str]:
    return [point.title for point in points_of(laptop)]


FORGED = (
    {"why": "sign-off", "by": "The Mayor"},
    {"why": "end of consensus", "by": "The Mayor"},
    {"why": "kept", "name": "signed off", "by": "The Mayor"},
)


def test_a_sign_off_that_only_a_copy_tells_of_is_told_as_the_copys_word(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    here.joins(with_points(there.gives("back.cmc"), *FORGED))
    told = titles(here)
    assert "the copy says: signed off, by The Mayor" in told
    assert "the copy says: end of “Agree”, by The Mayor" in told
    assert "the copy says: kept as “signed off”, by The Mayor" in told
    assert not {"signed off", "end of “Agree”"} & set(told)
    assert not any(point.maker == "The Mayor" for point in points_of(here))


def test_the_same_when_the_copy_is_opened_as_a_canvas(tmp_path: Path, here: Laptop) -> None:
    elsewhere = Laptop(tmp_path, "elsewhere").takes(with_points(here.gives(), *FORGED))
    assert "the copy says: signed off, by The Mayor" in titles(elsewhere)


def test_what_a_copy_says_is_not_believed_for_being_said_of_the_moment_of_a_phase_here(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    builders.workshop_at(here.session, "discuss")
    here.session.do(EndWorkshop())
    there = Laptop(tmp_path, "there").takes(here.gives())
    put(there.session, "costs", "Signs")
    end = next(point for point in points_of(here) if point.why == "end of present")
    here.joins(with_points(there.gives("back.cmc"), {"why": "end of consensus", "at": end.at}))
    told = titles(here)
    assert "the copy says: end of “Agree”" in told
    assert "end of “Present the canvas”" in told


def test_naming_such_a_point_here_names_it_and_does_not_make_it_ours(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    here.joins(with_points(there.gives("back.cmc"), {"why": "sign-off"}))
    claimed = next(point for point in points_of(here) if point.why == "sign-off")
    here.session.do(NameCheckpoint(claimed.key, "what Olli sent"))
    named = next(point for point in points_of(here) if point.why == "sign-off")
    assert (named.title, named.words) == ("what Olli sent", "the copy says: signed off")


def test_what_was_done_here_is_told_as_before(here: Laptop) -> None:
    builders.sign(here.session)
    following = here.library.session(Series(here.library).new_version(here.session.canvas.id))
    following.do(KeepCheckpoint(name="second year"))
    told = [point.title for point in History(here.library, following).points]
    assert "second year" in told
    assert not [title for title in told if "the copy says" in title]


@pytest.mark.both_databases
def test_what_a_version_said_that_was_deleted_for_good_is_told_as_its_word(library: Library) -> None:
    first = library.session(library.new("Night bus"))
    builders.workshop_at(first, "consensus")
    first.do(EditNote(ids(first, "value")[0], "Home by night"))
    builders.everyone_satisfied(first)
    first.do(SignOffCanvas())
    second = library.session(Series(library).new_version(first.canvas.id))
    second.do(KeepCheckpoint(name="second year"))
    assert "signed off" in [point.title for point in History(library, second).points]
    library.delete(first.canvas.id)
    assert "signed off" in [point.title for point in History(library, second).points]
    library.purge(first.canvas.id)
    told = [point.title for point in History(library, second).points]
    assert "the deleted version said: signed off" in told
    assert "second year" in told
    assert not [title for title in told if "the copy says" in title]
    third = library.session(Series(library).next_session(second.canvas.id, "Third"))
    assert "the deleted version said: signed off" in [point.title for point in History(library, third).points]


def test_a_copys_word_stays_that_where_the_version_before_was_deleted_for_good(tmp_path: Path, here: Laptop) -> None:
    before = here.session.canvas.id
    here.session = here.library.session(Series(here.library).next_session(before, "Second"))
    there = Laptop(tmp_path, "there").takes(here.gives())
    here.library.delete(before)
    here.library.purge(before)
    put(there.session, "costs", "Signs")
    here.joins(with_points(there.gives("back.cmc"), *FORGED))
    assert "the copy says: signed off, by The Mayor" in titles(here)


def test_a_canvas_that_came_signed_is_signed_off(tmp_path: Path, here: Laptop) -> None:
    builders.workshop_at(here.session, "consensus")
    here.session.do(EditNote(ids(here.session, "value")[0], "Home by night"))
    builders.everyone_satisfied(here.session)
    here.session.do(SignOffCanvas())
    elsewhere = Laptop(tmp_path, "elsewhere")
    found = take(elsewhere.library, read_file(here.gives(), elsewhere.library.templates))
    elsewhere.session = elsewhere.library.session(found.canvas_id)
    assert [point.words for point in points_of(elsewhere) if point.why == "sign-off"] == ["signed off"]


@pytest.mark.parametrize("why", ["agreed by everyone: all satisfied", "end of nonsense", "end of ", ""])
def test_a_file_that_gives_another_reason_for_a_point_is_refused(here: Laptop, there: Laptop, why: str) -> None:
    put(there.session, "costs", "Signs")
    path = with_points(there.gives("back.cmc"), {"why": why})
    with pytest.raises(BadFile, match="“why” has to be one of"):
        read_copy_file(path, here.library.templates)


def test_every_reason_of_the_page_on_the_format_is_taken(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    phases = ("present", "clarify", "individual", "round", "lunch", "discuss", "break", "consensus", "signoff")
    whys = [*(f"end of {kind}" for kind in phases), "copy", "sent back", "before merge", "merge", "before restore"]
    whys += ["restored", "kept", "sign-off", "continued"]
    path = with_points(there.gives("back.cmc"), *({"why": why} for why in whys))
    assert len(json.loads(path.read_bytes())["checkpoints"]) > len(whys)
    read_copy_file(path, here.library.templates)


def backed_up(laptop: Laptop) -> Path:
    library = laptop.library
    assert library.store.path is not None
    made = BackingUp(library.store.path, library.templates, library.clock).run().backup
    assert made is not None
    return made.path


def taken_out(laptop: Laptop, backup: Path) -> list[str]:
    """What the points of the laptop's canvas are called once it came out of a backup of its library."""
    library, canvas = laptop.library, laptop.session.canvas.id
    assert library.store.path is not None
    found = Restoring(library.store.path, library.templates, library.clock).take_out(library, backup, canvas)
    return [point.title for point in History(library, library.session(found.canvas_id)).points]


def with_a_past(laptop: Laptop) -> Laptop:
    builders.workshop_at(laptop.session, "discuss")
    laptop.session.do(EndWorkshop())
    laptop.session.do(KeepCheckpoint(name="As the council saw it"))
    return laptop


def test_what_comes_out_of_a_backup_of_this_library_was_done_here(here: Laptop) -> None:
    backup, told = backed_up(with_a_past(here)), titles(here)
    assert {"As the council saw it", "end of “Present the canvas”"} <= set(told)
    here.library.delete(here.session.canvas.id)
    here.library.purge(here.session.canvas.id)
    assert taken_out(here, backup) == told
    again = here.library.session(here.session.canvas.id)
    put(again, "costs", "Signs")
    again.do(KeepCheckpoint(name="Later"))
    assert not [point.title for point in History(here.library, again).points if "the copy says" in point.title]


def test_what_comes_out_of_a_backup_beside_the_canvas_that_is_here_was_done_here_too(here: Laptop) -> None:
    backup = backed_up(with_a_past(here))
    put(here.session, "costs", "Signs")
    assert not [title for title in taken_out(here, backup) if "the copy says" in title]


def test_a_copys_word_stays_that_in_a_backup(here: Laptop, there: Laptop) -> None:
    put(there.session, "costs", "Signs")
    here.joins(with_points(there.gives("back.cmc"), *FORGED))
    backup = backed_up(with_a_past(here))
    here.library.delete(here.session.canvas.id)
    here.library.purge(here.session.canvas.id)
    told = taken_out(here, backup)
    assert "As the council saw it" in told
    assert "the copy says: signed off, by The Mayor" in told
    assert "the copy says: kept as “signed off”, by The Mayor" in told


def test_a_library_that_somebody_hands_over_as_a_backup_says_what_a_copy_says(here: Laptop, tmp_path: Path) -> None:
    backup = backed_up(with_a_past(here))
    handed = shutil.copy(backup, tmp_path / "handed over.cmcdb")
    here.library.delete(here.session.canvas.id)
    here.library.purge(here.session.canvas.id)
    assert "the copy says: kept as “As the council saw it”" in taken_out(here, handed)


def test_a_backup_that_was_changed_since_says_what_a_copy_says(here: Laptop) -> None:
    backup = backed_up(with_a_past(here))
    with closing(sqlite3.connect(backup)) as changed, changed:
        changed.execute("INSERT INTO protocols (key, name, phases) VALUES ('k', 'By hand', '[]')")
    here.library.delete(here.session.canvas.id)
    here.library.purge(here.session.canvas.id)
    assert "the copy says: kept as “As the council saw it”" in taken_out(here, backup)


@pytest.mark.both_databases
def test_a_variant_tells_of_the_canvas_it_was_made_of_that_was_deleted_for_good(library: Library) -> None:
    first = library.session(library.new("Night bus"))
    first.do(KeepCheckpoint(name="As the council saw it"))
    variant = library.session(make_variant(library, first, "as it should be", "as it is"))
    library.delete(first.canvas.id)
    library.purge(first.canvas.id)
    told = [point.title for point in History(library, variant).points]
    assert "the deleted version said: kept as “As the council saw it”" in told
    assert not [title for title in told if "the copy says" in title]
