"""A printed board on which copies still differ says so, as only one wording of it is shown."""

from __future__ import annotations

from printed import FONTS, NOW, board, by_pypdf, squeezed

from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.export.board_pdf import board_pdf


def test_open_conflicts_are_told_below_the_title() -> None:
    canvas = board([("value", "Home by night")])
    assert "conflict" not in by_pypdf(board_pdf(canvas, FONTS, paper="A3", now=NOW).data)
    (note,) = canvas.notes_in("value")
    name = conflict_id("note", note.id, "text")
    canvas.write([Conflict(name, "note", note.id, "text", ("Home by day", "Home by night"), ("Ada", "Bo"))])
    text = by_pypdf(board_pdf(canvas, FONTS, paper="A3", now=NOW).data)
    assert squeezed("1 conflict between copies is open") in text
    assert squeezed("Home by day") not in text
