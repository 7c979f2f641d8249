"""The bookmarks of boards and kits: every box, every part, and every page on which a box goes on can be told apart."""

from __future__ import annotations

import io

import pypdf
import pytest
from bookmark_list import bookmarks
from printed import FONTS, NOW, board, words

from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import KitPart, KitPerson, KitWish
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.paths import resources_folder

#: a name that takes more lines in the corner of a sheet than others do
LONG = "Bartholomäus " * 20


def kit(*parts: KitPart) -> bytes:
    people = tuple(KitPerson(name, "Port") for name in ("Ann", LONG, "Bo"))
    canvas = board([("value", "Home by night")])
    wish = KitWish(canvas, parts, people, protocols=load_protocols(resources_folder()))
    return HandoutKit(FONTS, NOW).make(wish).data


def test_a_kit_has_a_bookmark_for_each_part_at_its_first_page() -> None:
    data = kit(*KitPart)
    found = bookmarks(data)
    assert [words for depth, words, _ in found if depth == 0] == [part.label for part in KitPart]
    places = [page for depth, _, page in found if depth == 0]
    assert places == sorted(set(places))
    first = dict(zip(KitPart, places, strict=True))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert "Ann" in pages[first[KitPart.NAMES]]
    assert "Signature" in pages[first[KitPart.SIGN_IN]]


@pytest.mark.parametrize("parts", [(KitPart.BLANK,), (KitPart.BLANK, KitPart.NAMES)])
def test_the_boxes_of_a_blank_sheet_are_not_listed_again_for_each_copy(parts: tuple[KitPart, ...]) -> None:
    found = [words for _, words, _ in bookmarks(kit(*parts))]
    assert len(found) == len(set(found))


def test_a_board_that_goes_on_has_its_boxes_as_bookmarks_and_under_them_the_pages_where_they_go_on() -> None:
    notes = [("value", words(150, place)) for place in range(200)]
    canvas = board([*notes, ("costs", "Drivers " * 500)])
    found = bookmarks(board_pdf(canvas, FONTS, paper="A4", now=NOW).data)
    assert found[0] == (0, "Night bus", 0)
    boxes = [(words, page) for depth, words, page in found if depth == 1]
    assert boxes == [(box.label, 0) for box in canvas.template.in_walk_order]
    start = found.index((1, "2 Value proposition", 0))
    further = [(words, page) for depth, words, page in found[start + 1 :] if depth == 2]
    last = max(page for _, page in further)
    assert last > 2
    pages = list(range(1, last + 1))
    assert further == [(f"continued on page {page + 1}", page) for page in (*pages, last)]


def test_a_board_on_one_page_needs_no_bookmarks() -> None:
    assert bookmarks(board_pdf(board([("value", "Home by night")]), FONTS, now=NOW).data) == []
