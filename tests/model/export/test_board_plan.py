"""Where things lie on a board: in the template's geometry, inside their boxes, none twice, none lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, PAPERS, board, sixty_four, squeezed, words

from cmc_desktop.model.domain.arrangement import Layout, arrangement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.board_content import board_content
from cmc_desktop.model.export.board_plan import BoardPlan, plan_board
from cmc_desktop.model.export.continuation import Continuation, ContinuedPage, Heading
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Frame, text_height
from cmc_desktop.model.export.paper import PAPERS as ALL_PAPERS
from cmc_desktop.model.export.paper import canvas_sheet, landscape
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter


def laid_out(
    canvas: Canvas, paper: str, *, upright: bool = False, layout: Layout = Layout.STANDARD
) -> tuple[BoardPlan, Continuation]:
    sheet = canvas_sheet(paper, upright=upright)
    area = Frame(sheet.margin, 40, sheet.width - 2 * sheet.margin, sheet.height - 100)
    typesetter = Typesetter(font_set(FONTS))
    whole = arrangement(canvas.template, layout, upright=upright)
    plan = plan_board(whole, board_content(canvas, typesetter, document_tag()), sheet, area)
    return plan, Continuation(plan, area, typesetter)


def apart(one: Frame, other: Frame) -> bool:
    slack = 0.01
    beside = one.right <= other.x + slack or other.right <= one.x + slack
    return beside or one.top <= other.y + slack or other.top <= one.y + slack


def check_nothing_clipped(
    canvas: Canvas, paper: str, *, upright: bool = False, layout: Layout = Layout.STANDARD
) -> None:
    """Every note once, whole, inside its box or column, none on another, none over a heading."""
    plan, continuation = laid_out(canvas, paper, upright=upright, layout=layout)
    printed: dict[str, list[str]] = {}
    sheet = canvas_sheet(paper, upright=upright)
    assert sheet.floor <= plan.size <= sheet.ceiling
    area = Frame(sheet.margin, 40, sheet.width - 2 * sheet.margin, sheet.height - 100)
    for place, box in enumerate(plan.boxes):
        assert area.holds(box.frame)
        assert all(apart(box.frame, other.frame) for other in plan.boxes[:place])
        for line in box.heading:
            assert line.width * plan.spaces.heading / 1000 <= box.frame.width - 2 * plan.spaces.pad
        lowest_heading = box.frame.top - text_height(box.heading, plan.spaces.heading)
        remark = 1.6 * plan.spaces.small if box.left else 0.0
        for number, placed in enumerate(box.notes):
            assert box.frame.holds(placed.frame)
            assert placed.frame.y >= box.frame.y + remark
            assert placed.frame.top <= lowest_heading
            assert placed.frame.height == pytest.approx(placed.note.height)
            assert all(apart(placed.frame, other.frame) for other in box.notes[:number])
            for line in placed.note.lines:
                assert line.width * plan.size / 1000 <= placed.frame.width - 2 * placed.note.pad + 0.01
            lines = (*placed.note.tags, *placed.note.lines)
            printed.setdefault(box.content.box.key, []).extend(line.text for line in lines)
        assert bool(box.left) == (box.content.box.key in continuation.begins)
    keys = iter(box.content.box.key for box in plan.boxes if box.left)
    key = name = ""
    for page in continuation.pages:
        check_headings(page)
        frames: list[Frame] = []
        for part in page.parts:
            if isinstance(part, Heading):
                frames.append(part.frame)
                if part.number.text != name:
                    key, name = next(keys), part.number.text
                continue
            _, placed = part
            frames.append(placed.frame)
            assert placed.frame.height == pytest.approx(placed.note.height)
            printed.setdefault(key, []).extend(line.text for line in (*placed.note.tags, *placed.note.lines))
        assert all(any(column.holds(frame) for column in page.columns) for frame in frames)
        assert all(apart(one, other) for place, one in enumerate(frames) for other in frames[:place])
    for key in canvas.template.walk:
        typed = "".join(squeezed(", ".join(note.tags) + note.text) for note in canvas.notes_in(key))
        assert squeezed("".join(printed.get(key, []))) == typed


def check_headings(page: ContinuedPage) -> None:
    """Every box on a continuation page is named once, above its first note there and in the same column."""
    names = [part.number.text for part in page.parts if isinstance(part, Heading)]
    assert isinstance(page.parts[0], Heading)
    assert len(names) == len(set(names))
    for part, after in pairwise(page.parts):
        if isinstance(part, Heading):
            assert not isinstance(after, Heading)
            assert after[1].frame.top == pytest.approx(part.frame.y)
            assert after[1].frame.x == part.frame.x
    assert not isinstance(page.parts[-1], Heading)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [0, 1, 14, 64, 150, 400])
def test_notes_lie_inside_their_boxes_however_many_there_are(count: int, paper: str) -> None:
    notes = [(builders.BOXES[1 + place * 5 % 13], words(20 + place * 31 % 240, place)) for place in range(count)]
    check_nothing_clipped(board(notes), paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_notes_before_an_endless_one_keep_clear_of_the_line_that_says_where_it_goes_on(paper: str) -> None:
    notes = [(box, words(150, place)) for place in range(40) for box in ("value", "costs", "buyin")]
    endless = [(box, "x" * 4000) for box in ("value", "costs", "buyin")]
    check_nothing_clipped(board([*notes, *endless, ("value", "after it")]), paper)


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("paper", PAPERS)
def test_notes_after_one_that_ends_anywhere_on_a_page_stand_under_the_name_of_their_box(
    paper: str, upright: bool
) -> None:
    after = [("value", "after"), ("value", "after that"), ("buyin", "elsewhere " * 900)]
    for count in range(60, 330, 3):
        lines = "\n".join(f"line {number}" for number in range(count))
        check_nothing_clipped(board([("value", lines), *after]), paper, upright=upright)


def test_a_note_longer_than_a_page_names_its_box_on_each_of_them() -> None:
    canvas = board([("value", words(60_000, 1))])
    _, continuation = laid_out(canvas, "A4")
    assert len(continuation.pages) > 2
    check_nothing_clipped(canvas, "A4")


@pytest.mark.parametrize("length", [3, 100, 300])
@pytest.mark.parametrize("paper", PAPERS)
def test_tags_that_fill_a_page_are_parted_like_words(paper: str, length: int) -> None:
    canvas = board([("value", "Home by night"), ("value", "after it")])
    tags = tuple(f"{place}".rjust(length, "w") for place in range(120 if length > 3 else 900))
    canvas.write([replace(canvas.notes_in("value")[0], tags=tags)])
    check_nothing_clipped(canvas, paper)


NOTES = st.lists(
    st.tuples(
        st.sampled_from(builders.BOXES),
        st.text("ab -\nחم字é", min_size=1, max_size=600),
        st.lists(st.text("ab 字", min_size=1, max_size=90).filter(str.strip), max_size=20),
    ).filter(lambda note: bool(note[1].strip())),
    max_size=60,
)


@settings(max_examples=120, deadline=None)
@given(
    notes=NOTES,
    paper=st.sampled_from(ALL_PAPERS),
    upright=st.booleans(),
    layout=st.sampled_from(Layout),
    template=st.sampled_from(sorted(builders.TEMPLATES)),
)
def test_any_notes_in_any_boxes_of_any_canvas_lie_inside_and_are_whole(
    notes: list[tuple[str, str, list[str]]], paper: str, upright: bool, layout: Layout, template: str
) -> None:
    walk = builders.TEMPLATES[template].walk
    placed = [(walk[builders.BOXES.index(box) % len(walk)], text.strip()) for box, text, _ in notes]
    canvas = board(placed, template=template)
    typed = sorted((note for key in walk for note in canvas.notes_in(key)), key=lambda note: note.id)
    canvas.write([replace(note, tags=tuple(tags)) for note, (_, _, tags) in zip(typed, notes, strict=True)])
    check_nothing_clipped(canvas, paper, upright=upright, layout=layout)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("paper", ALL_PAPERS)
@pytest.mark.parametrize("count", [0, 20, 150, 400])
def test_a_canvas_of_any_fullness_loses_nothing_on_any_paper(
    count: int, paper: str, upright: bool, layout: Layout
) -> None:
    notes = [(builders.BOXES[1 + place * place % 13], words(20 + place * 31 % 240, place)) for place in range(count)]
    check_nothing_clipped(board(notes), paper, upright=upright, layout=layout)


def width_of(plan: BoardPlan, key: str) -> float:
    return next(box.frame.width for box in plan.boxes if box.content.box.key == key)


@pytest.mark.parametrize(("upright", "full"), [(False, "partners"), (False, "deployment"), (True, "value")])
def test_a_full_column_takes_width_from_emptier_ones_beside_it(upright: bool, full: str) -> None:
    empty, _ = laid_out(board([("mission", "One")]), "A3", upright=upright)
    crowd = [(full, words(90, place)) for place in range(45)]
    crowded, _ = laid_out(board(crowd), "A3", upright=upright)
    assert width_of(crowded, full) > 1.4 * width_of(empty, full)
    assert all(box.frame.width > 0.6 * width_of(empty, box.content.box.key) for box in crowded.boxes)
    assert crowded.size > canvas_sheet("A3").floor


def test_columns_keep_their_widths_as_long_as_the_type_is_large() -> None:
    empty, _ = laid_out(board([]), "A3")
    some, _ = laid_out(board([("partners", words(60, place)) for place in range(9)]), "A3")
    for box in some.boxes:
        assert box.frame.width == pytest.approx(width_of(empty, box.content.box.key))


@pytest.mark.parametrize("paper", ALL_PAPERS)
def test_type_is_as_large_on_every_paper_as_it_is_read_from_afar(paper: str) -> None:
    sheet = landscape(paper)
    sparse, _ = laid_out(board([(box, "Less waiting at night") for box in builders.BOXES]), paper)
    assert sparse.size == sheet.ceiling
    assert sheet.floor / sheet.width >= landscape("A3").floor / landscape("A3").width * 0.95


@pytest.mark.parametrize("upright", [False, True])
def test_six_values_lie_in_rows_at_the_bottom(upright: bool) -> None:
    plan, _ = laid_out(board(sixty_four()), "A3", upright=upright, layout=Layout.SIX)
    frames = {box.content.box.key: box.frame for box in plan.boxes}
    values = ["costs", "revenue", "env_costs", "env_benefits", "social_risks", "social_benefits"]
    assert all(frames[key].top < frames["deployment"].y for key in values)
    assert len({round(frames[key].top, 2) for key in values}) == (2 if upright else 1)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_boxes_cover_the_template_s_grid(paper: str) -> None:
    plan, _ = laid_out(board(sixty_four()), paper)
    frames = {placed.content.box.key: placed.frame for placed in plan.boxes}
    for placed in plan.boxes:
        assert all(apart(placed.frame, other.frame) for other in plan.boxes if other is not placed)
    assert frames["mission"].width == pytest.approx(frames["costs"].width + frames["revenue"].width + plan.spaces.gap)
    assert frames["partners"].x == frames["costs"].x < frames["activities"].x < frames["value"].x < frames["buyin"].x
    assert frames["beneficiaries"].right == pytest.approx(frames["revenue"].right)
    assert frames["activities"].y > frames["resources"].top
    assert frames["value"].top == frames["activities"].top
    assert frames["value"].y == pytest.approx(frames["deployment"].y)


def test_type_is_large_on_a_sparse_board_and_never_below_the_floor() -> None:
    sheet = landscape("A3")
    sparse, _ = laid_out(board([("value", "Less waiting")]), "A3")
    full, continuation = laid_out(board([("value", words(150, place)) for place in range(300)]), "A3")
    assert sparse.size == sheet.ceiling
    assert full.size == sheet.floor == 7.0
    assert landscape("A4").floor == 6.0
    assert continuation.pages


def test_type_shrinks_before_a_box_continues_elsewhere() -> None:
    plan, continuation = laid_out(board(sixty_four()), "A3")
    assert plan.whole
    assert not continuation.pages
    assert 7.0 < plan.size < 12.0


def crowded(full: str) -> list[tuple[str, str]]:
    """64 notes: 13 in the box `full`, the first of them with 266 characters, and 50 long and short ones elsewhere."""
    others = [box for box in builders.BOXES[1:] if box != full]
    boxes = ["mission", *[full] * 13, *(others[place % len(others)] for place in range(50))]
    return [(box, words(265 if place == 1 else 20 + place * 71 % 200, place)) for place, box in enumerate(boxes)]


@pytest.mark.parametrize("full", builders.BOXES[1:])
def test_no_box_with_notes_is_printed_empty_while_others_can_make_room(full: str) -> None:
    canvas = board(crowded(full))
    plan, continuation = laid_out(canvas, "A4")
    assert continuation.pages
    assert [box.content.box.key for box in plan.boxes if not box.notes] == []
    check_nothing_clipped(canvas, "A4")


def test_where_not_every_box_can_hold_a_note_as_many_do_as_the_sheet_has_room_for() -> None:
    notes = [(box, words(900, place)) for place, box in enumerate(builders.BOXES)]
    plan, _ = laid_out(board([*notes, *[(box, "Short") for box in builders.BOXES[1:]]]), "A4")
    holding = [box for box in plan.boxes if box.notes]
    assert 6 <= len(holding) < len(plan.boxes)


def test_a_full_row_takes_room_from_empty_ones() -> None:
    empty, _ = laid_out(board([("value", "One")]), "A3")
    full, _ = laid_out(board([("costs", words(200, place)) for place in range(16)]), "A3")
    height = {
        name: next(box.frame.height for box in plan.boxes if box.content.box.key == "costs")
        for name, plan in (("empty", empty), ("full", full))
    }
    assert height["full"] > 1.4 * height["empty"]
