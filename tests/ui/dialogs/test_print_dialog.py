"""Printing a canvas: the sheet is chosen, the pages are looked at, and the very PDF goes on to the printer."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.canvas_maker import CanvasMaker
from cmc_desktop.ui.dialogs.export_choice import ExportChoice
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.print_dialog import PrintDialog
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.tasks import Job

FONTS: Path = resources_folder() / "fonts"


class Printed:
    """A print dialog over a window, and what it gave on."""

    def __init__(self, qtbot: QtBot, library: Library, session: Session) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.pdfs: list[bytes] = []
        self.asked: list[ExportChoice] = []
        maker = CanvasMaker(library, session.canvas, FONTS)

        def show(choice: ExportChoice, job: Job) -> Paper:
            self.asked.append(choice)
            return maker.make(choice, Path("canvas.pdf"), job)

        self.dialog = PrintDialog(
            show,
            lambda pdf, _window: self.pdfs.append(pdf),
            signed=session.canvas.sign_off is not None,
            parent=self.window,
        )
        self.dialog.open()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.dialog.preview.busy, timeout=20_000)


@pytest.fixture
def printed(qtbot: QtBot, look: Look, library: Library, session: Session) -> Printed:
    builders.fill(session, 40)
    return Printed(qtbot, library, session)


def test_what_is_printed_is_the_pdf_that_was_looked_at(printed: Printed) -> None:
    printed.wait()
    shown = printed.dialog.preview.printed
    assert shown is not None
    printed.qtbot.keyClick(printed.dialog, Qt.Key.Key_Return)
    assert printed.pdfs == [shown.pdf]


def test_before_the_pages_are_there_nothing_can_be_printed(printed: Printed) -> None:
    printed.wait()
    printed.dialog.sheet.paper.setCurrentText("A0")
    assert not printed.dialog.button.isEnabled()
    printed.dialog.accept()
    assert printed.pdfs == []
    printed.wait()
    assert printed.dialog.button.isEnabled()
    assert printed.dialog.preview.accessibleName() == "Preview, page 1 of 1: 1189 × 841 mm"
    printed.dialog.reject()


def test_the_sheet_the_way_up_and_the_layout_are_previewed(printed: Printed) -> None:
    printed.wait()
    printed.dialog.sheet.way.setCurrentText("Portrait")
    printed.dialog.sheet.boxes.setCurrentText("Bottom row of six")
    printed.wait()
    assert printed.asked[-1] == ExportChoice(".pdf", "A4", True, Layout.SIX)
    assert printed.dialog.preview.accessibleName().endswith("210 × 297 mm")
    printed.dialog.reject()


def test_a_signed_canvas_is_printed_as_its_record(qtbot: QtBot, look: Look, library: Library, session: Session) -> None:
    builders.sign(session)
    printed = Printed(qtbot, library, session)
    printed.wait()
    shown = printed.dialog.preview.printed
    assert shown is not None
    assert b"/EmbeddedFile" in shown.pdf
    width, height = shown.sizes[0]
    assert width > height
    printed.dialog.sheet.way.setCurrentText("Portrait")
    printed.wait()
    upright = printed.dialog.preview.printed
    assert upright is not None
    width, height = upright.sizes[0]
    assert width < height
    printed.dialog.reject()


def test_every_part_has_a_name_and_is_reached_by_tab(printed: Printed) -> None:
    printed.wait()
    assert_everything_named(printed.dialog)
    assert_everything_reached_by_tab(printed.qtbot, printed.dialog)
    printed.dialog.reject()


# the preview beside an export


def wide(qtbot: QtBot, pixels: int) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(pixels, 720)
    window.show()
    return window


def exporting(library: Library, session: Session, window: QWidget) -> ExportDialog:
    maker = CanvasMaker(library, session.canvas, FONTS)
    dialog = ExportDialog(
        lambda _roles: Path("a.pdf"),
        lambda *_values: None,
        signed=session.canvas.sign_off is not None,
        show=lambda choice, job: maker.make(choice, Path(f"a{choice.suffix}"), job),
        parent=window,
    )
    dialog.open()
    return dialog


def test_a_wide_window_shows_the_pages_beside_the_fields_and_a_narrow_one_does_not(
    qtbot: QtBot, look: Look, library: Library, session: Session
) -> None:
    builders.fill(session, 20)
    window, narrow = wide(qtbot, 1280), wide(qtbot, 1024)
    dialog = exporting(library, session, window)
    preview = dialog.preview
    assert preview is not None
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)
    assert preview.page_count == 1
    assert_everything_named(dialog)
    full = dialog.width()
    dialog.choose(".xlsx")
    assert preview.page_count == 0
    assert not preview.isVisible()
    assert dialog.width() < full
    dialog.choose(".svg")
    assert (preview.isVisible(), dialog.width()) == (True, full)
    qtbot.waitUntil(lambda: preview.page_count == 1, timeout=20_000)
    dialog.reject()
    assert exporting(library, session, narrow).preview is None


def test_a_table_is_written_where_earlier_states_are_damaged_and_a_record_says_why_not(
    library: Library, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_arguments: object) -> None:
        raise Refusal("The earlier states cannot be read.")

    monkeypatch.setattr("cmc_desktop.ui.canvas_maker.revisions_of", damaged)
    maker = CanvasMaker(library, session.canvas, FONTS)
    job = Job(lambda _text: None, lambda _question: None)
    assert maker.make(ExportChoice(".csv"), Path("a.csv"), job).data
    with pytest.raises(Refusal, match="earlier states"):
        maker.make(ExportChoice(".cmc"), Path("a.cmc"), job)


def test_a_picture_of_a_signed_board_is_not_previewed_as_its_record(
    qtbot: QtBot, look: Look, library: Library, session: Session
) -> None:
    builders.sign(session)
    window = wide(qtbot, 1280)
    dialog = exporting(library, session, window)
    preview = dialog.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.page_count > 1, timeout=20_000)
    dialog.choose(".png")
    assert preview.page_count == 0
    assert preview.words.text() == "There is no preview of this kind of file."
    dialog.reject()
