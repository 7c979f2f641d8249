"""Pictures of pages: the right page, the right size, in pieces as in one, and never on two threads at once."""

from __future__ import annotations

import threading
from pathlib import Path

import builders
import pytest
from page_picture import page_picture

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.page_pictures import MOST_PIXELS, PdfPages, Picture, page_count
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

FONTS: Path = resources_folder() / "fonts"


@pytest.fixture
def board(session: Session) -> bytes:
    """Two pages."""
    builders.fill(session, 260)
    return board_pdf(session.canvas.snapshot(), FONTS, paper="A3", now=0).data


def dark(picture: Picture) -> int:
    """How many pixels are far from white."""
    return sum(1 for value in picture.data[1::4] if value < 128)


def test_each_page_has_a_picture_in_the_shape_of_its_paper(board: bytes) -> None:
    assert page_count(board) == 2
    first, second = page_picture(board, 0, 500), page_picture(board, 1, 500)
    assert (first.width, first.height) == (500, 354)
    assert len(first.data) == 4 * 500 * 354
    assert set(first.data[3::4]) == {255}
    assert dark(first) > 500
    assert first.data != second.data


def test_a_grey_picture_has_no_colour_and_a_coloured_one_has(board: bytes) -> None:
    def colourful(picture: Picture) -> bool:
        return any(red != blue for red, blue in zip(picture.data[::4], picture.data[2::4], strict=True))

    assert colourful(page_picture(board, 0, 400))
    assert not colourful(page_picture(board, 0, 400, grey=True))


def test_bands_put_together_are_the_whole_picture(board: bytes) -> None:
    with PdfPages(board) as pages:
        whole = pages.picture(0, 600)
        bands = [pages.band(0, 600, top, 100) for top in range(0, whole.height, 100)]
    together = b"".join(band.data for band in bands)
    # where an edge is smoothed, PDFium rounds by the rows it was given
    assert max(abs(one - other) for one, other in zip(together, whole.data, strict=True)) <= 2
    assert bands[-1].height == whole.height % 100


def test_a_wish_for_a_giant_picture_gets_one_that_memory_holds(board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmc_desktop.model.export.page_pictures.MOST_PIXELS", 10_000)
    picture = page_picture(board, 0, 1_000_000)
    assert 5_000 < picture.width * picture.height <= 10_200
    assert MOST_PIXELS * 4 < 200_000_000


def test_the_words_of_a_page_come_back(board: bytes) -> None:
    with PdfPages(board) as pages:
        assert "Key partnerships" in pages.words(0)


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_bytes_that_are_no_pdf_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadFile, match=r"The pages cannot be shown\."):
        page_count(data)


def test_many_threads_may_ask_at_once(board: bytes) -> None:
    expected = page_picture(board, 0, 300).data
    got: list[bool] = []

    def ask() -> None:
        got.extend(page_picture(board, 0, 300).data == expected for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [True] * 40
