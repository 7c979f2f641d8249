"""What is noted in small files beside a library may be anything: the app goes on, and takes it for unknown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import builders
import pytest
from builders import TEMPLATES
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.backup_rotation import to_be_dropped
from cmc_desktop.model.services.backups import Backup, facts_of, last_good, listed_backups
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library_place import Computer, why_not_here
from cmc_desktop.model.services.noted_json import moment, parsed, text, whole
from cmc_desktop.model.services.put_back_note import note_put_back, put_back_from
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.backup import backups_beside
from cmc_desktop.paths import Paths

DEEP = "[" * 200_000
SPOILT = [
    *(DEEP, "[" * 500 + "]" * 500, '{"a":' * 200_000, "", "null", "[]", "{", '"\\ud800"', "1e400", "9" * 5000),
    '{"from": {"personal": {"path": 1}}}',
]


@pytest.fixture
def backing_up(paths: Paths, clock: ManualClock, session: Session) -> BackingUp:
    builders.put(session, "value", "Home by night")
    return BackingUp(paths.library, TEMPLATES, clock)


def shown(backups: list[Backup]) -> list[str]:
    """As the list of backups says it."""
    return [
        f"{day_and_time(one.made_at)} {day_and_time(one.checked_at)} {one.canvases} {one.sha256}" for one in backups
    ]


def noted(backup: Backup) -> Path:
    return backup.path.with_name(backup.path.name + ".json")


def goes_on(backing_up: BackingUp, backup: Backup, clock: ManualClock) -> None:
    """The backup whose note is spoilt counts as not checked, and another one is made."""
    (listed,) = listed_backups(backing_up.library)
    assert (listed.path, listed.is_checked, listed.is_own) == (backup.path, False, False)
    assert shown([listed])
    assert last_good(backing_up.library) is None
    clock.forward(minutes=5)
    outcome = backing_up.run()
    assert (outcome.new, outcome.faults) == (True, ())


@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
def test_a_backup_whose_note_is_no_note_counts_as_not_checked(
    backing_up: BackingUp, clock: ManualClock, spoilt: str
) -> None:
    backup = backing_up.run().backup
    assert backup is not None
    noted(backup).write_text(spoilt)
    goes_on(backing_up, backup, clock)


@pytest.mark.parametrize("field", ["made_at", "checked_at", "schema", "canvases"])
@pytest.mark.parametrize(
    "value", ["1e400", "1e3", str(10**18), str(10**20), "-1", "9" * 4000, "null", '"1"', "true", "[]"]
)
def test_a_backup_with_a_number_that_cannot_be_counts_as_not_checked(
    backing_up: BackingUp, clock: ManualClock, field: str, value: str
) -> None:
    backup = backing_up.run().backup
    assert backup is not None
    about, facts = noted(backup).read_text(encoding="utf-8").splitlines()
    told = json.loads(about)
    noted(backup).write_text(about.replace(f'"{field}": {told[field]}', f'"{field}": {value}') + "\n" + facts + "\n")
    goes_on(backing_up, backup, clock)


@pytest.mark.parametrize(
    "facts",
    [*SPOILT, '{"x": 1}', '{"x": {"title": 1}}']
    + [
        json.dumps({"x": {"title": "T", "seq": 1, "notes": 1, "deleted": False, "rows": "", "journal": ""} | spoilt})
        for spoilt in ({"seq": "1"}, {"title": []}, {"rows": None}, {"deleted": 2}, {"title": "\ud800"}, {"more": 1})
    ],
    ids=range(len(SPOILT) + 8),
)
def test_facts_that_cannot_be_are_none(backing_up: BackingUp, clock: ManualClock, facts: str) -> None:
    backup = backing_up.run().backup
    assert backup is not None
    about, _ = noted(backup).read_text(encoding="utf-8").splitlines()
    noted(backup).write_text(f"{about}\n{facts}\n")
    assert facts_of(backup) == {}
    clock.forward(minutes=5)
    outcome = backing_up.run()
    assert (outcome.new, outcome.faults) == (True, ())


@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
def test_a_note_of_what_was_put_back_that_is_none_counts_as_no_note(
    backing_up: BackingUp, paths: Paths, spoilt: str
) -> None:
    note_put_back(paths.library, "x.cmcdb")
    assert put_back_from(paths.library) == "x.cmcdb"
    (note,) = [one for one in backups_beside(paths.library).iterdir() if one.suffix == ".json"]
    note.write_text(spoilt)
    assert put_back_from(paths.library) is None
    assert backing_up.run().backup is not None


@pytest.mark.parametrize(
    "spoilt", [*SPOILT, '{"p": {"path": "/a\\u0000b"}}', '{"p": {"path": "\\ud800"}}', '{"p": {"path": "."}}']
)
def test_a_list_of_synced_folders_that_is_none_bars_no_place(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(spoilt)
    here = Computer({}, tmp_path, lambda: "", lambda _drive: 0, lambda _path: "")
    assert why_not_here(tmp_path / "work" / "library.cmcdb", here) == ""


def test_one_entry_that_cannot_be_hides_no_other_synced_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    told = {"business": {"path": 1}, "odd": 2, "personal": {"path": str(tmp_path / "work")}}
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps(told))
    here = Computer({}, tmp_path, lambda: "", lambda _drive: 0, lambda _path: "")
    assert "Dropbox" in why_not_here(tmp_path / "work" / "library.cmcdb", here)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_whatever_stands_there_is_what_it_should_be_or_refused(value: object) -> None:
    readers: list[Callable[[object], object]] = [whole, moment, text]
    for reader in readers:
        try:
            found = reader(value)
        except BadFile:
            continue
        assert found == value
        assert type(found) in (int, str)
        if reader is moment and isinstance(found, int):
            assert day_and_time(found)
            assert to_be_dropped([Backup(Path("x"), found, 1, found, is_own=True)], found) == []


@given(st.binary(max_size=60))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    try:
        parsed(data, 50)
    except BadFile:
        return
    assert len(data) <= 50
