"""A change as desk and wall write it and as it is heard: a line break that alone changed is seen and said."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from colour_contrast import contrast
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.difference import Difference, Kind
from cmc_desktop.ui.change_text import spoken, write_change
from cmc_desktop.ui.history.difference_view import DifferenceView
from cmc_desktop.ui.theme import DARK, LIGHT, Theme
from cmc_desktop.ui.workshop.agreement.change_line import ChangeLine

TEMPLATE = builders.TEMPLATES["city-model-canvas"]
BROKEN = Difference(Kind.REWORDED, "value", "n", "Home\nby night", "Home by night")


def test_a_line_break_that_alone_went_is_struck_through(qapp: object) -> None:
    document = QTextDocument()
    cursor = QTextCursor(document)
    write_change(cursor, BROKEN, TEMPLATE, "")
    assert "Home↵ by night" in document.toPlainText()
    cursor.setPosition(document.toPlainText().index("↵") + 1)
    assert cursor.charFormat().fontStrikeOut()


def inks(document: QTextDocument) -> Iterator[QColor]:
    """The colours of the words in a document."""
    block = document.begin()
    while block.isValid():
        for stretch in block.textFormats():
            yield stretch.format.foreground().color()
        block = block.next()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("view", [ChangeLine, DifferenceView])
def test_every_kind_of_change_is_read_in_both_themes(
    qtbot: QtBot, theme: Theme, view: type[ChangeLine | DifferenceView]
) -> None:
    changes = [Difference(kind, "value", "n", "by day", "by night", "costs") for kind in Kind]
    shown = view(theme)
    qtbot.addWidget(shown)
    if isinstance(shown, ChangeLine):
        shown.show_changes(changes, TEMPLATE, "value", more=False, nothing="")
        document = shown.words.document()
    else:
        shown.show_differences(changes, TEMPLATE)
        document = shown.document()
    found = {colour.name() for colour in inks(document)}
    assert len(found) >= 4
    weak = [name for name in found if contrast(QColor(name), QColor(theme.card)) < 4.5]
    assert not weak


def test_it_is_heard_that_only_blanks_changed(qapp: object) -> None:
    assert spoken(BROKEN, TEMPLATE) == "reworded: only line breaks or blanks changed; it is now: Home by night"
