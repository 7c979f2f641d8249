"""A change as desk and wall write it and as it is heard: a line break that alone changed is seen and said."""

from __future__ import annotations

import builders
from PySide6.QtGui import QTextCursor, QTextDocument

from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.ui.change_text import spoken, write_change

TEMPLATE = builders.TEMPLATES["city-model-canvas"]
BROKEN = Difference(Kind.REWORDED, "value", "n", "Home\nby night", "Home by night")


def test_a_line_break_that_alone_went_is_struck_through(qapp: object) -> None:
    document = QTextDocument()
    cursor = QTextCursor(document)
    write_change(cursor, BROKEN, TEMPLATE, "")
    assert "Home↵ by night" in document.toPlainText()
    cursor.setPosition(document.toPlainText().index("↵") + 1)
    assert cursor.charFormat().fontStrikeOut()


def test_it_is_heard_that_only_blanks_changed(qapp: object) -> None:
    assert spoken(BROKEN, TEMPLATE) == "reworded: only line breaks or blanks changed; it is now: Home by night"
