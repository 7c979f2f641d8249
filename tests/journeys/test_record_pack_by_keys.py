"""From the sign-off to the council's files, and back: the pack is written, checked, and checked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import NextPhase, StartWorkshop
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui.records.check_page import CheckPage
from cmc_desktop.ui.records.pack_dialog import PackDialog
from cmc_desktop.ui.records.signing_choice import OWN
from cmc_desktop.ui.records.trust_dialog import TrustDialog
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

PIN = "a long pin"


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Iterator[Hands]:
    hands = Hands(qtbot, qapp, paths, clock)
    yield hands
    hands.controller.window.close()


def signed(hands: Hands) -> Session:
    """A canvas on the desk that was just signed."""
    hands.new_canvas()
    builders.sign(hands.desk.bridge.session)
    return hands.desk.bridge.session


def finish(qtbot: QtBot, hands: Hands) -> None:
    qtbot.waitUntil(lambda: not hands.controller.tasks.busy, timeout=30_000)


def page(hands: Hands) -> CheckPage:
    found = hands.controller.record_files.page
    assert found is not None
    return found


def write_pack(qtbot: QtBot, hands: Hands, folder: Path, *, key: bool = False) -> Path:
    """The pack by the dialog that is open, into `folder`."""
    dialog = hands.dialog(PackDialog)
    finish(qtbot, hands)
    dialog.folder.setText(str(folder))
    dialog.sheet.paper.setCurrentText("A4")
    if key:
        dialog.signing.how.setCurrentIndex(OWN)
        dialog.signing.pin.setText(PIN)
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    finish(qtbot, hands)
    (made,) = folder.iterdir()
    return made


def test_the_pack_is_offered_after_the_sign_off_and_written(qtbot: QtBot, hands: Hands, tmp_path: Path) -> None:
    assert not hands.controller.actions["record_pack"].isEnabled()
    signed(hands)
    assert hands.controller.actions["record_pack"].isEnabled()
    hands.click(hands.controller.window.messages._action)
    (tmp_path / "out").mkdir()
    made = write_pack(qtbot, hands, tmp_path / "out")
    assert hands.controller.window.messages.text == f"The record pack is written: {made.name}."


def test_the_pack_is_offered_where_the_canvas_was_signed(qtbot: QtBot, hands: Hands) -> None:
    session = hands.new_canvas()
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    hands.action("sign_off")
    dialog = hands.dialog(SignOffDialog)
    assert dialog.pack.isHidden()
    dialog.confirm.setChecked(True)
    hands.click(dialog.sign)
    assert not dialog.pack.isHidden()
    hands.click(dialog.pack)
    assert not dialog.isVisible()
    hands.dialog(PackDialog).reject()
    finish(qtbot, hands)


def test_a_pack_is_checked_on_a_page_over_the_desk_and_the_desk_is_there_again(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    session = signed(hands)
    hands.action("record_pack")
    (tmp_path / "out").mkdir()
    made = write_pack(qtbot, hands, tmp_path / "out")
    hands.action("check_record")
    assert not hands.controller.actions["add_note"].isEnabled()
    page(hands).files_given.emit(sorted(path for path in made.iterdir() if "record" in path.name))
    finish(qtbot, hands)
    assert page(hands).summary.text() == "2 files, 2 unchanged"
    hands.at_the_desk()
    hands.press(Qt.Key.Key_Escape)  # closes the message
    hands.press(Qt.Key.Key_Escape)
    assert hands.desk.bridge.canvas.id == session.canvas.id
    assert hands.desk.page.isVisible()
    assert hands.controller.actions["record_pack"].isEnabled()


def test_the_clock_is_stopped_by_its_key_while_a_record_is_checked(qtbot: QtBot, hands: Hands) -> None:
    session = hands.new_canvas()
    builders.set_agenda(session)
    session.do(StartWorkshop())
    item = session.canvas.current_item
    assert item is not None
    assert session.canvas.run(item.id).running
    hands.at_the_desk()
    hands.action("check_record")
    chosen: list[bool] = []
    page(hands).choose_chosen.disconnect()
    page(hands).choose_chosen.connect(lambda: chosen.append(True))
    page(hands).choose.setFocus()
    hands.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert chosen == []
    assert not session.canvas.run(item.id).running
    hands.press(Qt.Key.Key_Return)
    assert chosen == [True]


def test_what_is_done_in_the_library_leaves_the_page(qtbot: QtBot, hands: Hands) -> None:
    signed(hands)
    hands.action("check_record")
    hands.action("library")
    assert hands.controller.library_page.isVisible()
    assert hands.controller.desk is None
    hands.action("check_record")
    hands.action("find")
    assert hands.controller.library_page.isVisible()


def test_a_record_signed_elsewhere_is_unknown_until_its_certificate_is_trusted(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    signed(hands)
    keys = hands.controller.record_files._keys
    keys.make("City of Port Alder", PIN)
    hands.action("record_pack")
    (tmp_path / "out").mkdir()
    made = write_pack(qtbot, hands, tmp_path / "out", key=True)
    record = next(path for path in made.iterdir() if path.suffix == ".pdf")
    keys.own_file.parent.rename(tmp_path / "on another computer")

    hands.action("check_record")
    page(hands).files_given.emit([record])
    finish(qtbot, hands)
    assert page(hands).verdict.heading.text() == "Signed by someone unknown"
    qtbot.mouseClick(page(hands).verdict.signer.trust, Qt.MouseButton.LeftButton)
    dialog = hands.dialog(TrustDialog)
    dialog.compared.click()
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    finish(qtbot, hands)
    assert page(hands).verdict.heading.text() == "Unchanged"
    assert "trusted on this computer now" in hands.controller.window.messages.text


def test_a_file_that_is_gone_and_one_that_is_none_are_told_on_the_page(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    hands.controller.record_files.check([tmp_path / "gone.pdf", tmp_path / "photo.jpg"])
    finish(qtbot, hands)
    assert [file.heading for file in page(hands).files] == ["Cannot be checked", "Cannot be checked"]
    assert "There is no file" in page(hands).verdict.reason.text()


def test_a_practice_writes_no_pack(qtbot: QtBot, hands: Hands) -> None:
    signed(hands)
    hands.action("practice")
    assert hands.controller.practice.library is not None
    hands.controller.run("record_pack")
    assert "practice" in hands.controller.window.messages.text.lower()
    assert hands.controller.window.findChild(PackDialog) is None
