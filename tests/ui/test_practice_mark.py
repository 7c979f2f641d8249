"""The mark of a practice can be read: on the desk in both themes, and on a wall of any size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.look import Look
from cmc_desktop.ui.practice_mark import MarkOnTheWall, PracticeMark
from cmc_desktop.ui.theme import DARK, LIGHT, Theme


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2, 0 to 1."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(picture: QImage) -> float:
    """Between the lightest and the darkest pixel of a picture."""
    found = [luminance(picture.pixelColor(x, y)) for x in range(picture.width()) for y in range(picture.height())]
    return (max(found) + 0.05) / (min(found) + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_stand_out_from_their_ground(qtbot: QtBot, look: Look, theme: Theme) -> None:
    mark = PracticeMark(theme)
    qtbot.addWidget(mark)
    mark.resize(900, 40)
    mark.show()
    words = mark.words.geometry()
    assert contrast(mark.grab(words).toImage()) >= 4.5
    stripes = mark.rect().adjusted(10, 5, -(mark.width() - words.left() + 20), -5)
    assert contrast(mark.grab(stripes).toImage()) >= 3, "stripes can be told without seeing colours"


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (1920, 1080), (3840, 2160)])
def test_on_a_wall_the_mark_covers_nothing_and_its_words_fit(qtbot: QtBot, look: Look, size: tuple[int, int]) -> None:
    wall = QWidget()
    qtbot.addWidget(wall)
    wall.setWindowTitle("Projector")
    title = QLabel("The title")
    layout = QVBoxLayout(wall)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(title)
    wall.show()
    MarkOnTheWall(wall)
    wall.resize(*size)
    mark = wall.findChild(PracticeMark)
    assert mark is not None
    assert mark.isVisible()
    assert mark.geometry().bottom() < title.geometry().top()
    assert mark.words.width() >= mark.words.sizeHint().width()
    assert mark.words.font().pixelSize() >= 28 * size[1] / 1080 or size[1] < 720
    assert wall.windowTitle() == "Projector – Practice – nothing here is kept"
