"""The hand-out dialog: ticked by keyboard, previewed as it would be made, counted in words."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import BadFile, CmcError, Refusal
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import KitPart, KitPerson, KitRoster, KitWish, empty_canvas
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.handouts.handouts_dialog import HandoutDesk, HandoutsDialog
from cmc_desktop.ui.dialogs.handouts.whom_field import Whom
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.paper.print_place import PrintPlace
from cmc_desktop.ui.tasks import Job

PEOPLE = tuple(KitPerson(f"Person {number}", "Port", "Participant") for number in range(1, 4))


class Desk:
    """The dialog for nobody's canvas, and what it wrote."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.written: list[tuple[str, KitWish, Path]] = []
        self.printed: list[tuple[KitWish, PrintPlace]] = []
        self.job = Job(lambda _text: None, lambda _question: None)
        self.refusal: Refusal | None = None
        canvases = [empty_canvas(template, "Night bus") for template in builders.TEMPLATES.values()]
        desk = HandoutDesk(
            canvases,
            KitWish(canvases[0], protocols=load_protocols(resources_folder())),
            PEOPLE,
            folder / "Night bus hand-outs.pdf",
            self.kit,
            lambda wish, path: self.write("file", wish, path),
            lambda wish, path: self.write("folder", wish, path),
            self.print,
            self.read,
        )
        self.dialog = HandoutsDialog(desk)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.dialog)
        self.dialog.open()
        qtbot.waitExposed(self.dialog)
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    @staticmethod
    def kit(job: Job) -> HandoutKit:
        return HandoutKit(resources_folder() / "fonts", 0, cancelled=job.cancelled)

    @staticmethod
    def read(path: Path) -> KitRoster:
        if "bad" in path.name:
            raise BadFile("There is no name in this roster.")
        return KitRoster((KitPerson("Ann Other"), KitPerson("D. Sato")), "The columns were read as name, role.")

    def write(self, how: str, wish: KitWish, path: Path) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.written.append((how, wish, path))

    def print(self, wish: KitWish, place: PrintPlace) -> Job:
        if self.refusal is not None:
            raise self.refusal
        self.printed.append((wish, place))
        return self.job

    def wait_counted(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.dialog.sheets.text() == words, timeout=30_000)

    def choose_place(self, place: Path) -> None:
        chooser = self.dialog.findChild(QFileDialog)
        assert chooser is not None
        chooser.fileSelected.emit(str(place))
        chooser.reject()


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


def test_every_field_has_a_name_and_is_reached_by_tab(qtbot: QtBot, desk: Desk) -> None:
    desk.dialog.whom.choose(Whom.COUNT)
    qtbot.waitUntil(lambda: desk.dialog.preview.ready)
    assert_everything_named(desk.dialog)
    assert_everything_reached_by_tab(qtbot, desk.dialog)


def test_the_parts_come_first_and_space_ticks_the_row_in_front(qtbot: QtBot, desk: Desk) -> None:
    parts = desk.dialog.parts
    assert parts.hasFocus()
    assert parts.chosen == (KitPart.BLANK,)
    qtbot.keyClick(parts, Qt.Key.Key_Down)
    qtbot.keyClick(parts, Qt.Key.Key_Space)
    assert parts.chosen == (KitPart.BLANK, KitPart.QUESTIONS)
    assert parts.shown is KitPart.QUESTIONS


def test_without_a_canvas_there_is_none_to_mark_up(desk: Desk) -> None:
    rows = [desk.dialog.parts.item(row).text() for row in range(desk.dialog.parts.count())]
    assert len(rows) == len(KitPart) - 1
    assert not any("mark up" in row for row in rows)


def test_the_preview_follows_part_and_options(qtbot: QtBot, desk: Desk) -> None:
    preview = desk.dialog.preview
    qtbot.waitUntil(lambda: preview.page_count == 6, timeout=30_000)
    desk.dialog.parts.setCurrentRow(2)
    qtbot.waitUntil(lambda: preview.page_count == 14, timeout=30_000)
    assert preview.printed is not None
    assert preview.printed.sizes[0][0] == pytest.approx(842, abs=1)
    desk.dialog.paper.setCurrentText("A3")
    qtbot.waitUntil(lambda: preview.printed is not None and preview.printed.sizes[0][0] > 1000, timeout=30_000)
    qtbot.waitUntil(lambda: not preview.busy, timeout=30_000)


def test_all_that_is_ticked_is_counted_in_words(desk: Desk) -> None:
    desk.wait_counted("All that is ticked: 6 sheets of A3.")
    desk.dialog.parts.tick(KitPart.NAMES)
    desk.wait_counted("All that is ticked: 6 sheets of A3, 2 sheets of A4.")
    desk.dialog.whom.choose(Whom.COUNT)
    desk.dialog.whom.count.setValue(17)
    desk.wait_counted("All that is ticked: 34 sheets of A3, 9 sheets of A4.")
    desk.dialog.parts.tick(KitPart.BLANK, False)
    desk.dialog.parts.tick(KitPart.NAMES, False)
    desk.wait_counted("Tick what you want to hand out.")
    assert not desk.dialog.button.isEnabled()
    assert not desk.dialog.kit.isEnabled()


def test_a_wish_goes_into_one_file(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = desk.dialog
    dialog.template.setCurrentIndex(1)
    dialog.turned.setCurrentText("Portrait")
    dialog.questions.setChecked(False)
    dialog.poster.setCurrentText("A1")
    dialog.tiles_on.setCurrentText("A3")
    dialog.overlap.setValue(15)
    dialog.parts.tick(KitPart.TILES)
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    desk.choose_place(tmp_path / "x.pdf")
    ((how, wish, path),) = desk.written
    assert (how, path) == ("file", tmp_path / "x.pdf")
    assert wish.canvas.template.key == list(builders.TEMPLATES)[1]
    assert wish.parts == (KitPart.BLANK, KitPart.TILES)
    assert (wish.lying, wish.questions, wish.poster, wish.tiles_on, wish.overlap_mm) == (False, False, "A1", "A3", 15)
    assert wish.people == PEOPLE
    assert not dialog.isVisible()


def test_a_kit_goes_into_a_folder(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    qtbot.mouseClick(desk.dialog.kit, Qt.MouseButton.LeftButton)
    desk.choose_place(tmp_path)
    ((how, _, path),) = desk.written
    assert (how, path) == ("folder", tmp_path)


def test_a_refusal_leaves_the_dialog_with_everything_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.refusal = Refusal("Nothing is written just now.")
    qtbot.mouseClick(desk.dialog.button, Qt.MouseButton.LeftButton)
    desk.choose_place(tmp_path / "x.pdf")
    assert desk.dialog.isVisible()
    assert desk.dialog.trouble == "Nothing is written just now."


def test_a_table_of_people_is_read_and_named(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = desk.dialog
    dialog.whom.choose(Whom.ROSTER)
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert "No table of people is chosen yet" in dialog.trouble
    dialog.whom.roster_chosen.emit(tmp_path / "bad.csv")
    qtbot.waitUntil(lambda: "no name in this roster" in dialog.trouble, timeout=30_000)
    dialog.whom.roster_chosen.emit(tmp_path / "people.csv")
    qtbot.waitUntil(lambda: len(dialog.wish.people) == 2, timeout=30_000)
    assert dialog.whom.choice.currentText() == "2 people of people.csv"
    assert dialog.whom.told.isVisible()
    assert dialog.whom.told.text() == "The columns were read as name, role."
    assert dialog.trouble == ""


def test_nothing_is_remembered(qtbot: QtBot, look: Look, desk: Desk, tmp_path: Path) -> None:
    desk.dialog.whom.choose(Whom.COUNT)
    desk.dialog.parts.tick(KitPart.LARGE)
    desk.dialog.reject()
    again = Desk(qtbot, tmp_path).dialog
    assert again.parts.chosen == (KitPart.BLANK,)
    assert again.whom.whom is Whom.CANVAS


# printing


def test_what_is_ticked_is_printed_and_the_dialog_stays(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.dialog
    dialog.parts.tick(KitPart.AGENDA)
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(desk.printed))
    ((wish, place),) = desk.printed
    assert wish == dialog.wish
    assert KitPart.AGENDA in wish.parts
    assert place.window is dialog
    assert (dialog.print.text(), dialog.print.isEnabled()) == ("Preparing…", False)
    place.ended(None)
    assert (dialog.print.text(), dialog.print.isEnabled()) == ("P&rint…", True)
    assert dialog.isVisible()
    assert dialog.trouble == ""


def test_why_nothing_is_printed_is_told_in_the_dialog(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.dialog
    desk.refusal = Refusal("This is a practice.")
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    assert dialog.trouble == "This is a practice."
    assert dialog.print.isEnabled()
    desk.refusal = None
    for error, told in ((CmcError("The moon is full."), "The moon is full."), (Cancelled("Stopped."), "")):
        qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
        assert dialog.trouble == ""
        desk.printed[-1][1].ended(error)
        assert dialog.trouble == told
        assert dialog.print.isEnabled()


def test_without_a_part_nothing_can_be_printed(qtbot: QtBot, desk: Desk) -> None:
    for part in desk.dialog.wish.parts:
        desk.dialog.parts.tick(part, False)
    assert not desk.dialog.print.isEnabled()
    desk.dialog.parts.tick(KitPart.AGENDA)
    assert desk.dialog.print.isEnabled()
    desk.dialog.whom.choose(Whom.ROSTER)
    qtbot.mouseClick(desk.dialog.print, Qt.MouseButton.LeftButton)
    assert desk.printed == []
    assert "No table of people" in desk.dialog.trouble


def test_closing_the_dialog_stops_what_is_being_made_for_the_printer(qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(desk.dialog.print, Qt.MouseButton.LeftButton)
    desk.dialog.reject()
    assert desk.job.cancelled()
    desk.printed[0][1].ended(Cancelled("Stopped."))
