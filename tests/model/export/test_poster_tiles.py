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
from cmc_desktop.model.export.handouts.ground import MILLIMETRE, sheet_of
from cmc_desktop.model.export.handouts.tile_plan import LEAST_OVERLAP, MOST_OVERLAP, TilePlan, plan_tiles
from cmc_desktop.model.export.paper import PAPERS
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
