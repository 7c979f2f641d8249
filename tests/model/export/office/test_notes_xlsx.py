"""The notes as a spreadsheet: text in every cell, whatever it looks like."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import NOW, TEXTS, anything, is_clean, parts_of
from printed import board

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.office.notes_xlsx import notes_xlsx
from cmc_desktop.model.export.office.office_text import fit_text


def rows_of(canvas: Canvas, sheet: str = "Notes") -> list[tuple[str, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(notes_xlsx(canvas, now=NOW).data))
    cells = [cell for row in book[sheet].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    return [tuple(cell.value or "" for cell in row) for row in book[sheet].iter_rows(min_row=2)]


def test_each_note_is_a_row_with_its_box_and_its_tags() -> None:
    canvas = board([("value", "Home by night"), ("costs", "Drivers")], none_identified=["revenue"])
    canvas.write([Note("n9", "costs", "zz", "Depots", ("direct", "saving"))])
    assert rows_of(canvas) == [
        ("2", "Value proposition", "Purpose", "Home by night", "", ""),
        ("9", "Budget costs", "Triple bottom line", "Drivers", "", ""),
        ("9", "Budget costs", "Triple bottom line", "Depots", "direct, saving", ""),
        ("10", "Revenue streams", "Triple bottom line", "", "", "yes"),
    ]
    counts = {row[0]: (row[3], row[4]) for row in rows_of(canvas, "Boxes")}
    assert len(counts) == 14
    assert (counts["1"], counts["9"], counts["10"]) == (("0", ""), ("2", ""), ("0", "yes"))


def test_no_text_is_a_formula_a_number_or_a_link() -> None:
    canvas = board([("value", text) for text in TEXTS], title="=1+1")
    assert [row[3] for row in rows_of(canvas)] == [fit_text(text) for text in TEXTS]
    data = notes_xlsx(canvas, now=NOW).data
    is_clean(data)
    assert b"<f>" not in b"".join(parts_of(data).values())


@given(st.lists(anything, max_size=8))
@settings(max_examples=40, deadline=None)
def test_anything_typed_comes_back_from_its_cell(texts: list[str]) -> None:
    rows = rows_of(board([("value", text) for text in texts]))
    assert [row[3] for row in rows if any(row)] == [fit_text(text) for text in texts]


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    tags = tuple(f"{number:03} " + "\U0001f68c" * 290 for number in range(60))
    canvas = board([("value", "Home")])
    canvas.write([Note("n00000", "value", "a", "Home", tags)])
    rows = rows_of(canvas)
    assert len(rows) == 2
    assert "".join(row[4] for row in rows) == ", ".join(tags)
    assert all(len(row[4].encode("utf-16-le")) // 2 <= 32_767 for row in rows)
    assert rows[0][3:4] + rows[1][:4] == ("Home", "", "", "", "")


def test_the_sheets_are_tables_with_a_head_that_stays() -> None:
    book = openpyxl.load_workbook(io.BytesIO(notes_xlsx(board([("value", "a"), ("value", "b")]), now=NOW).data))
    notes = book["Notes"]
    assert notes.freeze_panes == "A2"
    assert dict(notes.tables.items()) == {"Notes": "A1:F3"}
    assert notes.tables["Notes"].autoFilter is not None
    assert notes["D2"].alignment.wrap_text
    assert notes.column_dimensions["D"].width > 50


def test_a_row_has_room_for_what_is_wrapped_in_it() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(notes_xlsx(board([("value", "a"), ("value", "b " * 200)]), now=NOW).data))
    assert sheet["Notes"].row_dimensions[2].height is None
    assert sheet["Notes"].row_dimensions[3].height >= 75


def test_what_reads_to_the_left_begins_at_the_right() -> None:
    book = openpyxl.load_workbook(io.BytesIO(notes_xlsx(board([("value", "مرحبا"), ("value", "b")]), now=NOW).data))
    assert [book["Notes"][cell].alignment.readingOrder for cell in ("D2", "D3")] == [2, 0]


@pytest.mark.parametrize("notes", [[], [("value", "a")]])
def test_an_empty_canvas_is_a_file_as_well_and_the_same_input_gives_the_same_bytes(
    notes: list[tuple[str, str]],
) -> None:
    canvas = board(notes)
    assert len([row for row in rows_of(canvas) if any(row)]) == len(notes)
    assert notes_xlsx(canvas, now=NOW).data == notes_xlsx(canvas, now=NOW).data
