"""Where the boxes of a canvas lie on paper: each once, lying and upright, in both layouts."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest

from cmc_desktop.model.domain.arrangement import Layout, Part, Split, arrangement, boxes_of

CMC = builders.CMC


def drawn(part: Part) -> object:
    """Nested lists: a tuple for parts side by side, a list for parts one below the other."""
    if isinstance(part, str):
        return part
    inner = [drawn(one) for one in part.parts]
    return tuple(inner) if part.beside else inner


def test_the_standard_layout_is_that_of_the_board() -> None:
    assert drawn(arrangement(CMC)) == [
        "mission",
        ("partners", ["activities", "resources"], "value", ["buyin", "deployment"], "beneficiaries"),
        ("costs", "revenue"),
        ("env_costs", "env_benefits"),
        ("social_risks", "social_benefits"),
    ]


def test_the_six_values_can_lie_in_one_row_at_the_bottom() -> None:
    assert drawn(arrangement(CMC, Layout.SIX)) == [
        "mission",
        ("partners", ["activities", "resources"], "value", ["buyin", "deployment"], "beneficiaries"),
        ("costs", "revenue", "env_costs", "env_benefits", "social_risks", "social_benefits"),
    ]


def test_on_upright_paper_what_creates_value_stands_left_of_it_and_what_delivers_it_right() -> None:
    middle = (["partners", "activities", "resources"], "value", ["beneficiaries", "buyin", "deployment"])
    assert drawn(arrangement(CMC, upright=True)) == [
        "mission",
        middle,
        ("costs", "revenue"),
        ("env_costs", "env_benefits"),
        ("social_risks", "social_benefits"),
    ]
    assert drawn(arrangement(CMC, Layout.SIX, upright=True)) == [
        "mission",
        middle,
        ("costs", "env_costs", "social_risks"),
        ("revenue", "env_benefits", "social_benefits"),
    ]


@pytest.mark.parametrize("template", sorted(builders.TEMPLATES))
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("upright", [False, True])
def test_every_box_is_there_once(template: str, layout: Layout, upright: bool) -> None:
    chosen = builders.TEMPLATES[template]
    whole = arrangement(chosen, layout, upright=upright)
    assert sorted(boxes_of(whole)) == sorted(chosen.walk)
    assert isinstance(whole, Split)
    if upright:
        assert all(not isinstance(band, Split) or len(band.parts) <= 3 for band in whole.parts)


def test_a_canvas_with_one_bottom_line_is_the_same_in_both_layouts() -> None:
    chosen = builders.TEMPLATES["business-model-canvas"]
    assert arrangement(chosen, Layout.SIX) == arrangement(chosen)


def test_boxes_that_no_straight_line_parts_are_refused() -> None:
    places = {"mission": (0, 0, 1, 2), "value": (0, 2, 2, 1), "costs": (2, 1, 1, 2), "buyin": (1, 0, 2, 1)}
    boxes = {
        key: replace(CMC.box(key), row=row, col=col, rowspan=rowspan, colspan=colspan)
        for key, (row, col, rowspan, colspan) in {**places, "partners": (1, 1, 1, 1)}.items()
    }
    whirl = replace(CMC, columns=3, rows=3, row_weights=(1, 1, 1), walk=tuple(boxes), boxes=boxes, bottom_lines=())
    with pytest.raises(ValueError, match="cut apart"):
        arrangement(whirl)
