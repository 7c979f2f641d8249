"""The record pack by its dialog: real files, a real key, and nothing typed is lost when something is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import named_everywhere
import pikepdf
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from held_steps import hold_until_stopped
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import LibraryTrouble, Refusal
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.record_pack import Packed, PackWish, make_pack, pack_source
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.records.key_dialog import KeyDialog
from cmc_desktop.ui.records.pack_dialog import PackDialog
from cmc_desktop.ui.records.signing_choice import FILE, OWN
from cmc_desktop.ui.tasks import Job, Tasks

FONTS = resources_folder() / "fonts"
PIN = "a long pin"


class Room:
    """A signed canvas, its keys, and the dialog over them."""

    def __init__(self, qtbot: QtBot, library: Library, session: Session, folder: Path) -> None:
        self.qtbot = qtbot
        self.library, self.session = library, session
        self.out = folder / "out"
        self.out.mkdir()
        self.keys = SigningKeys(folder / "keys", library.clock)
        self.tasks = Tasks()
        self.wishes: list[PackWish] = []
        self.packed: list[Packed] = []
        #: raised instead of a pack, when there is one
        self.refusal: Exception | None = None

    def make(self, folder: Path, wish: PackWish, job: Job) -> Packed:
        self.wishes.append(wish)
        if self.refusal is not None:
            raise self.refusal
        return make_pack(
            pack_source(self.library, self.session.canvas),
            folder,
            wish,
            fonts=FONTS,
            clock=self.library.clock,
            keys=self.keys,
            cancelled=job.cancelled,
            progress=job.progress,
            agree=job.ask,
        )

    def dialog(self) -> PackDialog:
        source = pack_source(self.library, self.session.canvas)
        dialog = PackDialog(source, self.out, self.keys, self.tasks, self.make, council="Port Alder")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.packed.connect(self.packed.append)
        self.qtbot.addWidget(dialog)
        dialog.open()
        self.qtbot.waitExposed(dialog)
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        self.wait()
        return dialog

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=30_000)

    def press(self, dialog: PackDialog | KeyDialog) -> None:
        self.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
        self.wait()

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.out.rglob("*") if path.is_file())


@pytest.fixture
def room(qtbot: QtBot, look: Look, library: Library, session: Session, tmp_path: Path) -> Iterator[Room]:
    builders.sign(session)
    room = Room(qtbot, library, session, tmp_path)
    yield room
    room.tasks.finish()


def test_a_pack_with_everything_is_written_into_a_folder_of_its_own(room: Room) -> None:
    dialog = room.dialog()
    assert "“Night bus record version 1 2026-09-21”" in dialog.folder_told.text()
    dialog.minutes.click()
    dialog.fate.click()
    dialog.sheet.paper.setCurrentText("A4")
    room.press(dialog)
    assert not dialog.isVisible()
    assert room.wishes == [PackWish(minutes=True, fate=True, paper="A4")]
    (packed,) = room.packed
    assert packed.folder.name == "Night bus record version 1 2026-09-21"
    assert sorted(packed.files) == room.names
    assert {"Night bus record.pdf", "Night bus record.cmc"} <= set(room.names)


def test_the_board_of_the_record_stands_and_has_the_layout_that_is_chosen(room: Room) -> None:
    dialog = room.dialog()
    dialog.sheet.paper.setCurrentText("A4")
    dialog.sheet.way.setCurrentText("Portrait")
    dialog.sheet.boxes.setCurrentText("Bottom row of six")
    room.press(dialog)
    assert room.wishes == [PackWish(paper="A4", upright=True, layout=Layout.SIX)]
    (packed,) = room.packed
    with pikepdf.open(packed.folder / "Night bus record.pdf") as record:
        _, _, width, height = (float(edge) for edge in record.pages[0].mediabox.as_list())
    assert height > width


def test_a_refusal_leaves_the_dialog_open_with_everything_chosen(room: Room) -> None:
    dialog = room.dialog()
    room.refusal = Refusal("The moon is full.")
    dialog.minutes.click()
    room.press(dialog)
    assert dialog.isVisible()
    assert dialog.trouble == "The moon is full."
    assert dialog.minutes.isChecked()
    assert dialog.button.isEnabled()
    room.refusal = None
    room.press(dialog)
    assert not dialog.isVisible()


def test_what_is_found_after_the_dialog_was_closed_harms_nobody(room: Room) -> None:
    source = pack_source(room.library, room.session.canvas)
    dialog = PackDialog(source, room.out, room.keys, room.tasks, room.make)
    dialog.open()
    dialog.roles.click()
    dialog.reject()
    dialog.deleteLater()
    room.qtbot.wait(1)
    room.wait()


def test_a_pack_that_was_declined_leaves_the_dialog_open_and_writes_nothing(room: Room) -> None:
    dialog = room.dialog()
    room.refusal = Cancelled("The record pack was not written.")
    room.press(dialog)
    assert dialog.isVisible()
    assert dialog.trouble == "The record pack was not written."
    assert room.packed == []


def test_after_a_refusal_the_keys_are_where_they_were(room: Room) -> None:
    dialog = room.dialog()
    room.refusal = Refusal("The moon is full.")
    for where in (dialog.minutes, dialog.folder, dialog.button):
        where.setFocus()
        dialog.accept()
        room.wait()
        assert dialog.focusWidget() is where
        assert where.hasFocus()


def test_a_pin_that_is_too_short_is_told_at_once_and_typed_anew(qtbot: QtBot, room: Room) -> None:
    dialog = KeyDialog(room.keys, room.tasks, "Port Alder")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.pin.setText("12345")
    dialog.again.setText("12345")
    dialog.accept()
    assert not dialog.working
    assert "6 characters or more" in dialog.trouble
    assert (dialog.pin.text(), dialog.again.text()) == ("", "")
    assert dialog.pin.hasFocus()
    dialog.name.clear()
    dialog.accept()
    assert dialog.name.hasFocus()
    assert room.keys.own() is None


@pytest.mark.parametrize(
    ("step", "written"), [("Drawing the record", False), ("Checking the record", False), ("Putting the folder", True)]
)
def test_escape_while_it_works_stops_the_work_or_comes_too_late(
    room: Room, monkeypatch: pytest.MonkeyPatch, step: str, written: bool
) -> None:
    hold_until_stopped(monkeypatch, step)
    dialog = room.dialog()
    dialog.fate.click()
    room.qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert dialog.working
    assert not dialog.button.isEnabled()
    room.qtbot.waitUntil(lambda: step in dialog.doing.text())
    room.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    room.wait()
    assert not dialog.isVisible()
    assert (room.names != [], len(room.packed) == 1) == (written, written)


def test_the_key_is_made_on_the_way_and_signs(room: Room) -> None:
    dialog = room.dialog()
    dialog.signing.how.setCurrentIndex(OWN)
    assert dialog.signing.about.text() == "There is none yet."
    room.press(dialog)
    assert "no certificate on this computer" in dialog.trouble
    room.qtbot.mouseClick(dialog.signing.make, Qt.MouseButton.LeftButton)
    making = dialog.findChild(KeyDialog)
    assert making is not None
    assert making.name.text() == "Port Alder"
    making.pin.setText(PIN)
    making.again.setText("another pin")
    room.press(making)
    assert making.trouble == "The two PINs differ. Type it again."
    assert making.again.text() == ""
    making.again.setText(PIN)
    room.press(making)
    own = room.keys.own()
    assert own is not None
    assert dialog.signing.fingerprint.text().replace("\n", " ") == own.grouped
    room.qtbot.mouseClick(dialog.signing.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == own.grouped
    dialog.signing.saving_chosen.emit(room.out / "council.cer")
    room.wait()
    assert (room.out / "council.cer").read_bytes() == own.der
    assert "council.cer" in dialog.signing.about.text()
    dialog.signing.pin.setText(PIN)
    room.press(dialog)
    assert room.wishes[-1].key == KeyWish(PIN)
    assert len(room.packed) == 1


def test_a_pin_is_shown_as_dots_and_a_wrong_one_is_typed_anew(room: Room) -> None:
    room.keys.make("Port Alder", PIN)
    dialog = room.dialog()
    dialog.signing.how.setCurrentIndex(OWN)
    assert dialog.signing.pin.echoMode() == QLineEdit.EchoMode.Password
    room.press(dialog)
    assert "needs the PIN" in dialog.trouble
    dialog.signing.pin.setText("wrong pin!")
    room.press(dialog)
    assert dialog.isVisible()
    assert dialog.trouble
    assert dialog.signing.pin.text() == ""
    assert room.names == []
    again = room.dialog()
    assert again.signing.pin.text() == ""


def test_a_certificate_from_a_file_signs(room: Room, tmp_path: Path) -> None:
    elsewhere = SigningKeys(tmp_path / "elsewhere", room.library.clock)
    elsewhere.make("City of Port Alder", PIN)
    dialog = room.dialog()
    dialog.signing.how.setCurrentIndex(FILE)
    room.press(dialog)
    assert dialog.trouble == "Choose the certificate file first."
    dialog.signing.file.setText(str(elsewhere.own_file))
    dialog.signing.pin.setText(PIN)
    room.press(dialog)
    assert room.wishes[-1].key == KeyWish(PIN, elsewhere.own_file)
    assert len(room.packed) == 1


def test_roles_only_tells_what_it_does_and_what_it_leaves(
    qtbot: QtBot, look: Look, library: Library, canvas_id: str, tmp_path: Path
) -> None:
    session = library.session(canvas_id)
    builders.add_person(session, "Ann Gruenwald")
    builders.put(session, "partners", "Gruenwald station")
    named_everywhere.fill(session)
    room = Room(qtbot, library, session, tmp_path)
    dialog = room.dialog()
    assert dialog.left.isHidden()
    dialog.roles.click()
    room.wait()
    lines = dialog.left.text()
    assert "8 agreed texts name somebody" in lines
    assert "Names that somebody had before are not known" in lines
    assert "“Gruenwald” (1 place)" in lines
    assert "certificate" not in lines
    assert "Nachtbus, as Moderator wished" in dialog.folder_told.text()
    dialog.signing.how.setCurrentIndex(OWN)
    assert "name in the certificate" in dialog.left.text()
    dialog.signing.how.setCurrentIndex(0)
    room.press(dialog)
    assert room.wishes[-1].names is False
    assert room.packed[0].folder.name.startswith("Nachtbus, as Moderator wished record roles only version")
    with_data = [name for name in room.packed[0].files if name != "README.txt"]
    assert with_data
    assert all("roles only" in name for name in with_data)
    room.tasks.finish()


@pytest.mark.parametrize("how", [0, OWN, FILE])
def test_every_part_has_a_name_and_is_reached_by_tab(room: Room, how: int) -> None:
    room.keys.make("Port Alder", PIN)
    dialog = room.dialog()
    dialog.signing.how.setCurrentIndex(how)
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(room.qtbot, dialog)


def test_the_dialog_of_a_key_is_gone_through_by_keys(qtbot: QtBot, room: Room) -> None:
    dialog = KeyDialog(room.keys, room.tasks, "Port Alder")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert_everything_named(dialog)
    assert_everything_reached_by_tab(qtbot, dialog)
    assert dialog.pin.echoMode() == dialog.again.echoMode() == QLineEdit.EchoMode.Password


def test_names_that_could_not_be_looked_for_are_looked_for_again(room: Room) -> None:
    trouble = LibraryTrouble("Another session cannot be read.")
    source = replace(pack_source(room.library, room.session.canvas), not_known=trouble)
    dialog = PackDialog(source, room.out, room.keys, room.tasks, room.make)
    room.qtbot.addWidget(dialog)
    dialog.open()
    room.wait()
    for _ in range(2):
        dialog.forget_trouble()
        dialog.names.click()
        dialog.roles.click()
        room.wait()
        assert "Another session cannot be read." in dialog.trouble
