"""Backups in the real window: made by themselves, told in the status bar, and restored by clicks and keys."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import builders
import damages
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services import examining_beside, library_place, second_folder
from cmc_desktop.model.services.backups import listed_backups
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.services.taken_out import TakenOut
from cmc_desktop.model.store.backup import backups_beside
from cmc_desktop.paths import Paths
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.backups_dialog import BackupsDialog
from cmc_desktop.ui.dialogs.replace_library_dialog import ReplaceLibraryDialog
from cmc_desktop.ui.dialogs.restore_dialog import RestoreDialog
from cmc_desktop.ui.start import start

_Computer = library_place.Computer
SCHEMA_2 = Path(__file__).parents[1] / "files" / "library-schema-2.cmcdb.gz"


class Apps:
    """Starts the app, one run after the other, on one clock."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, paths: Paths) -> None:
        self._qtbot, self._qapp, self.paths = qtbot, qapp, paths
        self.clock = ManualClock()
        self.last: Controller | None = None

    def start(self) -> Controller:
        self.end()
        app = self.last = start(self._qapp, self.paths, None, self.clock)
        self._qtbot.addWidget(app.window)
        app.window.resize(1280, 720)
        with self._qtbot.waitSignal(app.keeper.changed):
            app.window.show()
        return app

    def backed_up(self) -> Controller:
        """The app after its first quiet moment."""
        app = self.start()
        app.backups.run_quietly()
        self._qtbot.waitUntil(lambda: "Last backup" in app.backups.line.text())
        return app

    def end(self) -> None:
        if self.last is not None:
            self.last.window.close()
            self.last = None


@pytest.fixture
def apps(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Apps]:
    apps = Apps(qtbot, qapp, paths)
    yield apps
    apps.end()


@pytest.fixture
def hashes(paths: Paths) -> dict[str, str]:
    """A library with a signed canvas, one in the room and a draft: what they say, by id."""
    with closing(Library.open(paths.library, builders.TEMPLATES, ManualClock())) as library:
        builders.sign(library.session(library.new("Night bus", "Oslo")))
        builders.lived_in(library.session(library.new("Rain gardens", "Riga")), "consensus")
        builders.fill_with_sample(library.session(library.new("Market hall")))
    return hashes_of(paths.library)


def hashes_of(path: Path) -> dict[str, str]:
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        return {item.head.id: library.session(item.head.id).canvas.content_hash for item in library.listed()}


def dialog_of(app: Controller, kind: type[BackupsDialog] | type[RestoreDialog]) -> BackupsDialog | RestoreDialog:
    (dialog,) = [one for one in app.window.findChildren(kind) if one.isVisible()]
    return dialog


def backups_dialog(qtbot: QtBot, app: Controller) -> BackupsDialog:
    """The open dialog, once the folders were read."""
    dialog = dialog_of(app, BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    library, second = app.keeper.address, app.backups.second
    assert isinstance(library, Path)
    there = listed_backups(library, *([second] if second is not None else []))
    qtbot.waitUntil(lambda: app.backups.standing.backups == there)
    return dialog


def restore_dialog(qtbot: QtBot, app: Controller) -> RestoreDialog:
    """The open dialog, once it has looked into the backup."""
    dialog = dialog_of(app, RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    qtbot.waitUntil(lambda: dialog.is_ready or bool(dialog.trouble))
    return dialog


def click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def restore_whole(qtbot: QtBot, dialog: RestoreDialog) -> str:
    """Choose the whole library and say yes to what is asked then; returns what was warned of."""
    click(qtbot, dialog.whole)
    click(qtbot, dialog.button)
    (asking,) = dialog.findChildren(ReplaceLibraryDialog)
    assert asking.isVisible()
    click(qtbot, asking.replace)
    return dialog.goes.text()


def choose(dialog: BackupsDialog, path: Path) -> None:
    (chooser,) = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()]
    chooser.fileSelected.emit(str(path))
    chooser.reject()


def test_a_library_is_backed_up_by_itself_and_the_status_bar_says_when(
    apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    assert app.backups.line.text().startswith("Last backup: today ")
    assert app.backups.line.property("look") == "status"
    (backup,) = listed_backups(paths.library)
    assert backup.is_as_checked()
    assert hashes_of(backup.path) == hashes


def test_the_first_backup_comes_without_being_asked_for(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmc_desktop.ui.backups.backup_keeper.QUIET_AFTER", 0)
    app = apps.start()
    qtbot.waitUntil(lambda: "Last backup" in app.backups.line.text())


def test_the_window_is_closed_in_the_middle_of_a_backup_and_nothing_half_stays(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking = Event()

    def without_end(_copy: Path, _templates: object, _known: object, pause: Callable[[], object]) -> None:
        while True:
            checking.set()
            pause()

    monkeypatch.setattr(examining_beside, "examiner", lambda _resources: without_end)
    app = apps.start()
    app.backups.run_quietly()
    qtbot.waitUntil(checking.is_set)
    apps.end()
    assert app.backups.idle
    assert list(backups_beside(paths.library).iterdir()) == []


def test_a_folder_of_backups_that_does_not_answer_holds_up_nobody(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], backups_are_read: Event
) -> None:
    app = apps.start()
    assert app.library is not None
    assert app.backups.line.text() == "Looking for backups…"
    app.actions["backups"].trigger()
    assert dialog_of(app, BackupsDialog).isVisible()
    backups_are_read.set()
    qtbot.waitUntil(lambda: app.backups.line.text() == "No backup yet")


def test_a_look_into_a_backup_that_nobody_waits_for_ends(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = apps.backed_up()

    def without_end(_self: Restoring, _file: Path, pause: Callable[[], object]) -> None:
        while True:
            pause()

    monkeypatch.setattr(Restoring, "compare", without_end)
    app.actions["backups"].trigger()
    click(qtbot, backups_dialog(qtbot, app).restore)
    dialog = dialog_of(app, RestoreDialog)
    assert app.tasks.busy
    dialog.reject()
    qtbot.waitUntil(lambda: not app.tasks.busy)


def test_another_library_gets_backups_of_its_own(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, tmp_path: Path
) -> None:
    app = apps.start()
    app.backups.run_quietly()
    app.keeper.change_to(tmp_path / "other" / "other.cmcdb")
    assert app.backups.idle
    qtbot.waitUntil(lambda: app.backups.line.text() == "No backup yet")
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: "Last backup" in app.backups.line.text())
    assert len(listed_backups(tmp_path / "other" / "other.cmcdb")) == 1


def test_an_old_backup_is_told_in_amber(apps: Apps, hashes: dict[str, str]) -> None:
    app = apps.backed_up()
    apps.clock.forward(minutes=25 * 60)
    app.backups.tell()
    assert app.backups.line.text().startswith("Last backup: yesterday ")
    assert app.backups.line.property("look") == "status-warning"


def test_back_up_now_tells_its_end_and_lists_the_new_one(qtbot: QtBot, apps: Apps, hashes: dict[str, str]) -> None:
    app = apps.backed_up()
    click(qtbot, app.backups.line)
    dialog = backups_dialog(qtbot, app)
    assert dialog.table.rowCount() == 1
    apps.clock.forward(minutes=1)
    assert app.library is not None
    app.library.new("Made later")
    click(qtbot, dialog.now)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2)
    assert dialog.table.item(0, 1).text() == "4"
    assert app.window.messages.text == "The library was backed up and checked."
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)


@pytest.mark.parametrize(
    "name", ["overwritten_header", "cut_short", "deleted", "nothing_left", "a_letter_in_its_place"]
)
def test_a_library_that_cannot_be_opened_is_restored_from_the_page_that_says_so(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, name: str
) -> None:
    apps.backed_up()
    apps.end()
    next(kind for kind in damages.KINDS if kind.__name__ == name)(paths.library, random.Random(name))
    app = apps.start()
    assert app.library_page.trouble.isVisible()
    click(qtbot, app.library_page.trouble.restore)
    dialog = backups_dialog(qtbot, app)
    assert not dialog.now.isEnabled()
    qtbot.keyClick(dialog.restore, Qt.Key.Key_Space)
    restoring = restore_dialog(qtbot, app)
    qtbot.keyClick(restoring, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.library is not None)
    assert "The library was restored from library-" in app.window.messages.text
    assert not app.library_page.trouble.isVisible()
    apps.end()
    assert hashes_of(paths.library) == hashes


@pytest.mark.parametrize("name", ["another_name", "a_changed_note", "another_history"])
def test_damage_that_opens_without_a_word_is_told_soon_after_and_restored(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, name: str
) -> None:
    apps.backed_up()
    apps.end()
    next(kind for kind in damages.KINDS if kind.__name__ == name)(paths.library, random.Random(name))
    app = apps.start()
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: "failed its check" in app.backups.line.text())
    assert "The library failed its check:" in app.window.messages.text
    assert app.backups.line.property("look") == "status-warning"
    app.window.messages.take_offer()
    dialog = backups_dialog(qtbot, app)
    assert dialog.as_it_is.isVisible()
    click(qtbot, dialog.restore)
    restoring = restore_dialog(qtbot, app)
    assert "is sound and holds 3 canvases" in restoring.summary.text()
    restore_whole(qtbot, restoring)
    qtbot.waitUntil(lambda: "The library was restored" in app.window.messages.text)
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: "Last backup" in app.backups.line.text())
    apps.end()
    assert hashes_of(paths.library) == hashes
    assert [one for one in listed_backups(paths.library) if "set-aside" in one.path.name]


def test_what_differs_can_be_taken_as_right(qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths) -> None:
    apps.backed_up()
    apps.end()
    next(kind for kind in damages.KINDS if kind.__name__ == "another_name")(paths.library, random.Random(1))
    app = apps.start()
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: "failed its check" in app.backups.line.text())
    click(qtbot, app.backups.line)
    click(qtbot, backups_dialog(qtbot, app).as_it_is)
    qtbot.waitUntil(lambda: "Last backup" in app.backups.line.text())
    app.backups.run_now()
    qtbot.waitUntil(lambda: app.window.messages.text == "The library was backed up and checked.")


def test_restoring_is_undone_by_restoring_what_was_set_aside(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    app.library_page.wishes.open_current()
    assert app.desk is not None
    assert app.library is not None
    app.library.new("Made after the backup")
    newer = {one.head.id: app.library.session(one.head.id).canvas.content_hash for one in app.library.listed()}
    assert newer != hashes
    app.actions["backups"].trigger()
    click(qtbot, backups_dialog(qtbot, app).restore)
    restoring = restore_dialog(qtbot, app)
    assert "is not in the backup" in restoring.summary.text()
    assert restore_whole(qtbot, restoring) == "1 canvas that is not in the backup goes out of the library."
    qtbot.waitUntil(lambda: "The library was restored" in app.window.messages.text)
    assert app.desk is None
    apps.clock.forward(minutes=1)
    app.actions["backups"].trigger()
    dialog = backups_dialog(qtbot, app)
    row = next(row for row in range(dialog.table.rowCount()) if "set-aside" in dialog.table.item(row, 4).text())
    dialog.table.selectRow(row)
    app.window.messages.hide()
    click(qtbot, dialog.restore)
    restore_whole(qtbot, restore_dialog(qtbot, app))
    qtbot.waitUntil(lambda: "restored from library-set-aside" in app.window.messages.text)
    apps.end()
    assert hashes_of(paths.library) == newer


def test_a_backup_of_an_older_app_is_restored_and_brought_up_to_date_beside_the_window(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    old = backups_beside(paths.library) / "library-schema-2.cmcdb"
    old.write_bytes(gzip.decompress(SCHEMA_2.read_bytes()))
    app.actions["backups"].trigger()
    dialog = backups_dialog(qtbot, app)
    (row,) = [row for row in range(dialog.table.rowCount()) if dialog.table.item(row, 4).text() == old.name]
    dialog.table.selectRow(row)
    click(qtbot, dialog.restore)
    restore_whole(qtbot, restore_dialog(qtbot, app))
    qtbot.waitUntil(lambda: f"restored from {old.name}" in app.window.messages.text)
    assert app.library is not None
    assert "Night bus on demand" in {one.head.title for one in app.library.listed()}
    assert [one for one in listed_backups(paths.library) if "set-aside" in one.path.name]


def test_enter_in_the_list_restores_nothing_and_the_whole_is_asked_about(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    library = app.library
    app.actions["backups"].trigger()
    click(qtbot, backups_dialog(qtbot, app).restore)
    restoring = restore_dialog(qtbot, app)
    assert restoring.single.isChecked()
    assert not restoring.button.isEnabled()
    for chosen in (False, True):
        restoring.list.item(0).setSelected(chosen)
        restoring.list.setFocus()
        qtbot.keyClick(restoring.list, Qt.Key.Key_Return)
        assert restoring.isVisible()
        assert not restoring.working
    click(qtbot, restoring.whole)
    qtbot.keyClick(restoring.whole, Qt.Key.Key_Return)
    (asking,) = restoring.findChildren(ReplaceLibraryDialog)
    assert_everything_named(asking)
    qtbot.keyClick(asking, Qt.Key.Key_Return)
    assert restoring.isVisible()
    assert not restoring.working
    assert app.library is library
    restoring.reject()


def test_the_message_after_restoring_puts_the_library_back_that_was_there(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    assert app.library is not None
    app.library.new("Made after the backup")
    newer = {one.head.id: app.library.session(one.head.id).canvas.content_hash for one in app.library.listed()}
    app.actions["backups"].trigger()
    click(qtbot, backups_dialog(qtbot, app).restore)
    restore_whole(qtbot, restore_dialog(qtbot, app))
    qtbot.waitUntil(lambda: "The library was restored from library-" in app.window.messages.text)
    apps.clock.forward(minutes=1)
    app.window.messages.take_offer()
    qtbot.waitUntil(lambda: "restored from library-set-aside" in app.window.messages.text)
    apps.end()
    assert hashes_of(paths.library) == newer


def test_what_is_typed_while_a_library_is_put_back_does_not_stop_that(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = apps.backed_up()
    assert app.library is not None
    app.library.new("Made after the backup")
    going, go_on, put_back = Event(), Event(), Restoring.put_back

    def slowly(self: Restoring, file: Path, pause: Callable[[], object] = lambda: None) -> Path | None:
        going.set()
        go_on.wait(10)
        pause()  # raises when it was cancelled meanwhile
        return put_back(self, file, pause)

    monkeypatch.setattr(Restoring, "put_back", slowly)
    app.actions["backups"].trigger()
    click(qtbot, backups_dialog(qtbot, app).restore)
    restore_whole(qtbot, restore_dialog(qtbot, app))
    qtbot.waitUntil(going.is_set)
    search = app.library_page.search
    assert not search.isEnabled(), "there is nothing to search in meanwhile"
    search.setText("n")
    app.library_page.refresh()
    app.actions["new"].trigger()
    go_on.set()
    qtbot.waitUntil(lambda: "The library was restored from library-" in app.window.messages.text)
    assert search.isEnabled()
    apps.end()
    assert hashes_of(paths.library) == hashes


def test_who_searches_when_the_library_is_opened_again_goes_on_searching(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    before = app.library
    app.window.activateWindow()
    app.library_page.search.setFocus()
    (backup,) = listed_backups(paths.library)
    Restoring(paths.library, builders.TEMPLATES, apps.clock).put_back(backup.path)
    qtbot.keyClicks(app.library_page.search, "mark")
    qtbot.waitUntil(lambda: app.library is not before)
    qtbot.keyClicks(QApplication.focusWidget(), "et")
    assert app.library_page.search.text() == "market"


def test_every_letter_of_the_backups_leads_to_one_button(qtbot: QtBot, apps: Apps, hashes: dict[str, str]) -> None:
    app = apps.backed_up()
    click(qtbot, app.backups.line)
    buttons = [one for one in backups_dialog(qtbot, app).findChildren(QPushButton) if one.text()]
    letters = [one.text().partition("&")[2][:1].casefold() for one in buttons]
    assert all(letters)
    assert len(set(letters)) == len(letters) == 9


def test_a_window_takes_in_what_another_one_restored_and_keeps_the_words_that_were_typed(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    assert app.library is not None
    before, known = app.library, {one.head.title: one.head.id for one in app.library.listed()}
    app.open_canvas(known["Rain gardens"])
    assert app.desk is not None
    board = app.desk.page.board
    note = builders.ids(app.desk.bridge.session, "value")[0]
    board.focus_note(note)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert board.editor is not None
    qtbot.keyClicks(QApplication.focusWidget(), " TYPED MEANWHILE")
    words = board.editor.words
    (backup,) = listed_backups(paths.library)
    aside = Restoring(paths.library, builders.TEMPLATES, apps.clock).put_back(backup.path)
    assert aside is not None
    qtbot.waitUntil(lambda: app.library is not before and app.desk is not None)
    assert "It was opened again" in app.window.messages.text
    assert words in app.desk.page.unstored_words().values()
    builders.put(app.desk.bridge.session, "value", "In the library that is there")
    apps.end()
    assert hashes_of(aside) == hashes
    assert hashes_of(paths.library) != hashes


def test_a_single_canvas_is_taken_out_of_a_backup(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    assert app.library is not None
    lost = next(one.head.id for one in app.library.listed() if one.head.title == "Market hall")
    app.library.delete(lost)
    app.library.purge(lost)
    app.library_page.refresh()
    click(qtbot, app.backups.line)
    click(qtbot, backups_dialog(qtbot, app).restore)
    restoring = restore_dialog(qtbot, app)
    assert "1 is not in the library now." in restoring.summary.text()
    assert "Market hall" in restoring.list.item(0).text()
    restoring.list.item(0).setSelected(True)
    assert restoring.single.isChecked()
    assert_everything_named(restoring)
    click(qtbot, restoring.button)
    qtbot.waitUntil(lambda: "“Market hall” was taken out of the backup with " in app.window.messages.text)
    assert app.library_page.current is not None
    assert app.library_page.current.id == lost
    apps.end()
    assert hashes_of(paths.library) == hashes


def test_a_canvas_that_cannot_be_taken_out_holds_up_no_other_and_what_the_library_has_is_not_said_to_be_taken_out(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = apps.backed_up()
    library = app.library
    assert library is not None
    named = {one.head.title: one.head.id for one in library.listed()}
    changed, damaged, same = list(named.values())[:3]
    builders.put(library.session(changed), "value", "Later")
    app.library_page.refresh()
    really = Restoring.take_out

    def take_out(restoring: Restoring, library: Library, file: Path, canvas_id: str) -> TakenOut:
        if canvas_id == damaged:
            raise LibraryTrouble("The disk is full.")
        return really(restoring, library, file, canvas_id)

    monkeypatch.setattr(Restoring, "take_out", take_out)
    before = set(hashes_of(paths.library))
    click(qtbot, app.backups.line)
    click(qtbot, backups_dialog(qtbot, app).restore)
    restoring = restore_dialog(qtbot, app)
    for row in range(restoring.list.count()):
        item = restoring.list.item(row)
        item.setSelected(item.data(Qt.ItemDataRole.UserRole) in (changed, damaged, same))
    click(qtbot, restoring.button)
    qtbot.waitUntil(lambda: "was taken out of the backup." in app.window.messages.text)
    assert app.window.messages.text == (
        "1 canvas was taken out of the backup. Of 1 canvas the library has all that is in the backup already. "
        "1 canvas was not taken out. The disk is full."
    )
    apps.end()
    (beside,) = set(hashes_of(paths.library)) - before
    assert hashes_of(paths.library)[beside] != hashes_of(paths.library)[changed]


def test_a_damaged_backup_is_not_restored(qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths) -> None:
    app = apps.backed_up()
    (backup,) = listed_backups(paths.library)
    data = bytearray(backup.path.read_bytes())
    data[5 * 4096 : 7 * 4096] = bytes(2 * 4096)
    backup.path.write_bytes(data)
    click(qtbot, app.backups.line)
    click(qtbot, backups_dialog(qtbot, app).restore)
    restoring = restore_dialog(qtbot, app)
    assert restoring.trouble
    assert not restoring.button.isEnabled()
    restoring.reject()
    assert app.library is not None


def test_a_missing_stick_is_told_once_and_the_backup_beside_the_library_is_made(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    app = apps.backed_up()
    click(qtbot, app.backups.line)
    dialog = backups_dialog(qtbot, app)
    click(qtbot, dialog.choose_second)
    choose(dialog, stick)
    qtbot.waitUntil(lambda: len(list(stick.glob("*.cmcdb"))) == 1)
    qtbot.waitUntil(dialog.now.isEnabled)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2)
    dialog.accept()
    stick.rename(tmp_path / "pulled out")
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: "is not there" in app.window.messages.text)
    qtbot.waitUntil(lambda: app.backups.idle)
    app.window.messages.hide()
    apps.clock.forward(minutes=60)
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: app.backups.idle)
    assert not app.window.messages.isVisible()
    assert listed_backups(paths.library)[0].checked_at == apps.clock.now()


def test_a_library_is_backed_up_to_a_file_of_ones_own(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], tmp_path: Path
) -> None:
    app = apps.backed_up()
    click(qtbot, app.backups.line)
    dialog = backups_dialog(qtbot, app)
    click(qtbot, dialog.copy_to)
    choose(dialog, tmp_path / "mine.cmcdb")
    qtbot.waitUntil(lambda: "was backed up to" in app.window.messages.text)
    assert hashes_of(tmp_path / "mine.cmcdb") == hashes


def test_a_library_is_not_made_in_a_network_folder_and_one_that_is_there_is_used_with_a_warning(
    apps: Apps, hashes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = apps.start()
    share = tmp_path / "share"
    share.mkdir()
    mounts = f"1 2 0:1 / {share} rw - cifs //server/share rw\n"
    monkeypatch.setattr(library_place, "Computer", lambda: _Computer(mounts=lambda: mounts))
    app.keeper.change_to(share / "new.cmcdb", new=True)
    assert "A library cannot be kept here." in app.window.messages.text
    assert "network drive (cifs)" in app.window.messages.text
    assert not (share / "new.cmcdb").exists()
    apps.end()
    with closing(Library.open(share / "old.cmcdb", builders.TEMPLATES, ManualClock())) as library:
        library.new("There already")
    app = apps.start()
    app.keeper.change_to(share / "old.cmcdb")
    assert "A library cannot be kept here." in app.window.messages.text
    app.window.settings.library = str(share / "old.cmcdb")
    app = apps.start()
    assert app.library is not None
    assert "network drive (cifs)" in app.window.messages.text
    assert app.backups.line.text() == "This is no safe place for a library"
    assert app.backups.line.property("look") == "status-warning"


def test_a_last_backup_that_was_spoilt_on_the_disk_is_told_and_listed_as_not_checked(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], paths: Paths
) -> None:
    app = apps.backed_up()
    (first,) = backups_beside(paths.library).glob("*.cmcdb")
    data = bytearray(first.read_bytes())
    data[-100] ^= 1
    first.write_bytes(data)
    apps.clock.forward(minutes=90)
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: f"The backup {first.name} is damaged" in app.window.messages.text)
    app.backups.show()
    dialog = backups_dialog(qtbot, app)
    rows = [[dialog.table.item(row, column).text() for column in (3, 4)] for row in range(dialog.table.rowCount())]
    assert len(rows) == 2
    assert ["when it is restored", first.name] in rows


def test_a_spoilt_copy_on_a_stick_that_is_full_is_told_together_with_that(
    qtbot: QtBot, apps: Apps, hashes: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = apps.backed_up()
    stick = tmp_path / "stick"
    stick.mkdir()
    app.window.settings.backup_folder = str(stick)
    app.backups.run_now()
    qtbot.waitUntil(lambda: app.backups.idle and bool(list(stick.glob("*.cmcdb"))))
    (copy,) = stick.glob("*.cmcdb")
    copy.write_bytes(copy.read_bytes()[:-4096])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(second_folder, "copy_whole", full)
    app.backups.run_quietly()
    qtbot.waitUntil(lambda: f"The backup {copy.name} is damaged" in app.window.messages.text)
    assert "No space left on device" in app.window.messages.text
    assert "A sound one" not in app.window.messages.text
