"""A library as the first version of the schema wrote it: everything in it is there after the migration, unchanged.

The file was written by the app of that time: a workshop to its sign-off, the version after it, and one in its round.
"""

from __future__ import annotations

import gzip
import random
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import builders
import pytest
from children import dies_writing_beyond, killed_by
from library_migration import migrate

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.changes import AddMinute, AddRemark, NextSpeaker, Park
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Leaving
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.backup import fingerprint_of_file
from cmc_desktop.model.store.tables import SCHEMA_VERSION, TABLES

FILE = Path(__file__).parents[2] / "files" / "library-schema-1.cmcdb.gz"
#: the content hashes that the app of that time told, by title and version
HASHES = {
    ("Night bus", 1): "e35b111e1371a5c48350450e35bb733d2467aaae5348381f034f08bccb34ce80",
    ("Night bus", 2): "448a34232a172a36fb2391097ffe76b05b7d930ba2e6f8f255c979cfbef29991",
    ("Market hall", 1): "c23da1f988ab87bad1ffdc93f908109600945b121b02c8f62fece8527154e51a",
}
OLD_TABLES = {
    *("canvases", "notes", "box_marks", "participants", "agenda_items", "phase_runs", "workshops", "answers"),
    *("sign_offs", "revisions", "journal", "protocols"),
}

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "library.cmcdb"
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(FILE.read_bytes()))
    return path


def opened(path: Path) -> Any:
    return closing(Library.open(path, builders.TEMPLATES, ManualClock()))


def canvases(library: Library) -> dict[tuple[str, int], Canvas]:
    heads = [item.head for item in library.listed()]
    return {(head.title, head.version): library.session(head.id).canvas for head in heads}


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """What the tables of schema 1 hold."""
    with closing(sqlite3.connect(path)) as plain:
        plain.row_factory = sqlite3.Row
        return {
            name: [dict(row) for row in plain.execute(f"SELECT * FROM {name} ORDER BY rowid")] for name in OLD_TABLES
        }


def test_every_value_of_before_is_there_and_new_fields_are_empty(old: Path) -> None:
    before = rows(old)
    opened(old).thing.close()
    after = rows(old)
    assert after["journal"] == before["journal"]
    assert len(before["journal"]) == 75
    for name, there in before.items():
        assert len(after[name]) == len(there) > 0, name
        for old_row, new_row in zip(there, after[name], strict=True):
            assert {key: new_row[key] for key in old_row} == old_row
            assert {value for key, value in new_row.items() if key not in old_row} <= {"", 0}
    kinds = {table.name: kind for kind, table in TABLES.items()}
    for name, kind in kinds.items():
        if name in OLD_TABLES:
            assert {field.name for field in fields(kind)} <= after[name][0].keys()


def test_every_canvas_says_what_it_said(old: Path) -> None:
    with opened(old) as library:
        found = canvases(library)
        assert {name: canvas.content_hash for name, canvas in found.items()} == HASHES
        signed = found["Night bus", 1]
        assert signed.sign_off is not None
        assert signed.sign_off.content_hash == signed.content_hash
        assert [answer.kind for answer in signed.answers] == [AnswerKind.NOT_YET, *[AnswerKind.SATISFIED] * 3]
        assert [p.name for p in signed.people if p.leaving == Leaving.LAST_ANSWER] == ["Person 3"]
        assert "No car" in {note.text for note in signed.all(Note) if note.deleted}
        assert signed.mark("social_risks") == BoxMark("social_risks", True, "Mo", signed.mark("social_risks").at)
        for canvas in found.values():
            for revision in canvas.all(Revision):
                assert library.session(canvas.id).content_of(revision.id).hash == revision.id
            assert len(library.session(canvas.id).log()) in (48, 2, 25)
        assert [hit.listed.head.title for hit in library.search("minutes")] == ["Night bus", "Night bus"]
        assert [name for _, name, _ in library.own_protocols()] == ["Short"]


def test_work_goes_on_in_it_and_it_travels(old: Path) -> None:
    with opened(old) as library:
        head = next(item.head for item in library.listed() if item.head.title == "Market hall")
        session = library.session(head.id)
        session.do(NextSpeaker())
        builders.bring_to(session, "discuss")
        session.do(AddRemark(builders.ids(session, "value")[0], "support"))
        session.do(Park("Later"))
        session.do(AddMinute("Began"))
        again = library.session(head.id).canvas
        assert builders.everything(again) == builders.everything(session.canvas)
        for canvas in canvases(library).values():
            there = read_cmc(cmc_bytes(canvas, revisions_of(library, canvas)), builders.TEMPLATES).canvas
            assert there.content_hash == canvas.content_hash
        assert library.store.check() == "ok"


def test_the_library_as_it_was_stays_beside_it(old: Path) -> None:
    before = fingerprint_of_file(old)
    opened(old).thing.close()
    (copy,) = (old.parent / "backups").iterdir()
    assert copy.name == "library-schema-1.cmcdb"
    assert fingerprint_of_file(copy) == before


def version_of(path: Path) -> int:
    """The schema version of a sound library; fails when its tables are not those of that version."""
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = int(plain.execute("PRAGMA user_version").fetchone()[0])
        tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        infos = [plain.execute(f"PRAGMA table_info({name})") for name in ("canvases", "notes", "workshops")]
        columns = {row[1] for info in infos for row in info}
        counts = {name: plain.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("notes", "journal")}
    fresh = {"session", "said", "due_at"}
    new = {"element_runs", "turns", "remarks", "parked", "minutes", "card_texts", "quiet_checks", "sheet_notes"}
    assert new & tables == (set() if version == 1 else new)
    assert fresh & columns == (set() if version == 1 else fresh)
    assert not {name for name in tables if name.startswith("_alembic_tmp")}
    assert counts == {"notes": 53, "journal": 75}
    return version


@posix_only
@pytest.mark.parametrize("every", [16, pytest.param(1, marks=pytest.mark.soak)], ids=["some", "every"])
def test_killed_before_a_statement_it_is_as_it_was_and_the_next_start_brings_it_up_to_date(
    old: Path, every: int
) -> None:
    data, trial = old.read_bytes(), old.with_name("trial.cmcdb")
    trial.write_bytes(data)
    total = migrate(trial)
    assert version_of(trial) == SCHEMA_VERSION
    for number in range(random.randrange(1, every + 1), total + 1, every):
        trial.write_bytes(data)
        assert killed_by(signal.SIGKILL, lambda at=number: migrate(trial, at))  # type: ignore[misc]  # a default binds it
        assert version_of(trial) == 1, f"statement {number} of {total}"
    with opened(trial) as library:
        assert {name: canvas.content_hash for name, canvas in canvases(library).items()} == HASHES


@posix_only
@pytest.mark.parametrize("more_pages", [0, 3, 9])
def test_killed_while_the_commit_is_written_it_is_as_it_was_after_opening(old: Path, more_pages: int) -> None:
    limit = old.stat().st_size + more_pages * 4096
    assert killed_by(signal.SIGXFSZ, lambda: migrate(old), before=dies_writing_beyond(limit))
    assert old.with_name(old.name + "-journal").stat().st_size > 0
    assert version_of(old) == 1
    migrate(old)
    assert version_of(old) == SCHEMA_VERSION


def test_every_kind_of_thing_has_its_table() -> None:
    assert set(TABLES) == set(KINDS.values())
    assert all(issubclass(kind, Entity) for kind in TABLES)
    assert TABLES[Head].name == "canvases"
