"""The poster in tiles: they cover it without a gap, share what was wished, and put together they are the poster."""

from __future__ import annotations

import io
import itertools
from contextlib import closing

import builders
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter
from printed import FONTS, pages_by_pypdf

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.handouts.ground import MILLIMETRE, Ground, sheet_of
from cmc_desktop.model.export.handouts.poster import tile_pages
from cmc_desktop.model.export.handouts.tile_marks import tile_steps
from cmc_desktop.model.export.handouts.tile_plan import LEAST_OVERLAP, MOST_OVERLAP, TilePlan, plan_tiles
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import POSTERS, TILE_PAPERS, KitPart, KitWish, empty_canvas

#: what a printer may leave white at the edges of its paper
_UNPRINTED = 6 * MILLIMETRE
#: dots per point of the pictures that are compared
_SHARP = 0.5


def assert_covers(plan: TilePlan, overlap_mm: float) -> None:
    """Recomputed from the windows alone: no gap, the overlap as wished, nothing beside the poster or the paper."""
    tiles = list(plan.tiles)
    assert len(tiles) == len(plan) == plan.rows * plan.columns
    assert len({tile.label for tile in tiles}) == len(tiles)
    lefts = sorted({round(tile.part.x, 6) for tile in tiles})
    tops = sorted({round(tile.part.top, 6) for tile in tiles}, reverse=True)
    assert (len(lefts), len(tops)) == (plan.columns, plan.rows)
    assert (lefts[0], tops[0]) == pytest.approx((0, plan.poster.height), abs=0.001)
    assert lefts[-1] + plan.window.width == pytest.approx(plan.poster.width, abs=0.001)
    assert tops[-1] - plan.window.height == pytest.approx(0, abs=0.001)
    wished = overlap_mm * MILLIMETRE
    for left, right in itertools.pairwise(lefts):
        assert left + plan.window.width - right == pytest.approx(wished, abs=0.001)
    for upper, lower in itertools.pairwise(tops):
        assert lower - (upper - plan.window.height) == pytest.approx(wished, abs=0.001)
    window = plan.window
    assert window.x >= _UNPRINTED
    assert window.y >= _UNPRINTED
    assert window.right <= plan.sheet.width - _UNPRINTED
    assert window.top <= plan.sheet.height - _UNPRINTED


@pytest.mark.parametrize("lying", [True, False])
@pytest.mark.parametrize("paper", TILE_PAPERS)
@pytest.mark.parametrize("poster", POSTERS)
def test_tiles_cover_every_poster_on_every_paper(poster: str, paper: str, lying: bool) -> None:
    assert_covers(plan_tiles(sheet_of(poster, lying=lying), paper, 10), 10)


@given(
    st.sampled_from(POSTERS),
    st.sampled_from(TILE_PAPERS),
    st.booleans(),
    st.floats(LEAST_OVERLAP, MOST_OVERLAP),
)
def test_tiles_cover_the_poster_with_any_overlap(poster: str, paper: str, lying: bool, overlap: float) -> None:
    assert_covers(plan_tiles(sheet_of(poster, lying=lying), paper, overlap), overlap)


def test_the_fewest_sheets_are_taken() -> None:
    plan = plan_tiles(sheet_of("A0", lying=True), "A4", 10)
    assert (plan.rows, plan.columns, plan.sheet.width > plan.sheet.height) == (5, 5, True)


@pytest.mark.parametrize("overlap", [LEAST_OVERLAP - 0.1, MOST_OVERLAP + 0.1, -10.0, float("nan"), float("inf")])
def test_an_overlap_that_cannot_be_glued_is_refused(overlap: float) -> None:
    with pytest.raises(Refusal, match="Tiles cannot overlap by"):
        plan_tiles(sheet_of("A0", lying=True), "A4", overlap)


@pytest.mark.parametrize(("poster", "paper"), [("A4", "A3"), ("A0", "A0"), ("A2", "A1")])
def test_a_poster_that_one_sheet_holds_needs_no_tiles(poster: str, paper: str) -> None:
    with pytest.raises(Refusal, match="needs no tiles"):
        plan_tiles(sheet_of(poster, lying=True), paper, 10)


def test_every_paper_there_is_has_a_plan_or_a_refusal() -> None:
    for poster, paper in itertools.product(PAPERS, PAPERS):
        try:
            plan = plan_tiles(sheet_of(poster, lying=True), paper, 12)
        except Refusal:
            continue
        assert_covers(plan, 12)


# the printed tiles


def kit(*parts: KitPart, poster: str = "A0", tiles_on: str = "A4", overlap: float = 10.0) -> bytes:
    canvas = empty_canvas(builders.CMC, "Night bus", "Port Alder")
    wish = KitWish(canvas, parts, poster=poster, tiles_on=tiles_on, overlap_mm=overlap)
    return HandoutKit(FONTS, 0).make(wish).data


def pictures(data: bytes) -> list[Image.Image]:
    """The pages as a grey print shows them."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [page.render(scale=_SHARP, grayscale=True).to_pil() for page in document]


@pytest.mark.parametrize(("poster", "tiles_on"), [("A0", "A4"), ("A1", "A3"), ("A1", "Letter")])
def test_tiles_put_together_are_the_poster(poster: str, tiles_on: str) -> None:
    data = kit(KitPart.POSTER, KitPart.TILES, poster=poster, tiles_on=tiles_on)
    plan = plan_tiles(sheet_of(poster, lying=True), tiles_on, 10)
    whole, _, *sheets = pictures(data)
    assert len(sheets) == len(plan)
    glued = Image.new("L", whole.size, 255)
    window = plan.window
    for tile, sheet in zip(plan.tiles, sheets, strict=True):
        box = [window.x, plan.sheet.height - window.top, window.right, plan.sheet.height - window.y]
        part = sheet.crop(tuple(round(edge * _SHARP) for edge in box))
        # as by hand: each is laid over the edges of the one before and of the row above
        glued.paste(part, (round(tile.part.x * _SHARP), round((plan.poster.height - tile.part.top) * _SHARP)))
    assert _differing(whole, glued) < 0.0005
    shifted = ImageChops.offset(glued, 4, 0)
    assert _differing(whole, shifted) > 0.005, "the comparison sees a poster that was put together wrongly"


def _differing(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that differ; blurred, as a tile's dots may lie half a dot beside the poster's."""
    soft = (picture.filter(ImageFilter.GaussianBlur(1.5)) for picture in (one, other))
    dots = ImageChops.difference(*soft).point(lambda value: 255 if value > 70 else 0).histogram()
    return dots[255] / (one.width * one.height)


def test_the_first_page_tells_count_and_overlap_and_each_tile_its_place() -> None:
    pages = pages_by_pypdf(kit(KitPart.TILES, overlap=12))
    assert "25 sheets of A4: 5 rows of 5, overlapping by 12 mm." in pages[0]
    assert "The poster is 1189 × 841 mm (A0)." in pages[0]
    assert "this line is 100 mm long" in " ".join(pages[0].split())
    middle, last = " ".join(pages[8].split()), " ".join(pages[25].split())
    assert "B3 row 2 of 5, column 3 of 5" in middle
    assert "the right edge goes under B4" in middle
    assert "the lower edge goes under C3" in middle
    assert "E5 row 5 of 5, column 5 of 5" in last
    assert "goes under" not in last


def test_the_poster_is_in_the_file_once() -> None:
    with pikepdf.open(io.BytesIO(kit(KitPart.TILES))) as document:
        forms = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream) and "/BBox" in thing]
    assert len(forms) == 1


# put together as the first page tells it


def lines_of(page: Page, *, level: bool) -> list[Frame]:
    """The level lines that are drawn on a sheet, or the upright ones, without the poster itself."""
    frames = [mark.frame for mark in page.marks if isinstance(mark, ShapeMark)]
    return [
        frame for frame in frames if (frame.width > 0.0 == frame.height if level else frame.height > 0.0 == frame.width)
    ]


def near(one: float, other: float) -> bool:
    return abs(one - other) < 0.7


def sheets_of(poster: str, tiles_on: str, overlap: float) -> tuple[TilePlan, list[Page]]:
    plan = plan_tiles(sheet_of(poster, lying=True), tiles_on, overlap)
    ground = Ground(builders.CMC, Typesetter(font_set(FONTS)))
    _, *sheets = tile_pages(ground, poster, lying=True, on=tiles_on, overlap_mm=overlap, reading=document_tag())
    return plan, sheets


@pytest.mark.parametrize(
    ("poster", "tiles_on", "overlap"), [("A0", "A4", 10), ("A1", "Letter", 5), ("A0", "A3", 40), ("A2", "A3", 10)]
)
def test_whoever_cuts_as_told_sees_two_crosses_at_every_join_when_the_glue_comes(
    poster: str, tiles_on: str, overlap: float
) -> None:
    plan, sheets = sheets_of(poster, tiles_on, overlap)
    window = plan.window
    at = {(tile.row, tile.column): page for tile, page in zip(plan.tiles, sheets, strict=True)}
    # Left edges are cut, but of the first column; nothing else is.
    for (row, column), page in at.items():
        cut = [line for line in lines_of(page, level=False) if near(line.x, window.x) and line.height > window.height]
        assert len(cut) == 1, "every left edge is cut some time"
        if column + 1 < plan.columns:
            beneath, above = page, at[row, column + 1]
            join = window.right - plan.overlap
            arms = [line for line in lines_of(beneath, level=True) if near(line.right, join)]
            edges = [line for line in lines_of(beneath, level=False) if near(line.x, join)]
            # of the sheet above, what is at the left of its line is gone
            others = [line for line in lines_of(above, level=True) if near(line.x, window.x)]
            crosses = [
                arm.y
                for arm in arms
                if any(near(arm.y, other.y) for other in others) and any(e.y < arm.y < e.top for e in edges)
            ]
            assert len(crosses) >= 2
            assert max(crosses) - min(crosses) > window.height, "one above and one below the poster"
    # Then the upper edge of every row but the first: what is above the poster is gone.
    for (row, column), page in at.items():
        if row + 1 == plan.rows:
            continue
        join = window.y + plan.overlap
        if column == 0 or column + 1 == plan.columns:
            x = window.x if column == 0 else window.right
            above = at[row + 1, column]
            arms = [
                line for line in lines_of(page, level=False) if near(line.y, join) and abs(line.x - x) < 9 * MILLIMETRE
            ]
            edges = [line for line in lines_of(page, level=True) if near(line.y, join)]
            others = [line for line in lines_of(above, level=False) if near(line.top, window.top)]
            outside = [line.x < x if column == 0 else line.x > x for line in arms]
            assert arms
            assert all(outside), "beside the poster, on the outer sheets, where no sheet covers it"
            for arm in arms:
                assert any(near(arm.x, other.x) for other in others)
                assert any(edge.x < arm.x < edge.right for edge in edges)
        between = [line for line in lines_of(page, level=True) if window.x < line.x and line.right < window.right]
        guides = [line for line in between if near(line.y, join)]
        assert len(guides) >= 2
        # the row below hides them, and no sheet of this row lies on them before
        assert all(line.y < join and line.right < window.right - plan.overlap for line in guides)


def test_no_line_that_is_left_on_the_poster_is_seen() -> None:
    plan, sheets = sheets_of("A0", "A4", 10)
    window = plan.window
    for tile, page in zip(plan.tiles, sheets, strict=True):
        for line in [*lines_of(page, level=True), *lines_of(page, level=False)]:
            inside = line.x < window.right and line.right > window.x and line.y < window.top and line.top > window.y
            covered = tile.row + 1 < plan.rows and line.top <= window.y + plan.overlap
            assert not inside or covered


def test_the_steps_name_the_lines_in_the_order_in_which_they_are_cut() -> None:
    pages = [" ".join(page.split()) for page in pages_by_pypdf(kit(KitPart.TILES))]
    assert "3. Cut off the left edge of each sheet that has a line marked 3" in pages[0]
    assert "5. Cut off the upper edge of each row but the first, along the line marked 5." in pages[0]
    assert "7. Cut out the whole poster along the lines marked 7." in pages[0]


def test_a_single_row_has_no_steps_for_rows() -> None:
    plan = TilePlan(sheet_of("A2", lying=True), sheet_of("A3", lying=False), 1, 2, 28.0, Frame(40, 40, 700, 500))
    steps = tile_steps(plan)
    assert len(steps) == 5
    assert steps[-1] == "Cut out the whole poster along the lines marked 5."
    assert not any("upper edge" in step for step in steps)
