"""Copies of a canvas go to officers on laptops of their own, come back, are joined, settled and signed."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import builders
import pytest
from hands import CTRL, Hands, Key
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddNote, GiveAnswer, SignOffCanvas
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.dead_time import milliseconds
from cmc_desktop.ui.dialogs.came_dialog import CameDialog
from cmc_desktop.ui.dialogs.copy_dialog import CopyDialog
from cmc_desktop.ui.merge.hides_many_dialog import HidesManyDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.workshop.sign_off_dialog import SignOffDialog

LAPTOP = Path(__file__).with_name("officers_laptop.py")


@pytest.fixture
def session(hands: Hands) -> Session:
    """A canvas on the desk."""
    session = hands.new_canvas()
    builders.put(session, "value", "Home within 20 minutes", "No waiting in the dark")
    builders.put(session, "costs", "Drivers")
    hands.at_the_desk()
    return session


def give(hands: Hands, path: Path, name: str) -> None:
    hands.action("give_copy")
    dialog = hands.dialog(CopyDialog)
    dialog.name.setText(name)
    dialog.place.line.setText(str(path))
    dialog.accept()
    hands.wait_for(path)
    hands.at_the_desk()


def officer(folder: Path, name: str, copy: Path, *wishes: str) -> Path:
    """What an officer's window writes after these changes."""
    back = folder / f"{name} back.cmc"
    home = folder / name
    home.mkdir()
    path = os.pathsep.join([str(LAPTOP.parents[2]), str(LAPTOP.parents[1])])
    subprocess.run(
        [sys.executable, LAPTOP, home, copy, back, name, *wishes], check=True, env={**os.environ, "PYTHONPATH": path}
    )
    return back


def drop(hands: Hands, *paths: Path) -> None:
    """Drop files on the desk from the system's file manager."""
    window = hands.controller.window
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = window.rect().center()
    QApplication.sendEvent(window, QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, left, none))


def covering(hands: Hands) -> MergePage | None:
    """The page of a copy over the desk, if there is one."""
    desk = hands.controller.desk
    return desk.merging.page if desk is not None else None


def page(hands: Hands) -> MergePage:
    found = covering(hands)
    assert found is not None
    assert hands.controller.window.page is found
    if found.dead_time.ticks is milliseconds:  # a person looks at it before the next key
        found.dead_time.ticks = itertools.count(milliseconds() + 1000, 1000).__next__
    return found


def test_a_copy_is_changed_on_another_laptop_brought_back_settled_and_signed(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    assert "Hand it to Ada" in hands.controller.window.messages.text
    back = officer(
        tmp_path,
        "Ada",
        tmp_path / "copy.cmc",
        "reword No waiting in the dark=Lamps at every stop",
        "add costs=Lamps",
        "delete Drivers",
    )
    note = builders.ids(session, "value")[1]
    hands.desk.page.board.focus_note(note)
    hands.action("edit_note")
    hands.press(Key.Key_A, CTRL)
    hands.type("Nobody waits in the dark")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert session.canvas.note(note).text == "Nobody waits in the dark"
    drop(hands, back)
    qtbot.waitUntil(lambda: covering(hands) is not None)
    assert page(hands).theirs == "Ada"
    assert builders.texts(session, "costs") == ["Drivers"], "nothing is joined before somebody said so"
    hands.click(page(hands).foot.join)
    hands.click(hands.dialog(HidesManyDialog).join)
    assert len(open_conflicts(session.canvas)) == 1
    assert builders.texts(session, "costs") == ["Lamps"]
    hands.at_the_desk()
    hands.press(Key.Key_2)
    assert not open_conflicts(session.canvas)
    assert builders.texts(session, "value")[1] == "Lamps at every stop"
    hands.click(page(hands).foot.leave)
    assert hands.controller.window.page is hands.desk.page
    builders.add_people(session)
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    hands.action("next_phase")
    hands.action("sign_off")
    dialog = hands.dialog(SignOffDialog)
    hands.click(dialog.confirm)
    hands.click(dialog.sign)
    assert session.canvas.sign_off is not None
    assert session.canvas.sign_off.content_hash == session.canvas.content_hash
    dialog.close()


def test_undo_at_the_desk_takes_back_what_was_joined(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    back = officer(tmp_path, "Ada", tmp_path / "copy.cmc", "add costs=Lamps")
    drop(hands, back)
    qtbot.waitUntil(lambda: covering(hands) is not None)
    hands.click(page(hands).foot.join)
    assert builders.texts(session, "costs") == ["Drivers", "Lamps"]
    hands.click(page(hands).foot.leave)
    hands.action("undo")
    assert builders.texts(session, "costs") == ["Drivers"]


def test_a_stick_with_several_files_is_one_list_and_each_is_joined_in_turn(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("Ada", "Bo"):
        give(hands, tmp_path / f"{name}.cmc", name)
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("Ada", "Bo"):
        officer(tmp_path, name, tmp_path / f"{name}.cmc", f"add costs=Costs of {name}").rename(stick / f"{name}.cmc")
    (stick / "broken.cmc").write_text("{", encoding="utf-8")
    drop(hands, stick)
    qtbot.waitUntil(lambda: hands.controller.copy_files.came is not None)
    listed = hands.dialog(CameDialog)
    assert listed.heading.text() == "2 copies wait to be joined · 1 file could not be read"
    for left in (1, 0):
        hands.click(hands.dialog(CameDialog).join)
        hands.at_the_desk()
        hands.click(page(hands).foot.join)
        hands.click(page(hands).foot.leave)
        assert hands.dialog(CameDialog).join.isEnabled() == bool(left)
    hands.dialog(CameDialog).reject()
    assert sorted(builders.texts(session, "costs")) == ["Costs of Ada", "Costs of Bo", "Drivers"]


def test_what_a_copy_brings_cannot_be_joined_while_the_phase_lets_nothing_in(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    back = officer(tmp_path, "Ada", tmp_path / "copy.cmc", "add costs=Lamps")
    builders.add_people(session)
    builders.bring_to(session, "present")
    drop(hands, back)
    qtbot.waitUntil(lambda: covering(hands) is not None)
    hands.click(page(hands).foot.join)
    assert builders.texts(session, "costs") == ["Drivers"]
    assert "board stays as it is" in hands.controller.window.messages.text
    hands.action("take_offer")
    assert builders.texts(session, "costs") == ["Drivers", "Lamps"], "as the correction of a slip"


def test_a_copy_of_what_was_signed_meanwhile_goes_into_a_new_version(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    back = officer(tmp_path, "Ada", tmp_path / "copy.cmc", "add costs=Lamps")
    session.do(AddNote("costs", "Fuel"))
    people = builders.add_people(session)
    builders.bring_to(session, "consensus")
    for person in people:
        session.do(GiveAnswer(person, "satisfied"))
    builders.bring_to(session, "signoff")
    session.do(SignOffCanvas())
    drop(hands, back)
    qtbot.waitUntil(lambda: "was signed here meanwhile" in hands.controller.window.messages.text)
    hands.action("take_offer")
    hands.click(page(hands).foot.join)
    version = hands.desk.bridge.session
    assert version.canvas.head.version == 2
    assert sorted(builders.texts(version, "costs")) == ["Drivers", "Fuel", "Lamps"]
    assert builders.texts(session, "costs") == ["Drivers", "Fuel"]


def test_importing_a_copy_of_what_is_here_leads_to_the_page_where_it_is_joined(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    back = officer(tmp_path, "Ada", tmp_path / "copy.cmc", "add costs=Lamps")
    hands.action("library")
    hands.controller.canvas_files.bring_in([str(back)])
    qtbot.waitUntil(lambda: covering(hands) is not None)
    assert hands.desk.bridge.canvas.id == session.canvas.id
    hands.click(page(hands).foot.leave)
    assert builders.texts(hands.desk.bridge.session, "costs") == ["Drivers"], "it was left"
    hands.action("give_copy")
    assert hands.dialog(CopyDialog).windowTitle() == "Give a copy"


def test_the_library_is_gone_to_from_the_page_of_a_copy(
    hands: Hands, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    give(hands, tmp_path / "copy.cmc", "Ada")
    back = officer(tmp_path, "Ada", tmp_path / "copy.cmc", "add costs=Lamps")
    drop(hands, back)
    qtbot.waitUntil(lambda: covering(hands) is not None)
    assert not hands.controller.actions["delete"].isEnabled(), "the board below the page is left alone"
    hands.action("library")
    assert covering(hands) is None
    assert hands.controller.window.page is hands.controller.library_page
