"""The preview: the newest wish alone counts, the window goes on meanwhile, and what cannot be shown is said."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import builders
import pytest
from page_picture import page_picture
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.paper import MissingGlyph, Paper
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.paper.page_preview import Make, PagePreview
from cmc_desktop.ui.paper.page_sheet import image_of
from cmc_desktop.ui.tasks import Job

FONTS: Path = resources_folder() / "fonts"
PATIENCE = 10


@pytest.fixture
def preview(qtbot: QtBot, look: Look) -> PagePreview:
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.resize(640, 480)
    preview.show()
    return preview


@pytest.fixture
def board(session: Session) -> bytes:
    """Two pages."""
    builders.fill(session, 260)
    return board_pdf(session.canvas.snapshot(), FONTS, paper="A3", now=0).data


@pytest.fixture
def leaf(session: Session) -> bytes:
    """One page with nothing on it but the boxes."""
    return board_pdf(session.canvas.snapshot(), FONTS, paper="A4", now=0).data


def settled(qtbot: QtBot, preview: PagePreview) -> None:
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)


def show(qtbot: QtBot, preview: PagePreview, pdf: bytes | Paper) -> None:
    preview.show_pdf(lambda _job: pdf)
    settled(qtbot, preview)


def test_the_page_is_shown_as_the_file_has_it_and_as_sharp_as_the_screen(
    qtbot: QtBot, preview: PagePreview, board: bytes
) -> None:
    show(qtbot, preview, board)
    assert (preview.page, preview.page_count) == (1, 2)
    image = preview.sheet.image
    assert image.width() == round(preview.sheet.width() * preview.devicePixelRatioF())
    assert image == image_of(page_picture(board, 0, image.width()))
    assert preview.sheet.visibleRegion().boundingRect().size() == preview.sheet.size()


def test_keys_turn_the_pages_and_stop_at_the_ends(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    show(qtbot, preview, board)
    first = QImage(preview.sheet.image)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(preview.table, key)
        seen.append(preview.page)
    assert seen == [2, 2, 1, 2, 1]
    qtbot.mouseClick(preview.bar.next, Qt.MouseButton.LeftButton)
    settled(qtbot, preview)
    assert preview.page == 2
    assert preview.sheet.image != first
    assert preview.accessibleName() == "Preview, page 2 of 2: 420 × 297 mm"


def test_enlarged_the_picture_is_drawn_anew_and_not_stretched(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    show(qtbot, preview, board)
    before = preview.sheet.image.width()
    for _ in range(3):
        qtbot.keyClick(preview.table, Qt.Key.Key_Plus)
    settled(qtbot, preview)
    assert preview.sheet.image.width() > 1.8 * before
    assert preview.sheet.image.width() == round(preview.sheet.width() * preview.devicePixelRatioF())
    assert preview.bar.zoom.currentText() == "Twice the width"


def test_only_the_newest_wish_is_shown(qtbot: QtBot, preview: PagePreview, board: bytes, session: Session) -> None:
    """The first is still being made when the others come; it hears that it is not wanted."""
    entered, stopped = threading.Event(), threading.Event()

    def slow(job: Job) -> bytes:
        entered.set()
        for _ in range(PATIENCE * 1000):
            if job.cancelled():
                stopped.set()
                break
            threading.Event().wait(0.001)
        return b"never shown"

    preview.show_pdf(slow)
    qtbot.waitUntil(entered.is_set)
    made: list[str] = []

    def make(name: str, pdf: bytes) -> bytes:
        made.append(name)
        return pdf

    small = board_pdf(session.canvas.snapshot(), FONTS, paper="A4", now=0).data
    preview.show_pdf(lambda _job: make("in between", board))
    preview.show_pdf(lambda _job: make("last", small))
    settled(qtbot, preview)
    assert stopped.is_set()
    assert made == ["last"]
    assert preview.accessibleName().endswith("297 × 210 mm")


def ended_unseen(qtbot: QtBot, preview: PagePreview, make: Make) -> None:
    """Let a worker make what nobody has cancelled, up to its end; the window has not heard of that end yet."""
    entered, let_go = threading.Event(), threading.Event()

    def held(job: Job) -> bytes | Paper:
        entered.set()
        assert let_go.wait(PATIENCE)
        return make(job)

    preview.show_pdf(held)
    qtbot.waitUntil(entered.is_set)
    let_go.set()
    assert preview._background.tasks._pool.waitForDone(PATIENCE * 1000)


def test_pages_that_were_made_before_another_wish_came_and_arrive_after_it_are_not_shown(
    qtbot: QtBot, preview: PagePreview, leaf: bytes, session: Session
) -> None:
    other = board_pdf(session.canvas.snapshot(), FONTS, paper="A3", now=0).data
    seen: list[bytes] = []
    preview.printed_changed.connect(lambda: seen.append(preview.printed.pdf if preview.printed else b""))
    ended_unseen(qtbot, preview, lambda _job: leaf)
    preview.show_pdf(lambda _job: other)
    settled(qtbot, preview)
    assert leaf not in seen
    assert seen[-1] == other
    assert preview.ready


def test_a_refusal_of_an_earlier_wish_that_arrives_after_another_is_not_said(
    qtbot: QtBot, preview: PagePreview, leaf: bytes
) -> None:
    def refuse(_job: Job) -> bytes:
        raise Refusal("There is no paper size “A9”.")

    show(qtbot, preview, leaf)
    seen: list[bytes] = []
    preview.printed_changed.connect(lambda: seen.append(preview.printed.pdf if preview.printed else b""))
    ended_unseen(qtbot, preview, refuse)
    preview.show_pdf(lambda _job: leaf)
    settled(qtbot, preview)
    assert b"" not in seen, "the old pages stayed"
    assert preview.sheet.isVisible()


def test_old_pages_that_are_still_shown_are_not_the_newest_wish(
    qtbot: QtBot, preview: PagePreview, leaf: bytes
) -> None:
    show(qtbot, preview, leaf)
    assert preview.ready
    preview.show_pdf(lambda _job: leaf)
    assert preview.printed is not None
    assert not preview.ready
    settled(qtbot, preview)
    assert preview.ready


def test_the_window_goes_on_while_pages_are_made(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    """Making waits for the window: it would never end if the window stood still meanwhile."""
    let_go = threading.Event()

    def make(_job: Job) -> bytes:
        assert let_go.wait(PATIENCE)
        return board

    preview.show_pdf(make)
    qtbot.waitUntil(lambda: preview.words.isVisible() and preview.words.text() == "Preparing the preview…")
    let_go.set()
    settled(qtbot, preview)
    assert preview.page_count == 2


def test_the_old_pages_stay_until_the_new_ones_are_there(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    show(qtbot, preview, board)
    let_go = threading.Event()

    def make(_job: Job) -> bytes:
        assert let_go.wait(PATIENCE)
        return board

    preview.show_pdf(make)
    assert preview.bar.work.text() == "Preparing the preview…"
    assert preview.sheet.isVisible()
    let_go.set()
    settled(qtbot, preview)
    assert preview.bar.work.text() == ""


def test_a_refusal_is_said_in_place_of_the_page_and_the_next_wish_shows_again(
    qtbot: QtBot, preview: PagePreview, board: bytes
) -> None:
    def refuse(_job: Job) -> bytes:
        raise Refusal("There is no paper size “A9”.")

    show(qtbot, preview, board)
    preview.show_pdf(refuse)
    settled(qtbot, preview)
    assert preview.words.isVisible()
    assert preview.words.text() == "There is no paper size “A9”."
    assert (preview.page, preview.printed) == (0, None)
    show(qtbot, preview, board)
    assert preview.sheet.isVisible()


def test_what_cannot_be_printed_is_named_below(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    missing = tuple(MissingGlyph(chr(code), f"U+{code:X}", "") for code in (0x12000, 0x12001))
    show(qtbot, preview, Paper(board, missing))
    assert preview.missing.isVisible()
    assert preview.missing.text() == "2 characters cannot be printed: [U+12000], [U+12001]"
    show(qtbot, preview, board)
    assert not preview.missing.isVisible()


def test_few_pictures_are_kept(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    show(qtbot, preview, board)
    for width in range(400, 700, 20):
        preview.resize(QSize(width, 500))
        settled(qtbot, preview)
    assert len(preview._pictures) <= 6


def test_hidden_it_stops_and_shown_again_it_goes_on(qtbot: QtBot, preview: PagePreview, board: bytes) -> None:
    entered, let_go = threading.Event(), threading.Event()

    def make(_job: Job) -> bytes:
        entered.set()
        assert let_go.wait(PATIENCE)
        return board

    preview.show_pdf(make)
    qtbot.waitUntil(entered.is_set)
    preview.hide()
    let_go.set()
    settled(qtbot, preview)
    assert preview.printed is None
    preview.show()
    settled(qtbot, preview)
    assert preview.page_count == 2


def test_a_window_that_goes_away_does_not_wait_for_its_preview(qtbot: QtBot, qapp: QApplication, look: Look) -> None:
    """The worker is let go only after the window is gone: were it waited for, this would never end."""
    window = QWidget()
    preview = PagePreview()
    QVBoxLayout(window).addWidget(preview)
    window.show()
    entered, let_go, left = threading.Event(), threading.Event(), threading.Event()

    def make(_job: Job) -> bytes:
        entered.set()
        assert let_go.wait(PATIENCE)
        left.set()
        return b"never shown"

    preview.show_pdf(make)
    qtbot.waitUntil(entered.is_set)
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    held = weakref.ref(preview)
    window.deleteLater()
    del window, preview
    qtbot.waitUntil(lambda: gone == [True])
    let_go.set()
    qtbot.waitUntil(left.is_set)

    def forgotten() -> bool:
        gc.collect()
        return held() is None

    qtbot.waitUntil(forgotten)
