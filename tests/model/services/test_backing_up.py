"""Backups by themselves: only of what is new and sound, rotated without ever touching what is not theirs."""

from __future__ import annotations

import signal
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import builders
import pytest
from at_length import at_length
from builders import TEMPLATES
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import ALL, a_change

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import DamagedLibrary, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.services import backups as backups_module
from cmc_desktop.model.services import second_folder
from cmc_desktop.model.services.backing_up import BackingUp, told_spoilt
from cmc_desktop.model.services.backup_rotation import to_be_dropped
from cmc_desktop.model.services.backups import Backup, check_not_lost, last_good, listed_backups
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import backup as backup_module
from cmc_desktop.model.store.backup import WrittenAllTheTime, backups_beside, gentle_copy
from cmc_desktop.model.store.soundness import examine
from cmc_desktop.model.store.tables import SCHEMA_VERSION
from cmc_desktop.paths import Paths

DAY = 24 * 60


@pytest.fixture
def backing_up(paths: Paths, clock: ManualClock, session: Session) -> BackingUp:
    """The backups of a library with one canvas."""
    builders.put(session, "value", "Home by night")
    return BackingUp(paths.library, TEMPLATES, clock)


def names(library: Path) -> list[str]:
    return sorted(path.name for path in backups_beside(library).iterdir())


def test_a_backup_is_named_by_its_time_and_holds_what_the_library_holds(
    backing_up: BackingUp, library: Library, paths: Paths, clock: ManualClock
) -> None:
    outcome = backing_up.run()
    assert outcome.backup is not None
    at = datetime.fromtimestamp(clock.now() / 1000)
    assert outcome.backup.path.name == f"library-{at:%Y-%m-%d-%H-%M-%S}.cmcdb"
    assert outcome.backup.canvases == 1
    assert outcome.backup.is_as_checked()
    with closing(builders.open_library(paths.data.parent)) as here:
        assert [one.head.title for one in here.listed()] == ["Night bus"]


def test_where_nothing_is_new_the_last_backup_is_checked_and_no_other_is_made(
    backing_up: BackingUp, session: Session, clock: ManualClock, paths: Paths
) -> None:
    backing_up.run()
    clock.forward(minutes=90)
    again = backing_up.run()
    assert (again.new, len(listed_backups(paths.library))) == (False, 1)
    assert again.backup is not None
    assert again.backup.checked_at == clock.now() > again.backup.made_at
    session.do(AddNote("value", "One more"))
    assert backing_up.run().new
    assert len(listed_backups(paths.library)) == 2


def bend(file: Path) -> None:
    """Turn one bit of a file, as a failing disk does."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def test_a_last_backup_that_is_no_longer_as_it_was_written_is_never_called_checked_and_another_is_made(
    backing_up: BackingUp, clock: ManualClock, paths: Paths
) -> None:
    first = backing_up.run().backup
    assert first is not None
    bend(first.path)
    clock.forward(minutes=90)
    again = backing_up.run()
    assert again.backup is not None
    assert (again.new, again.spoilt) == (True, (first.path,))
    assert again.backup.path != first.path
    assert again.backup.is_as_checked()
    assert {one.path: one.is_checked for one in listed_backups(paths.library)} == {
        first.path: False,
        again.backup.path: True,
    }
    good = last_good(paths.library)
    assert good is not None
    assert good.path == again.backup.path
    clock.forward(minutes=90)
    after = backing_up.run()
    assert (after.new, after.spoilt) == (False, ())


def test_a_spoilt_copy_in_the_second_folder_gets_a_sound_one_beside_it(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backing_up = BackingUp(paths.library, TEMPLATES, clock, stick)
    backing_up.run()
    (copy,) = stick.glob("*.cmcdb")
    bend(copy)
    clock.forward(minutes=90)
    outcome = backing_up.run()
    assert (outcome.new, outcome.spoilt, outcome.second_trouble) == (False, (copy,), None)
    there = {one.path: one for one in listed_backups(paths.library, stick) if one.path.parent == stick}
    assert len(there) == 2
    assert not there.pop(copy).is_checked
    assert all(one.is_as_checked() for one in there.values())
    assert backing_up.run().spoilt == ()
    assert len(list(stick.glob("*.cmcdb"))) == 2


def cut_off(file: Path) -> None:
    """Take the end of a file away, as a disk does that was pulled while it was written."""
    file.write_bytes(file.read_bytes()[:-4096])


def test_a_backup_that_was_cut_off_is_told_and_goes_when_its_time_has_come(
    backing_up: BackingUp, session: Session, paths: Paths, clock: ManualClock
) -> None:
    first = backing_up.run().backup
    assert first is not None
    cut_off(first.path)
    assert not next(iter(listed_backups(paths.library))).is_checked
    clock.forward(minutes=90)
    again = backing_up.run()
    assert (again.new, again.spoilt) == (True, (first.path,))
    assert "A sound one is beside it." in told_spoilt(again)
    clock.forward(minutes=90)
    assert backing_up.run().spoilt == ()
    for number in range(10):
        clock.forward(minutes=90)
        builders.put(session, "value", str(number))
        backing_up.run()
    assert not first.path.exists()


def test_an_earlier_backup_that_was_cut_off_is_told_too_and_the_last_one_stays(
    backing_up: BackingUp, session: Session, clock: ManualClock
) -> None:
    first = backing_up.run().backup
    clock.forward(minutes=90)
    builders.put(session, "value", "One more")
    last = backing_up.run().backup
    assert first is not None
    assert last is not None
    cut_off(first.path)
    clock.forward(minutes=90)
    outcome = backing_up.run()
    assert (outcome.new, outcome.spoilt) == (False, (first.path,))
    assert outcome.backup is not None
    assert outcome.backup.path == last.path


def test_a_backup_that_somebody_goes_on_working_in_is_nobodys_to_remove(
    backing_up: BackingUp, session: Session, paths: Paths, clock: ManualClock
) -> None:
    first = backing_up.run().backup
    assert first is not None
    with closing(Library.open(first.path, TEMPLATES, clock)) as opened:
        for one in opened.listed():
            opened.delete(one.head.id)
            opened.purge(one.head.id)  # which writes the file anew, smaller or not
        for number in range(40):
            opened.new(f"Their work {number}")
    assert first.path.stat().st_size != first.size
    for number in range(14):
        clock.forward(minutes=90)
        builders.put(session, "value", str(number))
        assert backing_up.run().spoilt == ()
    assert first.path.exists()


def test_a_spoilt_copy_on_a_full_stick_is_told_with_the_trouble_and_without_a_sound_one_beside_it(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backing_up = BackingUp(paths.library, TEMPLATES, clock, stick)
    backing_up.run()
    (copy,) = stick.glob("*.cmcdb")
    for spoil in (bend, cut_off):
        spoil(copy)
        clock.forward(minutes=90)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(second_folder, "copy_whole", _full)
            outcome = backing_up.run()
        assert (outcome.spoilt, outcome.without_sound) == ((copy,), (copy,))
        assert outcome.second_trouble is not None
        assert told_spoilt(outcome) == (
            f"The backup {copy.name} is damaged: its file is no longer what was written. "
            "The disk it is on may be failing."
        )
        clock.forward(minutes=90)
        healed = backing_up.run()
        assert (healed.spoilt, healed.second_trouble) == ((), None)
        copy = next(
            one.path for one in listed_backups(paths.library, stick) if one.path.parent == stick and one.is_checked
        )


def test_spoilt_backups_of_which_one_has_a_sound_one_beside_it_are_told_apart(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backing_up = BackingUp(paths.library, TEMPLATES, clock, stick)
    here = backing_up.run().backup
    (copy,) = stick.glob("*.cmcdb")
    assert here is not None
    cut_off(here.path)
    cut_off(copy)
    clock.forward(minutes=90)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second_folder, "copy_whole", _full)
        outcome = backing_up.run()
    assert (outcome.spoilt, outcome.without_sound) == ((here.path, copy), (copy,))
    assert told_spoilt(outcome).count("is damaged") == 2
    assert told_spoilt(outcome).count("A sound one is beside it.") == 1


def test_a_file_written_over_a_backup_by_name_is_nobodys_to_remove(
    backing_up: BackingUp, session: Session, paths: Paths, clock: ManualClock
) -> None:
    first = backing_up.run().backup
    assert first is not None
    builders.put(session, "value", "One more")
    backing_up.write_to(first.path)
    assert [one.is_own for one in listed_backups(paths.library)] == [False]


def _full(_backup: Backup, _target: Path, _pause: Callable[[], object]) -> None:
    raise OSError(28, "No space left on device")


def test_the_last_backup_is_compared_in_pieces_between_which_it_can_be_stopped(
    backing_up: BackingUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    backing_up.run()
    pauses: list[int] = []

    def counted() -> int:
        pauses.clear()
        assert not backing_up.run(lambda: pauses.append(1)).new
        return len(pauses)

    at_once = counted()
    monkeypatch.setattr(backups_module, "PIECE", 4096)
    assert counted() > at_once + 10


def test_a_backup_mends_an_index_that_says_something_else_than_the_canvases(
    backing_up: BackingUp, library: Library
) -> None:
    (listed,) = library.listed()
    assert library.search("night")
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE overview SET notes = 77")
        connection.exec_driver_sql("UPDATE overview_words SET words = ' something else'")
    assert [one.notes for one in library.listed()] == [77]
    assert not library.search("night")
    outcome = backing_up.run()
    assert outcome.backup is not None
    assert library.listed() == [listed]
    assert [hit.listed for hit in library.search("night")] == [listed]


def test_a_saved_agenda_is_something_new(backing_up: BackingUp, library: Library) -> None:
    backing_up.run()
    library.save_protocol("Short", builders.AGENDA)
    assert backing_up.run().new


def test_a_library_that_fails_its_check_takes_no_good_backups_place(
    backing_up: BackingUp, session: Session, clock: ManualClock, paths: Paths
) -> None:
    for number in range(12):
        builders.put(session, "value", str(number))
        clock.forward(minutes=1)
        backing_up.run()
    before = names(paths.library)
    with closing(sqlite3.connect(paths.library)) as plain:
        plain.execute("UPDATE notes SET text = 'Home by might' WHERE text = 'Home by night'")
        plain.commit()
    clock.forward(minutes=1)
    outcome = backing_up.run()
    assert outcome.backup is None
    assert [fault.title for fault in outcome.faults] == ["Night bus"]
    assert names(paths.library) == before


def test_an_edit_is_stored_while_a_backup_is_made_and_is_in_it(
    backing_up: BackingUp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits: between two steps of the copying everybody may write."""
    monkeypatch.setattr(backup_module, "_PAGES_AT_ONCE", (8, 64))
    monkeypatch.setattr(backup_module, "_STEPS_BETWEEN_PAUSES", 1)
    written = iter([f"Written meanwhile {number}" for number in range(3)])

    def pause() -> None:
        with suppress(StopIteration):
            session.do(AddNote("value", next(written)))

    outcome = backing_up.run(pause)
    assert outcome.backup is not None
    with closing(sqlite3.connect(outcome.backup.path)) as plain:
        texts = {text for (text,) in plain.execute("SELECT text FROM notes")}
    assert "Home by night" in texts
    assert "Written meanwhile 0" in texts
    assert len(builders.texts(session, "value")) == 4


def test_somebody_who_never_stops_writing_does_not_stop_the_backup(
    backing_up: BackingUp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_module, "_PAGES_AT_ONCE", (8, 16))
    monkeypatch.setattr(backup_module, "_STEPS_BETWEEN_PAUSES", 1)
    outcome = backing_up.run(lambda: session.do(AddNote("value", "And on")))
    assert outcome.backup is not None
    monkeypatch.setattr(backup_module, "_COPIED_AT_ONCE", 0)
    with pytest.raises(WrittenAllTheTime):
        backing_up.run(lambda: session.do(AddNote("value", "And on")))


def test_what_is_stopped_leaves_nothing_behind(backing_up: BackingUp, paths: Paths) -> None:
    def stop() -> None:
        raise Refusal("stopped")

    with pytest.raises(Refusal):
        backing_up.run(stop)
    assert names(paths.library) == []


def test_what_is_stopped_on_its_way_to_the_second_folder_leaves_nothing_half_there_and_goes_there_the_next_time(
    paths: Paths, clock: ManualClock, session: Session, tmp_path: Path
) -> None:
    second = tmp_path / "stick"
    second.mkdir()

    def stop_there() -> None:
        if any(second.iterdir()):
            raise Cancelled("Stopped.")

    backing_up = BackingUp(paths.library, TEMPLATES, clock, second)
    with pytest.raises(Cancelled):
        backing_up.run(stop_there)
    assert list(second.iterdir()) == []
    (made,) = listed_backups(paths.library, second)
    assert backing_up.run().second_trouble is None
    assert {one.sha256 for one in listed_backups(paths.library, second)} == {made.sha256}
    assert len(listed_backups(paths.library, second)) == 2


def test_a_backup_is_looked_through_in_pieces_and_can_be_left_at_each(backing_up: BackingUp) -> None:
    backup = backing_up.run().backup
    assert backup is not None

    def stop() -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        backup.is_as_checked(stop)


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_whatever_people_do_the_check_finds_nothing_wrong(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Else people would be told of damage that there is not."""
    folder = tmp_path_factory.mktemp("random")
    clock = ManualClock()
    with closing(builders.open_library(folder, clock)) as library:
        session = library.session(library.new("Night bus"))
        builders.lived_in(session, data.draw(st.sampled_from(["", "round", "discuss", "consensus"])))
        backing_up = BackingUp(library.store.path, TEMPLATES, clock)
        for _ in range(data.draw(st.integers(1, 3))):
            for _ in range(data.draw(st.integers(1, 8))):
                clock.forward(seconds=30)
                with suppress(Refusal, NotThere):
                    way = data.draw(st.sampled_from(["do", "do", "do", "undo", "redo"]))
                    if way == "do":
                        session.do(a_change(data.draw, session.canvas, ALL))
                    else:
                        getattr(session, way)()
            assert backing_up.run().faults == ()
        copy = folder / "copy.cmcdb"
        gentle_copy(library.store.path, copy)
        assert examine(copy, TEMPLATES, {}).faults == ()


test_whatever_people_do_the_check_finds_nothing_wrong_in_many_examples = at_length(
    test_whatever_people_do_the_check_finds_nothing_wrong, 100
)


def test_after_a_restore_the_library_is_compared_with_what_was_restored(
    backing_up: BackingUp, session: Session, library: Library, paths: Paths, clock: ManualClock
) -> None:
    """Else another history with as many entries would look like damage."""
    first = backing_up.run().backup
    assert first is not None
    for text in ("Then", "And then"):
        builders.put(session, "value", text)
    clock.forward(minutes=5)
    backing_up.run()
    library.close()
    clock.forward(minutes=5)
    aside = Restoring(paths.library, TEMPLATES, clock).put_back(first.path)
    assert aside is not None
    with closing(Library.open(paths.library, TEMPLATES, clock)) as back:
        again = back.session(session.canvas.id)
        for text in ("Otherwise", "And otherwise"):
            builders.put(again, "value", text)
        assert backing_up.run().faults == ()
        builders.put(again, "value", "On and on")
        assert backing_up.run().faults == ()


def test_the_backups_of_older_tables_are_not_compared_row_by_row(backing_up: BackingUp, clock: ManualClock) -> None:
    """A migration changes rows that nobody has worked on."""
    backup = backing_up.run().backup
    assert backup is not None
    noted = backup.path.with_name(backup.path.name + ".json")
    about, facts = noted.read_text().splitlines()
    other_rows = facts.replace('"rows": "', '"rows": "x')
    noted.write_text(f"{about}\n{other_rows}\n")
    assert backing_up.run().faults
    older = about.replace(f'"schema": {SCHEMA_VERSION}', '"schema": 1')
    noted.write_text(f"{older}\n{other_rows}\n")
    clock.forward(minutes=1)
    outcome = backing_up.run()
    assert (outcome.faults, outcome.new) == ((), True)


def test_an_older_library_put_back_by_hand_is_not_told_as_damage(
    backing_up: BackingUp, session: Session, library: Library, paths: Paths, clock: ManualClock
) -> None:
    first = backing_up.run().backup
    assert first is not None
    builders.put(session, "value", "Later")
    clock.forward(minutes=5)
    backing_up.run()
    library.close()
    paths.library.write_bytes(first.path.read_bytes())
    assert backing_up.run().faults == ()


# rotation


def made(at: datetime, *, own: bool = True) -> Backup:
    stamp = round(at.timestamp() * 1000)
    return Backup(Path(f"library-{at:%Y-%m-%d-%H-%M-%S}.cmcdb"), stamp, 1, stamp if own else 0, is_own=own)


def test_a_spoilt_backup_takes_no_sound_ones_place_for_its_day() -> None:
    now = datetime(2026, 11, 22, 18, 0, 0)
    there = [made(now - timedelta(hours=number)) for number in range(72)]
    sound, spoilt = there[42], replace(there[41], checked_at=0)  # of one day
    gone = to_be_dropped([*there[:18], spoilt, sound], round(now.timestamp() * 1000))
    assert sound not in gone
    assert spoilt in gone


def test_of_hourly_backups_over_two_years_the_last_ten_and_one_for_each_day_and_month_stay() -> None:
    now = datetime(2026, 11, 22, 18, 0, 0)
    there = [made(now - timedelta(hours=2 * number)) for number in range(12 * 730)]
    gone = {one.path for one in to_be_dropped(there, round(now.timestamp() * 1000))}
    stay = [one for one in there if one.path not in gone]
    assert {one.path for one in there[:10]} <= {one.path for one in stay}
    days = {datetime.fromtimestamp(one.made_at / 1000).date() for one in stay}
    assert {(now - timedelta(days=number)).date() for number in range(14)} <= days
    assert len({(day.year, day.month) for day in days}) >= 12
    assert len(stay) <= 10 + 14 + 13
    assert to_be_dropped(stay, round(now.timestamp() * 1000)) == []


@given(
    hours=st.lists(st.integers(0, 50_000), min_size=1, max_size=60, unique=True),
    own=st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_the_last_one_and_what_the_app_did_not_make_always_stay(hours: list[int], own: list[bool]) -> None:
    now = datetime(2026, 11, 22, 18, 0, 0)
    there = [made(now - timedelta(hours=ago), own=mine) for ago, mine in zip(hours, own, strict=False)]
    gone = to_be_dropped(there, round(now.timestamp() * 1000))
    assert all(one.is_own for one in gone)
    mine = [one for one in there if one.is_own]
    if mine:
        assert max(mine, key=lambda one: one.made_at) not in gone


def test_files_that_the_app_did_not_make_are_left_alone(
    backing_up: BackingUp, session: Session, paths: Paths, clock: ManualClock
) -> None:
    folder = backups_beside(paths.library)
    folder.mkdir()
    strangers = ["library-2020-01-01-00-00-00.cmcdb", "library-schema-1.cmcdb", "letter.txt", "other-2020.cmcdb"]
    for name in strangers:
        (folder / name).write_text("not the app's")
    for number in range(30):
        builders.put(session, "value", str(number))
        clock.forward(minutes=3)
        backing_up.run()
    assert {*strangers} <= {*names(paths.library)}
    assert len([one for one in listed_backups(paths.library) if one.is_own]) == 10


def test_the_backups_of_another_computer_on_the_same_stick_are_left_alone(
    library: Library, session: Session, paths: Paths, tmp_path: Path, clock: ManualClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    elsewhere = tmp_path / "elsewhere" / "library.cmcdb"
    with closing(Library.open(elsewhere, TEMPLATES, clock)) as other:
        other.new("Of another office")
        theirs = BackingUp(elsewhere, TEMPLATES, clock, stick).run().backup
    assert theirs is not None
    for number in range(14):
        clock.forward(minutes=1)
        builders.put(session, "value", str(number))
        assert BackingUp(paths.library, TEMPLATES, clock, stick).run().second_trouble is None
    assert (stick / theirs.path.name).exists()
    assert len(list(stick.glob("*.cmcdb"))) == 11
    good = last_good(paths.library, stick)
    assert good is not None
    assert good.checked_at == clock.now()


# trouble


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the process")
def test_without_room_on_the_disk_it_is_told_and_the_backups_there_are_stay(
    backing_up: BackingUp, session: Session, paths: Paths, clock: ManualClock
) -> None:
    import resource

    backing_up.run()
    builders.put(session, "value", "One more")
    clock.forward(minutes=1)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(LibraryTrouble) as caught:
            backing_up.run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.safe
    (backup,) = listed_backups(paths.library)
    assert backup.is_as_checked()
    assert len(names(paths.library)) == 2
    assert backing_up.run().new


def test_a_missing_second_folder_is_told_and_the_backup_beside_the_library_is_made(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    outcome = BackingUp(paths.library, TEMPLATES, clock, tmp_path / "stick").run()
    assert outcome.backup is not None
    assert outcome.second_trouble is not None
    assert "stick" in outcome.second_trouble.happened


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such permissions")
def test_no_more_people_may_read_a_backup_than_the_library(backing_up: BackingUp, paths: Paths) -> None:
    paths.library.chmod(0o600)
    backup = backing_up.run().backup
    assert backup is not None
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


def test_a_library_that_is_gone_or_empty_is_not_begun_anew_where_there_are_backups(
    backing_up: BackingUp, library: Library, paths: Paths
) -> None:
    library.close()
    check_not_lost(paths.library)
    backing_up.run()
    check_not_lost(paths.library)
    for lose in (lambda: paths.library.write_bytes(b""), paths.library.unlink):
        lose()
        with pytest.raises(DamagedLibrary, match="backups"):
            check_not_lost(paths.library)


def with_stick(paths: Paths, clock: ManualClock, tmp_path: Path) -> tuple[BackingUp, Path]:
    """What backs up into a second folder as well, and that folder."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return BackingUp(paths.library, TEMPLATES, clock, stick), stick


def test_a_backup_spoilt_before_it_is_in_the_second_folder_is_not_copied_and_not_called_made(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    backing_up, stick = with_stick(paths, clock, tmp_path)
    spoilt: list[Path] = []

    def copy_spoilt(backup: Backup, target: Path, pause: Callable[[], object]) -> None:
        spoilt.append(backup.path)
        bend(backup.path)
        real(backup, target, pause)

    real = second_folder.copy_whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second_folder, "copy_whole", copy_spoilt)
        trouble = backing_up.run().second_trouble
    assert trouble is not None
    assert trouble.happened == f"The backup {spoilt[0].name} is damaged: its file is no longer what was written."
    assert "was made" not in trouble.safe
    assert list(stick.iterdir()) == []
    clock.forward(minutes=1)
    healed = backing_up.run()
    assert (healed.spoilt, healed.second_trouble) == ((spoilt[0],), None)
    (copy,) = stick.glob("*.cmcdb")
    assert healed.backup is not None
    assert copy.name == healed.backup.path.name


def test_a_stick_that_reads_back_something_else_is_told_as_that(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    backing_up, stick = with_stick(paths, clock, tmp_path)

    def read_back(path: Path, pause: Callable[[], object]) -> str:
        bend(path)
        return real(path, pause)

    real = second_folder.file_hash
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second_folder, "file_hash", read_back)
        trouble = backing_up.run().second_trouble
    assert trouble is not None
    assert trouble.happened == f"What was read back from the second folder, {stick}, differs from what was written."
    assert trouble.safe == "The backup beside the library was made."
    assert list(stick.iterdir()) == []


def test_trouble_of_the_system_with_the_second_folder_is_told_in_words(
    library: Library, session: Session, paths: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    backing_up, stick = with_stick(paths, clock, tmp_path)
    for error, why in ((OSError(28, "No space left on device"), "No space left on device"), (OSError("odd"), "odd")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(second_folder, "sync_folder", _raising(error))
            trouble = backing_up.run().second_trouble
        assert trouble is not None
        assert trouble.happened == f"The backup could not be written into the second folder, {stick}: {why}."


def _raising(error: OSError) -> Callable[[Path], None]:
    def fail(_folder: Path) -> None:
        raise error

    return fail
