"""How room is shared: calm lines wherever there is room for them, other widths only where they are worth it."""

from __future__ import annotations

from collections.abc import Sequence

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import FONTS, board, words

from cmc_desktop.model.domain.arrangement import Split, arrangement
from cmc_desktop.model.export import room
from cmc_desktop.model.export.board_content import board_content
from cmc_desktop.model.export.board_plan import BoardPlan, plan_board
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Frame
from cmc_desktop.model.export.paper import canvas_sheet
from cmc_desktop.model.export.tags import document_tag
from cmc_desktop.model.export.text import Typesetter

GAP = 5.0
STACKS = Split(True, (Split(False, ("a", "b"), (1, 1)), "middle", Split(False, ("c", "d"), (1, 1))), (1, 1, 1))
WHOLE = Split(False, (STACKS, "below"), (2, 1))
KEYS = ("a", "b", "middle", "c", "d", "below")
HEIGHTS = st.fixed_dictionaries({key: st.floats(10, 200) for key in KEYS})


def laid(heights: dict[str, float], total: float) -> dict[str, Frame]:
    return room.frames(WHOLE, Frame(0, 0, 600, total), heights, heights, GAP)


@given(HEIGHTS, st.floats(0, 300))
def test_boxes_side_by_side_have_rows_in_step_wherever_there_is_room_for_it(
    heights: dict[str, float], spare: float
) -> None:
    total = room.height(WHOLE, heights, GAP, in_step=True) + spare + 0.01
    found = laid(heights, total)
    assert found["a"].y == pytest.approx(found["c"].y)
    assert found["b"].top == pytest.approx(found["d"].top)
    assert all(found[key].height >= heights[key] - 0.01 for key in KEYS)


@given(HEIGHTS)
def test_where_there_is_none_every_box_still_has_the_height_it_needs(heights: dict[str, float]) -> None:
    found = laid(heights, room.height(WHOLE, heights, GAP) + 0.01)
    assert all(found[key].height >= heights[key] - 0.01 for key in KEYS)


def widths_for(left: float, right: float) -> dict[str, float]:
    """The widths of two columns of 300 points that now need these heights for their notes."""
    part = Split(True, ("left", "right"), (1, 1))
    wishes = {"left": room.Wish(left, 20, 60), "right": room.Wish(right, 20, 60)}
    return room.widths(room.widened(part, part, 600 + GAP, wishes, GAP), 600 + GAP, GAP)


def test_columns_that_are_nearly_as_full_as_each_other_keep_their_widths() -> None:
    assert widths_for(300, 290) == widths_for(290, 300) == {"left": 300, "right": 300}


def test_a_fuller_column_becomes_wider_and_the_other_keeps_the_least_it_must_have() -> None:
    found = widths_for(300, 150)
    assert found["left"] > 330
    assert found["right"] == pytest.approx(600 - found["left"])
    assert widths_for(600, 20)["right"] == pytest.approx(0.65 * 300)


# what becomes of it on a board


def planned(paper: str, count: int, boxes: Sequence[str]) -> BoardPlan:
    """A board with `count` short notes, shared out among `boxes`."""
    canvas = board([(boxes[place % len(boxes)], words(40, place)) for place in range(count)])
    sheet = canvas_sheet(paper)
    area = Frame(sheet.margin, 40, sheet.width - 2 * sheet.margin, sheet.height - 100)
    contents = board_content(canvas, Typesetter(font_set(FONTS)), document_tag())
    return plan_board(arrangement(canvas.template), contents, sheet, area)


def frames_of(plan: BoardPlan) -> dict[str, Frame]:
    return {box.content.box.key: box.frame for box in plan.boxes}


def test_stacks_of_boxes_side_by_side_lie_in_line_where_that_costs_hardly_any_type_size() -> None:
    """The fuller boxes of the two stacks are not in the same row: their rows are made alike, in a smaller type."""
    plan = planned("A3", 20, ["value", "social_benefits", "activities", "partners", "deployment"])
    frames = frames_of(plan)
    assert frames["activities"].y == pytest.approx(frames["buyin"].y)
    assert frames["resources"].top == pytest.approx(frames["deployment"].top)
    assert 0.9 * plan.sheet.ceiling < plan.size < plan.sheet.ceiling


def assert_even(plan: BoardPlan) -> None:
    """The boxes are as wide as on an empty board."""
    even = {key: frame.width for key, frame in frames_of(planned(plan.sheet.name, 0, ["value"])).items()}
    assert {key: frame.width for key, frame in frames_of(plan).items()} == pytest.approx(even)


def test_a_board_that_is_too_full_keeps_its_widths_where_other_ones_would_hold_fewer_notes() -> None:
    plan = planned("A4", 172, builders.BOXES[1:])
    assert not plan.whole
    assert plan.held >= (13, 110)
    assert_even(plan)


def test_a_board_that_is_too_full_gets_other_widths_where_they_hold_many_more_notes() -> None:
    plan = planned("A3", 160, ["value", "buyin", "costs"])
    assert not plan.whole
    assert plan.held >= (3, 100), "70 with the widths of the template"


def test_widths_are_left_alone_where_other_ones_would_make_the_type_hardly_larger() -> None:
    plan = planned("A3", 105, builders.BOXES[1:])
    assert plan.whole
    assert_even(plan)
