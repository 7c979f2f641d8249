"""What is written while conflicts between copies are open says so: only one wording of each is in it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from builders import ids
from test_copies import TwoLaptops

from cmc_desktop.model.domain.changes import EditNote, SettleConflict
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.export_formats import ExportWish, export_formats
from cmc_desktop.paths import resources_folder

TOLD = "1 conflict between copies is open"


@pytest.fixture
def two(tmp_path: Path) -> TwoLaptops:
    """One note was reworded on both sides, and joined."""
    two = TwoLaptops(tmp_path)
    two.give()
    parents = ids(two.here, "beneficiaries")[0]
    two.here.do(EditNote(parents, "Mothers"))
    two.there.do(EditNote(parents, "Fathers"))
    two.bring_back(two.send_back())
    return two


def written(two: TwoLaptops, suffix: str) -> bytes:
    kind = next(one for one in export_formats() if one.suffix == suffix)
    wish = ExportWish(resources_folder() / "fonts", 1_790_000_000_000, lambda _words: None, kind.paper(""))
    return kind.make(two.here.canvas, wish).data


def settle(two: TwoLaptops) -> None:
    (conflict,) = open_conflicts(two.here.canvas).values()
    two.here.do(SettleConflict(conflict.id, "Mothers"))


def test_markdown_says_so_until_all_is_settled(two: TwoLaptops) -> None:
    assert TOLD in written(two, ".md").decode()
    settle(two)
    assert "conflict" not in written(two, ".md").decode().lower()


def test_word_says_so_until_all_is_settled(two: TwoLaptops) -> None:
    def told() -> bool:
        document = docx.Document(io.BytesIO(written(two, ".docx")))
        return TOLD in [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert told()
    settle(two)
    assert not told()


def test_a_spreadsheet_marks_the_notes_until_all_is_settled(two: TwoLaptops) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(two, ".xlsx")))
    rows = list(book.worksheets[0].values)
    assert rows[0][-1] == "Copies differ"
    assert [row[3] for row in rows[1:] if row[-1] == "yes"] == ["Fathers"]
    assert book.properties.description == TOLD
    settle(two)
    book = openpyxl.load_workbook(io.BytesIO(written(two, ".xlsx")))
    assert "Copies differ" not in next(iter(book.worksheets[0].values))
