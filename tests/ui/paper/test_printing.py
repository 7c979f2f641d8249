"""Printing: what comes out is what was looked at, on its own paper, off the window's thread, and never half."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import builders
import pytest
from held_steps import hold_until_stopped
from page_picture import page_picture
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.page_pictures import PdfPages, page_count
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.paper import printing
from cmc_desktop.ui.paper.print_order import page_order, suggest_paper
from cmc_desktop.ui.paper.print_run import print_pages, print_to
from cmc_desktop.ui.paper.printing import PrintProgress, PrintRun, print_pdf
from cmc_desktop.ui.tasks import Job

FONTS: Path = resources_folder() / "fonts"
HOSTILE = "<img src=/etc/passwd> <para> \u202eturned"


@pytest.fixture
def board(session: Session) -> bytes:
    """Two pages of A4."""
    builders.fill(session, 120)
    builders.put(session, "value", HOSTILE, "w" * 900, "नमस्ते مرحبا 漢字")
    return board_pdf(session.canvas.snapshot(), FONTS, paper="A4", now=0).data


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path, board: bytes) -> QPrinter:
    """One that prints into a file, set as the dialog would be first."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(200)
    with PdfPages(board) as pages:
        suggest_paper(printer, pages.sizes[0])
    return printer


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def job(asked: Callable[[], object] = lambda: None) -> Job:
    return Job(lambda _text: asked(), lambda _question: None)


def print_all(printer: QPrinter, pdf: bytes) -> bytes:
    with PdfPages(pdf) as pages:
        print_pages(printer, pages, page_order(printer, len(pages.sizes)), job())
    return Path(printer.outputFileName()).read_bytes()


def looked_at(pdf: bytes, page: int) -> Image.Image:
    shown = page_picture(pdf, page, 900)
    return Image.frombytes("RGB", (shown.width, shown.height), shown.data, "raw", "RGBX")


def apart(one: Image.Image, other: Image.Image) -> int:
    """How far two pictures are apart where they are furthest, edges of letters aside."""
    blurred = [image.resize(one.size).convert("L").filter(ImageFilter.BoxBlur(3)) for image in (one, other)]
    _, most = ImageChops.difference(*blurred).getextrema()
    assert isinstance(most, int)
    return most


def test_what_is_printed_is_what_was_looked_at_on_paper_of_the_same_size(printer: QPrinter, board: bytes) -> None:
    printed = print_all(printer, board)
    assert page_count(printed) == page_count(board) > 1
    with PdfPages(printed) as came, PdfPages(board) as meant:
        for one, other in zip(came.sizes, meant.sizes, strict=True):
            assert one == pytest.approx(other, abs=1)
    for page in range(page_count(board)):
        assert apart(looked_at(printed, page), looked_at(board, page)) < 60
    assert apart(looked_at(printed, 0), looked_at(board, 1)) > 100


def test_on_other_paper_the_page_is_made_to_fit_and_turned_as_it_lies(printer: QPrinter, board: bytes) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printed = print_all(printer, board)
    with PdfPages(printed) as pages:
        across, down = pages.sizes[0]
        assert (across, down) == pytest.approx((595, 420), abs=1)
    image = looked_at(printed, 0)
    edge = round(image.width * 14 / 595)
    outside = Image.new("RGB", image.size, "white")
    outside.paste(image.crop((edge, edge, image.width - edge, image.height - edge)), (edge, edge))
    assert apart(image, outside) == 0
    assert apart(image, Image.new("RGB", image.size, "white")) > 100


def test_a_printer_set_to_grey_gets_grey_pages(printer: QPrinter, board: bytes) -> None:
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    image = looked_at(print_all(printer, board), 0)
    red, _, blue = image.split()
    assert ImageChops.difference(red, blue).getextrema() == (0, 0)


def test_pages_come_out_as_the_dialog_was_set(printer: QPrinter) -> None:
    assert page_order(printer, 3) == (0, 1, 2)
    printer.setCopyCount(2)
    assert page_order(printer, 3) == (0, 1, 2, 0, 1, 2)
    printer.setCollateCopies(False)
    assert page_order(printer, 3) == (0, 0, 1, 1, 2, 2)
    printer.setCopyCount(1)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert page_order(printer, 3) == (1, 2)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert page_order(printer, 3) == (2, 1)


def test_a_file_chosen_in_the_systems_dialog_is_the_very_pdf(printer: QPrinter, board: bytes) -> None:
    print_to(printer, board, job())
    assert Path(printer.outputFileName()).read_bytes() == board


def test_a_print_into_a_file_that_is_stopped_leaves_the_older_file(printer: QPrinter, board: bytes) -> None:
    target = Path(printer.outputFileName())
    target.write_bytes(b"older")
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    stopped = job(lambda: stopped.cancel())
    with pytest.raises(Cancelled):
        print_to(printer, board, stopped)
    assert target.read_bytes() == b"older"
    assert not [path for path in target.parent.iterdir() if path.is_file() and path.read_bytes().startswith(b"%PDF")]


@pytest.mark.qt_log_ignore("^QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(printer: QPrinter, board: bytes, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    with PdfPages(board) as pages, pytest.raises(CmcError, match="The printer did not take the pages"):
        print_pages(printer, pages, (0,), job())


# by the windows


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == text)


def test_without_a_printer_a_pdf_is_offered_and_is_the_same(
    qtbot: QtBot, window: QWidget, board: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", list)
    told: list[str] = []
    run = print_pdf(board, window, "Night bus", told.append)
    assert isinstance(run.dialog, QMessageBox)
    assert run.dialog.text() == "There is no printer on this computer."
    qtbot.mouseClick(button(run.dialog, "Write a PDF…"), Qt.MouseButton.LeftButton)
    chooser = run.dialog
    assert isinstance(chooser, QFileDialog)
    assert chooser.selectedFiles()[0].endswith("Night bus.pdf")
    chooser.fileSelected.emit(str(tmp_path / "here.pdf"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Written: here.pdf."]
    assert (tmp_path / "here.pdf").read_bytes() == board
    chooser.close()


def test_where_the_system_has_no_printing_the_app_goes_on(
    window: QWidget, board: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking() -> list[str]:
        raise ImportError("libcups.so.2: cannot open shared object file")

    monkeypatch.setattr(printing, "printer_names", lacking)
    run = print_pdf(board, window, "Night bus")
    assert isinstance(run.dialog, QMessageBox)
    assert run.dialog.text() == "This system lacks what printing needs."
    run.dialog.reject()


def asked(window: QWidget, board: bytes, told: list[str], monkeypatch: pytest.MonkeyPatch) -> PrintRun:
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    run = print_pdf(board, window, "Night bus", told.append)
    assert isinstance(run.dialog, QPrintDialog)
    return run


def test_the_systems_dialog_starts_with_the_sheet_and_all_its_pages(
    window: QWidget, board: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = asked(window, board, [], monkeypatch)
    dialog = run.dialog
    assert isinstance(dialog, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, page_count(board))
    layout = dialog.printer().pageLayout()
    assert layout.pageSize().id() is QPageSize.PageSizeId.A4
    assert layout.orientation() is layout.Orientation.Landscape
    assert dialog.printer().docName() == "Night bus"
    dialog.reject()


def test_the_window_goes_on_while_pages_are_printed_and_it_is_told_at_the_end(
    qtbot: QtBot, window: QWidget, board: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    run = asked(window, board, told, monkeypatch)
    dialog = run.dialog
    assert isinstance(dialog, QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.printer().setPageOrder(QPrinter.PageOrder.LastPageFirst)
    beats: list[bool] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: beats.append(bool(told)))
    timer.start(5)
    dialog.hide()
    run.print()
    assert isinstance(run.dialog, PrintProgress)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == ["Written: printed.pdf."]
    assert beats.count(False) > 5
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page_count(board)
    dialog.close()


def test_a_print_stopped_in_its_dialog_leaves_nothing(
    qtbot: QtBot, window: QWidget, board: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_until_stopped(monkeypatch, "Page 1")
    told: list[str] = []
    run = asked(window, board, told, monkeypatch)
    dialog = run.dialog
    assert isinstance(dialog, QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.printer().setPageOrder(QPrinter.PageOrder.LastPageFirst)
    dialog.hide()
    run.print()
    progress = run.dialog
    assert isinstance(progress, PrintProgress)
    qtbot.keyClick(progress, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "stopped" in told[0]
    assert not (tmp_path / "printed.pdf").exists()
    dialog.close()
