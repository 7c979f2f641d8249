"""The heading of a narrow box: whole words, and dots where one does not fit."""

from __future__ import annotations

import pytest
from builders import TEMPLATES
from PySide6.QtWidgets import QApplication, QLabel
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


@pytest.mark.parametrize("width", range(70, 140))
def test_no_word_is_cut_when_the_count_grows_or_goes(qtbot: QtBot, width: int) -> None:
    heading, title = heading_of(qtbot, width)
    for count in (16, 200, 0):
        heading.show_count(count)
        QApplication.processEvents()
        room, metrics = title.contentsRect().width(), title.fontMetrics()
        assert all(metrics.horizontalAdvance(word) <= room for word in title.text().split()), (count, title.text())
    fresh, alike = heading_of(qtbot, width)
    assert title.text() == alike.text(), "what was shortened for a count comes back"
    assert fresh.height() == heading.height()
