"""The heading of a narrow box: whole words, and dots where one does not fit."""

from __future__ import annotations

import pytest
from builders import TEMPLATES
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.board.box_heading import BoxHeading
from cmc_desktop.ui.theme import LIGHT


def heading_of(qtbot: QtBot, width: int) -> tuple[BoxHeading, QLabel]:
    box = TEMPLATES["city-model-canvas"].box("value")
    heading = BoxHeading(box, LIGHT)
    qtbot.addWidget(heading)
    heading.resize(width, 60)
    heading.show()
    return heading, next(label for label in heading.findChildren(QLabel) if label.text().startswith(box.title[0]))


@pytest.mark.parametrize("width", [70, 90, 110, 400])
def test_no_word_of_a_title_is_wider_than_its_room(qtbot: QtBot, width: int) -> None:
    _, title = heading_of(qtbot, width)
    room = title.contentsRect().width()
    assert all(title.fontMetrics().horizontalAdvance(word) <= room for word in title.text().split())


def test_a_shortened_title_says_all_of_it_when_asked_and_again_when_there_is_room(qtbot: QtBot) -> None:
    heading, title = heading_of(qtbot, 90)
    assert title.text().endswith("…")
    assert title.toolTip() == title.accessibleName() == "Value proposition"
    heading.resize(400, 60)
    assert (title.text(), title.toolTip()) == ("Value proposition", "")
