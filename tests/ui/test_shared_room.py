"""Two laptops on one shared library: what the one writes the other shows, and who leads is told."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import builders
import keyring
import keyring.backend
import pytest
from postgres_server import PASSWORD, WITH_PASSWORD, PostgresServer
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, EndWorkshop, StartWorkshop
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.leading import this_laptop
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_leading import _PRESENCE, PostgresLeading
from cmc_desktop.model.store.postgres_news import PostgresNews
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.dialogs.shared_library_dialog import SharedLibraryDialog
from cmc_desktop.ui.library.led_question import LedQuestion
from cmc_desktop.ui.start import start

Laptop = Callable[..., Controller]


class Ring(keyring.backend.KeyringBackend):
    """A keyring that lasts as long as its test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def laptop(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Laptop]:
    """Starts the app on a laptop of its own, with a library, or with the one it had the last time."""
    started: list[Controller] = []

    def run(library: ServerAddress | None, name: str = "one") -> Controller:
        controller = start(qapp, builders.paths_in(tmp_path / name), library, ManualClock())
        qtbot.addWidget(controller.window)
        controller.window.resize(1280, 720)
        with qtbot.waitSignal(controller.keeper.changed):
            controller.window.show()
        started.append(controller)
        return controller

    yield run
    for controller in started:
        controller.window.close()


def test_a_note_written_on_one_laptop_is_on_the_other_ones_board(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    assert here.library is not None
    canvas_id = here.library.new("Night bus", "Port Alder")
    qtbot.waitUntil(lambda: there.library_page.browser.table.model().rowCount() == 1)
    here.open_canvas(canvas_id)
    there.open_canvas(canvas_id)
    assert here.desk is not None
    assert there.desk is not None
    here.desk.bridge.do(AddNote("value", "Free rides at night"))
    qtbot.waitUntil(lambda: builders.texts(there.desk.bridge.session, "value") == ["Free rides at night"])
    assert f"Shared library: {shared_library.shown}" in _status(there)


def test_a_fault_in_listening_is_said_on_the_bar(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = laptop(shared_library)
    assert here.library is not None
    news = here.library.store.news
    assert news is not None
    qtbot.waitUntil(lambda: bool(news.connections))
    with monkeypatch.context() as faulty:
        faulty.setattr(PostgresNews, "_take", lambda *_: {}["planted"])
        here.library.new("Night bus", "Port Alder")
        qtbot.waitUntil(lambda: "comes in more slowly" in here.shared.bar.words)


def _status(controller: Controller) -> str:
    return controller.window._shared.text()


def led(here: Controller, there: Controller, qtbot: QtBot) -> str:
    """A workshop that is led `here` and open `there`; the canvas's id."""
    assert here.library is not None
    canvas_id = here.library.new("Night bus", "Port Alder")
    builders.set_agenda(here.library.session(canvas_id))
    for controller in (here, there):
        controller.open_canvas(canvas_id)
    assert here.desk is not None
    here.desk.bridge.do(StartWorkshop())
    qtbot.waitUntil(lambda: "led from another laptop" in there.shared.bar.words)
    return canvas_id


def test_a_workshop_is_led_from_one_laptop_and_read_on_the_other(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    led(here, there, qtbot)
    assert there.shared.bar.isVisible()
    assert not here.shared.bar.isVisible()
    assert there.desk is not None
    assert not there.desk.bridge.do(EndWorkshop())
    assert "led from another laptop" in there.window.messages.text
    assert there.desk.bridge.canvas.workshop.active

    there.shared.bar.button.setFocus()
    qtbot.keyClick(there.shared.bar.button, Qt.Key.Key_Space)
    box = there.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    (lead,) = [button for button in box.findChildren(QPushButton) if button.text() == "Lead from here"]
    lead.click()
    qtbot.waitUntil(lambda: here.shared.bar.isVisible())
    assert not there.shared.bar.isVisible()
    assert there.desk.bridge.do(EndWorkshop())
    qtbot.waitUntil(lambda: not here.shared.bar.isVisible())


def test_a_shared_library_is_backed_up_into_a_file_and_what_is_there_is_left_alone(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot, tmp_path: Path
) -> None:
    here = laptop(shared_library, "one")
    assert here.library is not None
    canvas_id = here.library.new("Night bus", "Port Alder")
    builders.put(here.library.session(canvas_id), "value", "Free rides at night")
    file = tmp_path / "stick" / "council.cmcdb"
    file.parent.mkdir()

    def back_up() -> None:
        here.actions["backups"].trigger()
        (chooser,) = [one for one in here.window.findChildren(QFileDialog) if one.isVisible()]
        chooser.fileSelected.emit(str(file))
        chooser.reject()

    back_up()
    qtbot.waitUntil(lambda: "It holds 1 canvas." in here.window.messages.text, timeout=20_000)
    with closing(Library.open(file, builders.TEMPLATES, ManualClock())) as copy:
        assert builders.texts(copy.session(canvas_id), "value") == ["Free rides at night"]
    assert [one.name for one in file.parent.iterdir() if one.suffix != ".cmcdb-journal"] == [file.name]
    held = file.read_bytes()
    here.window.messages.hide()
    back_up()
    qtbot.waitUntil(lambda: "is there already" in here.window.messages.text)
    assert file.read_bytes() == held


def test_leaving_the_canvas_lets_another_laptop_lead(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    led(here, there, qtbot)
    here.show_library()
    qtbot.waitUntil(lambda: not there.shared.bar.isVisible())
    assert there.desk is not None
    assert there.desk.bridge.do(EndWorkshop())


def test_deleting_a_canvas_that_another_laptop_leads_is_asked_about_with_its_name(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    canvas_id = led(here, there, qtbot)
    there.show_library()
    assert there.library is not None
    head = there.library.store.head(canvas_id)
    verbs = there.library_page.verbs

    verbs.delete(head)
    question = there.window.findChild(LedQuestion)
    assert isinstance(question, LedQuestion)
    assert this_laptop() in " ".join(one.text() for one in question.findChildren(QLabel))
    qtbot.keyClick(question.leave, Qt.Key.Key_Return)
    assert not there.library.store.head(canvas_id).deleted_at

    verbs.delete(head)
    (question,) = [one for one in there.window.findChildren(LedQuestion) if one.isVisible()]
    question.go_on.click()
    assert there.library.store.head(canvas_id).deleted_at
    there.library_page.undo()
    assert not there.library.store.head(canvas_id).deleted_at


def test_quitting_asks_the_server_for_nothing_and_lets_another_laptop_lead(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    led(here, there, qtbot)
    asked: list[str] = []
    monkeypatch.setattr(PostgresLeading, "let_go", lambda _leading, canvas_id: asked.append(canvas_id))
    here.window.close()
    assert asked == []
    qtbot.waitUntil(lambda: not there.shared.bar.isVisible(), timeout=20_000)
    assert there.desk is not None
    assert there.desk.bridge.do(EndWorkshop())


def test_a_window_that_is_cut_off_says_so_reads_on_and_comes_back_by_itself(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    here = laptop(shared_library)
    assert here.library is not None
    canvas_id = here.library.new("Night bus", "Port Alder")
    here.open_canvas(canvas_id)
    assert here.desk is not None
    here.desk.bridge.do(AddNote("value", "Free rides"))
    postgres.stop()
    qtbot.waitUntil(lambda: "cannot be reached" in here.shared.bar.words)
    assert here.shared.bar.isVisible()
    assert not here.desk.bridge.do(AddNote("value", "Not stored"))
    assert "this last change was not stored" in here.window.messages.text
    assert builders.texts(here.desk.bridge.session, "value") == ["Free rides"]
    postgres.start()
    qtbot.waitUntil(lambda: not here.shared.bar.isVisible())
    assert here.desk.bridge.do(AddNote("value", "Stored again"))


def test_the_librarys_page_stays_while_the_server_is_away(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    here = laptop(shared_library)
    assert here.library is not None
    here.library.new("Night bus", "Port Alder")
    qtbot.waitUntil(lambda: here.library_page.browser.table.model().rowCount() == 1)
    postgres.stop()
    qtbot.waitUntil(here.shared.bar.isVisible)
    here.library_page.refresh()
    assert "cannot be reached" in here.window.messages.text
    assert here.library_page.browser.table.model().rowCount() == 1
    postgres.start()
    qtbot.waitUntil(lambda: not here.shared.bar.isVisible())


def test_a_shared_library_is_opened_by_the_dialog_with_the_keyboard_and_its_password_kept_by_the_keyring(
    laptop: Laptop, postgres: PostgresServer, qtbot: QtBot, ring: Ring
) -> None:
    address = replace(postgres.new_library(), user=WITH_PASSWORD)
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    try:
        here = laptop(None)
        here.run("shared_library")
        dialog = here.window.findChild(SharedLibraryDialog)
        assert isinstance(dialog, SharedLibraryDialog)
        qtbot.keyClicks(dialog.server, address.host)
        dialog.port.setText(str(address.port))
        qtbot.keyClicks(dialog.database, address.database)
        qtbot.keyClicks(dialog.user, address.user)
        qtbot.keyClick(dialog.user, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "asks for a password" in dialog.trouble)
        qtbot.keyClicks(dialog.password, "wrong")
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "did not take the user or the password" in dialog.trouble)
        assert not ring.kept
        dialog.password.clear()
        qtbot.keyClicks(dialog.password, PASSWORD)
        with qtbot.waitSignal(here.keeper.changed):
            qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
        assert ring.kept == {("CMC Desktop", address.url): PASSWORD}
        assert here.window.settings.library == address.url
        assert address.shown in here.window.messages.text
        here.window.close()
        files = [path for path in here.window.paths.data.rglob("*") if path.is_file()]
        assert not [path for path in files if b"horse" in path.read_bytes()]

        again = laptop(None)
        assert again.library is not None
        assert again.library.store.address == address
        again.window.close()
    finally:
        postgres.drop(address)
        postgres.run(f"DROP ROLE {WITH_PASSWORD}")


def test_a_reader_is_told_so_above_the_page(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    postgres.run("CREATE ROLE only_reads LOGIN")
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO only_reads", database=shared_library.database)
    try:
        here = laptop(replace(shared_library, user="only_reads"))
        assert here.shared.bar.words == "You may read this shared library, not write in it."
        here.window.close()
    finally:
        postgres.run("DROP OWNED BY only_reads", database=shared_library.database)
        postgres.run("DROP ROLE only_reads")


def test_a_canvas_removed_elsewhere_is_left_and_what_was_being_typed_can_be_taken_along(
    laptop: Laptop, shared_library: ServerAddress, qtbot: QtBot
) -> None:
    here, there = laptop(shared_library, "one"), laptop(shared_library, "other")
    assert here.library is not None
    canvas_id = here.library.new("Night bus", "Port Alder")
    there.open_canvas(canvas_id)
    assert there.desk is not None
    there.desk.page.bring_back({"box:value": "Half a thought"})
    here.library.delete(canvas_id)
    here.library.purge(canvas_id)
    qtbot.waitUntil(lambda: there.desk is None, timeout=10_000)
    assert "removed for good in another window" in there.window.messages.text
    assert "Half a thought" in there.window.messages.text
    kept = there.window.paths.unstored_words
    assert not kept.exists() or "Half a thought" not in kept.read_text("utf-8")
    assert here.library.every_listed()[0] == []


def test_a_password_changed_meanwhile_is_asked_for_once_and_the_canvas_stays_open(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{WITH_PASSWORD}'"
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} SUPERUSER LOGIN PASSWORD '{PASSWORD}'")
    try:
        address = postgres.address(shared_library.database, WITH_PASSWORD).with_password(PASSWORD)
        controller = laptop(address)
        assert controller.library is not None
        news = controller.library.store.news
        qtbot.waitUntil(lambda: news is not None and news.connections > 0)
        controller.open_canvas(controller.library.new("Night bus"))
        desk = controller.desk
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} PASSWORD 'another'", end)
        qtbot.waitUntil(lambda: bool(_dialogs(controller)), timeout=15_000)
        controller.shared.look()
        (dialog,) = _dialogs(controller)
        dialog.password.setText("another")
        dialog.accept()
        qtbot.waitUntil(lambda: not controller.shared.bar.words, timeout=15_000)
        assert controller.desk is desk
        assert desk is not None
        assert desk.bridge.do(AddNote("value", "Let in again"))
        controller.window.close()
    finally:
        postgres.run(end, f"DROP ROLE {WITH_PASSWORD}")


def test_one_dialog_asks_for_a_password_and_is_gone_when_the_server_lets_the_app_in_again(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{WITH_PASSWORD}'"
    postgres.run(f"CREATE ROLE {WITH_PASSWORD} SUPERUSER LOGIN PASSWORD '{PASSWORD}'")
    try:
        controller = laptop(postgres.address(shared_library.database, WITH_PASSWORD).with_password(PASSWORD))
        assert controller.library is not None
        news = controller.library.store.news
        qtbot.waitUntil(lambda: news is not None and news.connections > 0)
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} PASSWORD 'another'", end)
        qtbot.waitUntil(lambda: bool(_dialogs(controller)), timeout=15_000)
        controller.keeper.password_wanted.emit()  # the page of the library meets the same
        assert len(_dialogs(controller)) == 1
        postgres.run(f"ALTER ROLE {WITH_PASSWORD} PASSWORD '{PASSWORD}'")
        qtbot.waitUntil(lambda: not controller.shared.bar.words, timeout=15_000)
        assert not _dialogs(controller)
        controller.run("shared_library")
        controller.shared.look()
        assert len(_dialogs(controller)) == 1
        controller.window.close()
    finally:
        postgres.run(end, f"DROP ROLE {WITH_PASSWORD}")


def test_a_window_that_cannot_read_what_others_write_says_so_and_takes_it_in_when_it_can(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    shown = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = {_PRESENCE}"
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'crowded'"
    postgres.run("CREATE ROLE crowded LOGIN")
    postgres.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO crowded", database=shared_library.database)
    try:
        with closing(Library.open(shared_library, builders.TEMPLATES, ManualClock())) as others:
            canvas_id = others.new("Night bus", "Port Alder")
            here = laptop(replace(shared_library, user="crowded"))
            here.open_canvas(canvas_id)
            desk = here.desk
            assert desk is not None
            assert here.library is not None
            news = here.library.store.news
            qtbot.waitUntil(lambda: news is not None and news.connections > 0 and not here.shared.bar.words)
            # the listener stays, and there is room for nothing besides
            postgres.run("ALTER ROLE crowded CONNECTION LIMIT 1", f"{end} AND pid NOT IN ({shown})")
            others.session(canvas_id).do(AddNote("value", "Free rides"))
            qtbot.waitUntil(lambda: "What others write does not come in" in here.shared.bar.words)
            assert "too many connections" in here.shared.bar.words
            assert builders.texts(desk.bridge.session, "value") == []
            postgres.run("ALTER ROLE crowded CONNECTION LIMIT -1")
            qtbot.waitUntil(lambda: not here.shared.bar.words, timeout=20_000)
            assert builders.texts(desk.bridge.session, "value") == ["Free rides"]
            here.window.close()
    finally:
        postgres.run(end)
        postgres.run("DROP OWNED BY crowded", database=shared_library.database)
        postgres.run("DROP ROLE crowded")


def test_a_library_lost_for_want_of_rights_comes_back_by_itself_when_they_are_there_again(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    postgres.run("CREATE ROLE only_reads LOGIN")
    all_tables = "ALL TABLES IN SCHEMA public"
    postgres.run(f"GRANT SELECT ON {all_tables} TO only_reads", database=shared_library.database)
    try:
        here = laptop(replace(shared_library, user="only_reads"))
        assert here.library is not None
        postgres.run(f"REVOKE SELECT ON {all_tables} FROM only_reads", database=shared_library.database)
        here.library_page.refresh()
        assert here.library is None
        assert here.library_page.trouble.isVisible()
        postgres.run(f"GRANT SELECT ON {all_tables} TO only_reads", database=shared_library.database)
        qtbot.waitUntil(lambda: here.library is not None, timeout=20_000)
        assert not here.library_page.trouble.isVisible()
        here.window.close()
    finally:
        postgres.run("DROP OWNED BY only_reads", database=shared_library.database)
        postgres.run("DROP ROLE only_reads")


@pytest.fixture
def silent() -> Iterator[ServerAddress]:
    """A server that takes a connection and never says a word."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        yield ServerAddress("127.0.0.1", "canvases", there.getsockname()[1], "nora")


def test_the_window_lives_while_the_server_of_its_library_keeps_silent_and_cancel_ends_the_waiting(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, silent: ServerAddress
) -> None:
    controller = start(qapp, builders.paths_in(tmp_path), silent, ManualClock())
    qtbot.addWidget(controller.window)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.tasks.label == f"Connecting to {silent.shown}.")
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(1)
    qtbot.waitUntil(lambda: len(beats) > 50)
    assert controller.tasks.busy
    controller.tasks.cancel()
    qtbot.waitUntil(controller.library_page.trouble.isVisible)
    assert not controller.tasks.busy
    controller.window.close()


def test_the_dialog_lives_while_a_server_keeps_silent_and_cancel_closes_it(
    laptop: Laptop, shared_library: ServerAddress, silent: ServerAddress, qtbot: QtBot
) -> None:
    controller = laptop(shared_library)
    controller.run("shared_library")
    (dialog,) = _dialogs(controller)
    dialog.server.setText(silent.url)
    dialog.accept()
    assert dialog.working
    assert dialog.doing.isVisible()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not _dialogs(controller))
    assert controller.library is not None


def _dialogs(controller: Controller) -> list[SharedLibraryDialog]:
    return [one for one in controller.window.findChildren(SharedLibraryDialog) if one.isVisible()]


def test_a_window_started_while_the_server_is_away_opens_by_itself_when_it_is_there(
    laptop: Laptop, shared_library: ServerAddress, postgres: PostgresServer, qtbot: QtBot
) -> None:
    postgres.stop()
    controller = laptop(shared_library)
    assert controller.library is None
    postgres.start()
    qtbot.waitUntil(lambda: controller.library is not None, timeout=15_000)
