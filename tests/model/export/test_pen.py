"""The pen shares a table of fonts with all that ReportLab writes: it draws one file at a time and leaves none there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from printed import FONTS, NOW, board
from reportlab.pdfbase import pdfmetrics

from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.colours import INK
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Page
from cmc_desktop.model.export.paper import landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.text import Typesetter

#: s; so long one file waits for another, which has to wait for it
_IN_VAIN = 0.4
_PATIENCE = 20


def two_pages(text: str, between: Callable[[], object] = lambda: None) -> bytes:
    """A PDF with `text` on both its pages; `between` is called when the first is drawn."""
    typesetter = Typesetter(font_set(FONTS))

    def pages() -> Iterator[Page]:
        for number in range(2):
            if number:
                between()
            page = Page()
            page.text((typesetter.line(f"{text} {number}"),), 50, 500, 400, 20, INK)
            yield page

    return write_pdf(pages(), landscape("A4"), font_set(FONTS), title=text, language="en", now=NOW)


def test_a_file_begun_in_the_middle_of_another_is_the_one_it_is_alone_and_so_is_the_other() -> None:
    """The second would be between its pages when the first ends; as it has to wait, it has not even begun."""
    texts = ("Night bus مرحبا", "Home हिन्दी 深夜")
    alone = [two_pages(text) for text in texts]
    together: dict[int, bytes] = {}
    halfway, ended = threading.Event(), threading.Event()

    def write_second() -> None:
        def between() -> None:
            halfway.set()
            ended.wait(_PATIENCE)

        together[1] = two_pages(texts[1], between)

    second = threading.Thread(target=write_second)

    def let_it_begin() -> None:
        second.start()
        halfway.wait(_IN_VAIN)

    try:
        together[0] = two_pages(texts[0], let_it_begin)
    finally:
        ended.set()
        second.join()
    assert [together.get(number) for number in range(2)] == alone


def ours_in_the_table() -> set[str]:
    """The fonts that ReportLab knows and does not bring itself."""
    return set(pdfmetrics.getRegisteredFontNames()) - set(pdfmetrics.standardFonts)


def test_no_font_of_a_file_stays_in_the_table() -> None:
    board_pdf(board([("value", "Bus مرحبا हिन्दी 深夜 🚌")]), FONTS, now=NOW)
    assert ours_in_the_table() == set()


def test_no_font_of_a_file_that_could_not_be_finished_stays_in_the_table() -> None:
    during = set()

    def fail() -> None:
        during.update(ours_in_the_table())
        raise InterruptedError

    with pytest.raises(InterruptedError):
        two_pages("Bus مرحبا", fail)
    assert len(during) == 2
    assert ours_in_the_table() == set()
