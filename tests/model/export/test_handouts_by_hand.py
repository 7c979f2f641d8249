"""Hand-outs serve the hand: cards fold and are cut at their marks, a ruler is as long as it says, pens have room."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import builders
import pypdfium2
import pytest
from PIL import Image, ImageChops
from printed import FONTS, board, words

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.handouts.blank_sheet import BlankSheet, Letters
from cmc_desktop.model.export.handouts.grey_board import grey_pages
from cmc_desktop.model.export.handouts.ground import MILLIMETRE, Ground, sheet_of
from cmc_desktop.model.export.handouts.name_cards import name_card_pages
from cmc_desktop.model.export.handouts.poster import tile_pages
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark, TextMark
from cmc_desktop.model.export.paper import Sheet, landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter


def ground() -> Ground:
    return Ground(builders.CMC, Typesetter(font_set(FONTS)), "Night bus", "Port Alder")


def level_lines(page: Page) -> list[Frame]:
    frames = (mark.frame for mark in page.marks if isinstance(mark, ShapeMark))
    return [frame for frame in frames if frame.width > 0 and frame.height == 0]


# name cards


def cards(*people: tuple[str, str], paper: str = "A4") -> Page:
    (page,) = name_card_pages(ground(), people, paper, reading=document_tag())
    return page


def sheet_under(page: Page) -> Sheet:
    assert page.sheet is not None
    return page.sheet


def test_a_folded_card_has_its_name_upright_on_both_sides() -> None:
    page = cards(("Ann Other", "Port of Alder"), ("محمد", "City"))
    data = write_pdf([page], landscape("A4"), font_set(FONTS), title="t", language="en", now=0)
    with closing(pypdfium2.PdfDocument(io.BytesIO(data))) as document:
        picture = document[0].render(scale=1, grayscale=True).to_pil()
    quarter = picture.height / 4
    for card in range(2):
        away, near = (face(picture, round((2 * card + half) * quarter), round(quarter)) for half in (0, 1))
        assert ink(near) > 500
        assert ink(ImageChops.difference(near, away.rotate(180)), ground=0) < 0.3 * ink(near)
        assert ink(ImageChops.difference(near, away), ground=0) > 0.6 * ink(near), "it does not look alike both ways"


def face(picture: Image.Image, top: int, height: int) -> Image.Image:
    """A quarter of a sheet without its edges, where the marks for the knife and the fold are."""
    return picture.crop((40, top + 8, picture.width - 40, top + height - 8))


def ink(picture: Image.Image, ground: int = 255) -> int:
    """How many dots of a grey picture are not those of its ground."""
    return sum(count for shade, count in enumerate(picture.histogram()) if abs(shade - ground) > 100)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_dashed_line_from_edge_to_edge_shows_where_two_cards_are_cut_apart(paper: str) -> None:
    page = cards(("Ann", ""), ("Bo", ""), paper=paper)
    sheet = sheet_under(page)
    dashes = sorted((line.x, line.right) for line in level_lines(page) if line.y == sheet.height / 2)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(dashes)]
    assert len(dashes) > 20
    assert all(0 < gap < 5 * MILLIMETRE for gap in gaps)
    assert dashes[0][0] < 5 * MILLIMETRE
    assert dashes[-1][1] > sheet.width - 5 * MILLIMETRE


def test_marks_at_both_edges_show_where_each_card_is_folded() -> None:
    page = cards(("Ann", ""), ("Bo", ""))
    sheet = sheet_under(page)
    for fold in (0.25 * sheet.height, 0.75 * sheet.height):
        marks = sorted((line for line in level_lines(page) if line.y == pytest.approx(fold)), key=lambda line: line.x)
        assert [mark.x for mark in marks[:1]] + [mark.right for mark in marks[1:]] == [0, pytest.approx(sheet.width)]


# the ruler of the poster


@pytest.mark.parametrize(("poster", "paper"), [("A0", "A4"), ("A1", "Letter"), ("A0", "A3"), ("A3", "A4")])
def test_the_line_by_which_a_print_is_measured_is_as_long_as_it_says(poster: str, paper: str) -> None:
    page = next(tile_pages(ground(), poster, lying=True, on=paper, overlap_mm=10, reading=document_tag()))
    (told,) = (mark for mark in page.marks if isinstance(mark, TextMark) and "this line is 100 mm long" in said(mark))
    (ruler,) = (line for line in level_lines(page) if line.x == told.x and 0 < line.y - told.top < 10)
    assert ruler.width == pytest.approx(100 * MILLIMETRE)
    ticks = sorted(
        mark.frame.x
        for mark in page.marks
        if isinstance(mark, ShapeMark) and mark.frame.width == 0 and mark.frame.y == ruler.y
    )
    assert ticks == pytest.approx([ruler.x + 10 * number * MILLIMETRE for number in range(11)])


def said(mark: TextMark) -> str:
    return " ".join(line.text for line in mark.lines)


# room for pens


def free_shares(pages: list[Page]) -> list[float]:
    """Of each box of a board's first page, the share of its height that is free below the lowest words."""
    shapes = [mark for mark in pages[0].marks if isinstance(mark, ShapeMark)]
    boxes = [shape.frame for shape in shapes if shape.stroke and shape.thickness == 0.6 and shape.frame.height > 20]
    texts = [mark.frame for mark in pages[0].marks if isinstance(mark, TextMark)]
    assert len(boxes) == len(builders.BOXES)
    return [(min(text.y for text in texts if box.holds(text, slack=0.5)) - box.y) / box.height for box in boxes]


def to_mark_up(canvas: Canvas) -> list[Page]:
    return grey_pages(canvas, Typesetter(font_set(FONTS)), "A3", lying=True, now=0, reading=document_tag())


@pytest.mark.parametrize(("count", "least"), [(26, 0.4), (39, 0.4), (65, 0.25)])
def test_boxes_of_the_canvas_to_mark_up_are_free_below_their_notes(count: int, least: float) -> None:
    canvas = board([(builders.BOXES[1 + place % 13], words(40, place)) for place in range(count)])
    assert min(free_shares(to_mark_up(canvas))) > least


@pytest.mark.parametrize("lying", [True, False])
@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("times", [3, 6, 10])
def test_however_long_the_questions_there_is_room_for_three_lines_by_hand_below_each(
    paper: str, lying: bool, times: int
) -> None:
    """Lines of letters as large as those of the question."""
    boxes = {key: replace(box, question=" ".join([box.question] * times)) for key, box in builders.CMC.boxes.items()}
    sheet = sheet_of(paper, lying=lying)
    of = replace(ground(), template=replace(builders.CMC, boxes=boxes))
    (page,) = BlankSheet(of, sheet, Letters.of_sheet(sheet)).sheets(document_tag())
    frames = [mark.frame for mark in page.marks if isinstance(mark, ShapeMark) and mark.frame.height > 0]
    texts = [mark for mark in page.marks if isinstance(mark, TextMark) and mark.tag is not None]
    for box in (frame for frame in frames if frame.width > 0.1 * sheet.width):
        inside = [text for text in texts if box.holds(text.frame, slack=0.5)]
        lowest = min(inside, key=lambda text: text.frame.y)
        assert lowest.frame.y - box.y >= 3 * lowest.size
