"""Several canvases in one table: what each says in each element, and what they share."""

from __future__ import annotations

import builders

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import MarkNoneIdentified
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.side_by_side import Line, side_by_side, side_by_side_document


def canvas(library: Library, title: str, *notes: str, template: str = "city-model-canvas") -> Canvas:
    session = library.session(library.new(title, "Oslo", template))
    if notes:
        builders.put(session, "value", *notes)
    return session.canvas


def test_every_element_is_a_row_and_the_same_words_are_common(library: Library) -> None:
    first = canvas(library, "First", "Safe ways home", "Quiet streets")
    second = canvas(library, "Second", "SAFE ways, home!", "More trees")
    table = side_by_side([first, second])
    assert len(table.elements) == len(builders.BOXES) == 14
    row = table.elements.index("2 Value")
    assert table.cells[row][0].lines == (Line("Safe ways home", common=True), Line("Quiet streets"))
    assert table.cells[row][1].lines == (Line("SAFE ways, home!", common=True), Line("More trees"))
    assert table.common == 1
    third = canvas(library, "Third", "safe ways home", "Safe Ways Home!", "more trees")
    assert side_by_side([first, second, third]).common == 2


def test_the_same_words_twice_in_one_canvas_or_in_another_element_are_not_common(library: Library) -> None:
    first = canvas(library, "First", "Safe ways", "Safe ways")
    second = library.session(library.new("Second"))
    builders.put(second, "partners", "Safe ways")
    assert side_by_side([first, second.canvas]).common == 0


def test_none_identified_and_elements_of_another_template_are_said(library: Library) -> None:
    session = library.session(library.new("First"))
    session.do(MarkNoneIdentified("env_costs", ""))
    other = canvas(library, "Other", template="business-model-canvas")
    table = side_by_side([session.canvas, other])
    assert table.cells[builders.BOXES.index("env_costs")][0].text == "none identified"
    assert table.cells[builders.BOXES.index("env_costs")][1].text == "not in this template"
    assert all(len(row) == 2 for row in table.cells)
    assert len(table.elements) >= 14


def test_columns_are_put_in_another_order_whole(library: Library) -> None:
    table = side_by_side([canvas(library, "A", "a"), canvas(library, "B", "b"), canvas(library, "C", "c")])
    turned = table.in_order([2, 0, 1])
    assert [head.title for head in turned.heads] == ["C", "A", "B"]
    row = turned.elements.index("2 Value")
    assert [cell.text for cell in turned.cells[row]] == ["• c", "• a", "• b"]


def test_the_document_has_a_column_for_each_canvas(library: Library) -> None:
    table = side_by_side([canvas(library, "A", "the same"), canvas(library, "B", "the same")])
    document = side_by_side_document(table)
    (printed,) = [block for block in document.blocks if hasattr(block, "columns")]
    assert [column.head.splitlines()[0] for column in printed.columns] == ["Element", "A", "B"]
    assert printed.rows[1][1:] == ("= the same", "= the same")
