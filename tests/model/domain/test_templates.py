"""The canvases that come with the app."""

import copy
import json

import builders
import pytest

from cmc_desktop.model.domain.template import Template
from cmc_desktop.paths import resources_folder

NAMES = """
 1 | mission         | Mission statement       | I   | purpose       | 0 | 0 | 1 | 10
 2 | value           | Value proposition       | I   | purpose       | 1 | 4 | 2 | 2
 3 | beneficiaries   | Beneficiaries           | II  | deliver       | 1 | 8 | 2 | 2
 4 | buyin           | Buy-in & support        | II  | deliver       | 1 | 6 | 1 | 2
 5 | deployment      | Deployment              | II  | deliver       | 2 | 6 | 1 | 2
 6 | partners        | Key partnerships        | III | create        | 1 | 0 | 2 | 2
 7 | activities      | Key activities          | III | create        | 1 | 2 | 1 | 2
 8 | resources       | Key infrastructure and resources & key regulatory framework | III | create | 2 | 2 | 1 | 2
 9 | costs           | Budget cost structure   | IV  | economic      | 3 | 0 | 1 | 5
10 | revenue         | Revenue streams         | IV  | economic      | 3 | 5 | 1 | 5
11 | env_costs       | Environmental costs     | IV  | environmental | 4 | 0 | 1 | 5
12 | env_benefits    | Environmental benefits  | IV  | environmental | 4 | 5 | 1 | 5
13 | social_risks    | Social risks            | IV  | social        | 5 | 0 | 1 | 5
14 | social_benefits | Social benefits         | IV  | social        | 5 | 5 | 1 | 5
"""
WANTED = [tuple(cell.strip() for cell in row.split("|")) for row in NAMES.strip().splitlines()]


def data() -> dict:
    return json.loads((resources_folder() / "templates" / "city-model-canvas.json").read_text(encoding="utf-8"))


def test_the_city_model_canvas_is_the_one_of_the_method() -> None:
    canvas = builders.CMC
    assert (canvas.columns, canvas.rows, canvas.row_weights) == (10, 6, (1, 3, 3, 2, 2, 2))
    found = [
        tuple(map(str, (b.number, b.key, b.name, b.part, b.tone, b.row, b.col, b.rowspan, b.colspan)))
        for b in canvas.in_walk_order
    ]
    assert found == WANTED
    assert [box.key for box in canvas.in_walk_order if box.single] == ["mission"]
    assert canvas.bottom_lines == (
        ("Economic", "costs", "revenue"),
        ("Environmental", "env_costs", "env_benefits"),
        ("Social", "social_risks", "social_benefits"),
    )
    assert list(canvas.parts) == ["I", "II", "III", "IV"]


def test_there_are_seven_canvases_and_the_city_model_canvas_comes_first() -> None:
    assert len(builders.TEMPLATES) == 7
    assert next(iter(builders.TEMPLATES)) == "city-model-canvas"


@pytest.mark.parametrize("template", builders.TEMPLATES.values(), ids=lambda template: template.key)
def test_every_canvas_covers_its_grid_and_asks_a_question_in_every_box(template: Template) -> None:
    covered = sorted(
        (row, col)
        for box in template.boxes.values()
        for row in range(box.row, box.row + box.rowspan)
        for col in range(box.col, box.col + box.colspan)
    )
    assert covered == [(row, col) for row in range(template.rows) for col in range(template.columns)]
    assert len(template.row_weights) == template.rows
    assert sorted(template.walk) == sorted(template.boxes)
    assert sorted(box.number for box in template.boxes.values()) == list(range(1, len(template.boxes) + 1))
    for box in template.boxes.values():
        assert box.question
        assert box.title
        assert box.short
        assert box.part in template.parts or not template.parts


def test_the_mission_model_canvas_counts_from_one_to_nine() -> None:
    assert [box.number for box in builders.TEMPLATES["mission-model-canvas"].in_walk_order] == list(range(1, 10))


def test_the_triple_layered_canvas_has_three_boards_of_nine() -> None:
    layers = [template for key, template in builders.TEMPLATES.items() if key.startswith("triple-layered")]
    assert [len(layer.boxes) for layer in layers] == [9, 9, 9]


@pytest.mark.parametrize("fault", ["overlap", "gap", "walk twice", "walk short"])
def test_a_board_with_a_hole_is_no_canvas(fault: str) -> None:
    wrong = copy.deepcopy(data())
    if fault == "overlap":
        wrong["boxes"][1]["col"] = 5
    elif fault == "gap":
        wrong["boxes"][0]["colspan"] = 9
    elif fault == "walk twice":
        wrong["walk"].append("mission")
    else:
        wrong["walk"].pop()
    with pytest.raises(ValueError, match="template city-model-canvas"):
        Template.from_data(wrong)
