"""A library as the second version of the schema wrote it, before there were copies and a history of points.

The file was written by the app of that time: the sample workshop to its sign-off, with people, talk and minutes, the
version after it, one in its round, one that is being agreed to, and one that was deleted.
"""

from __future__ import annotations

import gzip
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import builders
import pytest
from builders import given_copy
from children import killed_by
from library_migration import migrate

from cmc_desktop.model.domain.changes import EditNote
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.services.bringing_back import bring_back, read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.store.backup import fingerprint_of_file
from cmc_desktop.model.store.soundness import examine
from cmc_desktop.model.store.tables import SCHEMA_VERSION

FILE = Path(__file__).parents[2] / "files" / "library-schema-2.cmcdb.gz"
#: the content hashes and numbers of journal entries that the app of that time told, by title and version
TOLD = {
    ("Market hall", 1): ("a353656f041c55ed4dce4cd1ecea4aa73f5731989407bc020c45d3f578ba2294", 27),
    ("Night bus on demand", 1): ("786ba7a8b934329e58c584e9afbba6d9a370434d92e6f7cdda190b679585b783", 505),
    ("Night bus on demand", 2): ("786ba7a8b934329e58c584e9afbba6d9a370434d92e6f7cdda190b679585b783", 1),
    ("Rain gardens", 1): ("0a7be60f8c634b60eeadce599541368f3747b8a11ffdcfa5bac01a26ae748aa2", 32),
}
#: what the new schema brought
NEW_TABLES = {"checkpoints", "conflicts", "overview"}

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "library.cmcdb"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(FILE.read_bytes()))
    return path


@pytest.fixture
def library(old: Path) -> Iterator[Library]:
    with closing(Library.open(old, builders.TEMPLATES, ManualClock())) as library:
        yield library


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """What the tables of people's words hold."""
    with closing(sqlite3.connect(path)) as plain:
        plain.row_factory = sqlite3.Row
        names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        left = [
            name for name in names if name not in ("search_state", "overview", "sqlite_sequence", "alembic_version")
        ]
        return {
            name: [dict(row) for row in plain.execute(f"SELECT * FROM {name} ORDER BY rowid")]
            for name in left
            if not name.startswith(("note_words", "overview_words"))
        }


def version_of(path: Path) -> int:
    """The schema version of a sound library; fails when its tables are not those of that version."""
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = int(plain.execute("PRAGMA user_version").fetchone()[0])
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables & NEW_TABLES == (set() if version == 2 else NEW_TABLES)
    assert ("note_words" in tables) == (version == 2)
    assert not {name for name in tables if name.startswith("_alembic_tmp")}
    return version


def test_every_value_of_before_is_there(old: Path, library: Library) -> None:
    before = rows_of_the_file(old)
    after = rows(old)
    assert sum(map(len, before.values())) > 1000
    for name, there in before.items():
        assert len(after[name]) == len(there), name
        for old_row, new_row in zip(there, after[name], strict=True):
            assert {key: new_row[key] for key in old_row} == old_row
            assert {value for key, value in new_row.items() if key not in old_row} <= {""}
    assert {name for name in after if name not in before} == {"checkpoints", "conflicts"}
    assert not after["checkpoints"] + after["conflicts"]


def rows_of_the_file(beside: Path) -> dict[str, list[dict[str, object]]]:
    plain = beside.with_name("plain.cmcdb")
    plain.write_bytes(gzip.decompress(FILE.read_bytes()))
    return rows(plain)


def test_every_canvas_says_what_it_said_and_is_found(library: Library, old: Path) -> None:
    found = {(one.head.title, one.head.version): library.session(one.head.id) for one in library.listed()}
    assert {name: (one.canvas.content_hash, len(one.log())) for name, one in found.items()} == TOLD
    signed = found["Night bus on demand", 1].canvas
    assert signed.sign_off is not None
    assert signed.sign_off.content_hash == signed.content_hash
    counts = {kind: len(list(signed.all(kind))) for kind in (Minute, Remark, Turn)}
    assert all(count > 5 for count in counts.values()), counts
    for session in found.values():
        for revision in session.canvas.all(Revision):
            assert session.content_of(revision.id).hash == revision.id
    assert [one.head.title for one in library.store.listed(deleted=True)] == ["Thrown away"]
    assert [name for _, name, _ in library.own_protocols()] == ["Short"]
    assert {hit.listed.head.title for hit in library.search("warm bread")} == {"Rain gardens"}
    people = [hit.listed.head.title for hit in library.search(signed.people[0].name)]
    assert "Night bus on demand" in people
    assert not examine(old, builders.TEMPLATES, {}).faults


def test_a_canvas_of_before_goes_away_as_a_copy_and_comes_back(library: Library, tmp_path: Path) -> None:
    canvas_id = next(one.head.id for one in library.listed() if one.head.version == 2)
    here = library.session(canvas_id)
    assert not here.canvas.head.checkpoint
    path = given_copy(library.store, here, tmp_path / "copy.cmc", "Ada")
    ours, theirs = builders.ids(here, "value")[:2]
    with closing(builders.open_library(tmp_path / "there")) as officers:
        there = officers.session(take(officers, read_file(path, officers.templates)).canvas_id)
        there.do(EditNote(theirs, "Reworded on the train"))
        back = given_copy(officers.store, there, tmp_path / "back.cmc", "Ada")
    here.do(EditNote(ours, "Reworded at home"))
    looked = look_at(library, read_copy_file(back, library.templates).canvas)
    assert looked.relation is Relation.JOINS
    assert looked.copy is not None
    bring_back(library, here, looked.copy, "Bo", agreed=True)
    assert {"Reworded on the train", "Reworded at home"} <= set(builders.texts(here, "value"))
    assert len(list(here.canvas.all(Checkpoint))) > 1
    again = library.session(canvas_id).canvas
    assert builders.everything(again) == builders.everything(here.canvas)


def test_the_library_as_it_was_stays_beside_it(old: Path) -> None:
    before = fingerprint_of_file(old)
    Library.open(old, builders.TEMPLATES, ManualClock()).close()
    (copy,) = (old.parent / "backups").iterdir()
    assert copy.name == "library-schema-2.cmcdb"
    assert fingerprint_of_file(copy) == before


@posix_only
def test_killed_in_between_it_is_as_it_was_and_the_next_start_brings_it_up_to_date(old: Path) -> None:
    data, trial = old.read_bytes(), old.with_name("trial.cmcdb")
    trial.write_bytes(data)
    total = migrate(trial)
    assert version_of(trial) == SCHEMA_VERSION
    for number in {2, total // 3, 2 * total // 3, total}:
        trial.write_bytes(data)
        assert killed_by(signal.SIGKILL, lambda at=number: migrate(trial, at))  # type: ignore[misc]  # a default binds it
        assert version_of(trial) == 2, f"statement {number} of {total}"
    with closing(Library.open(trial, builders.TEMPLATES, ManualClock())) as library:
        assert len(library.listed()) == len(TOLD)
