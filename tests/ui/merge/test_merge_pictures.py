"""Pictures of the page with no, few and many conflicts, on small and large screens, light and dark, before and after.

They are taken into the folder that `CMC_PICTURES` names, for whoever wants to look at them, else thrown away.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from copies_apart import everyday
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.paths import resources_folder
from cmc_desktop.ui import style_sheet, theme
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import DARK, LIGHT, Theme

SIZES = {"1280x800": QSize(1280, 800), "1920x1080": QSize(1920, 1080)}


@pytest.fixture
def dressed_app(qapp: QApplication, look: Look) -> Iterator[QApplication]:
    yield qapp
    style_sheet.apply(qapp, look.theme)


def inks(picture: QImage, grid: int = 3) -> set[int]:
    """The colours on a grid of a picture."""
    return {picture.pixel(x, y) for x in range(0, picture.width(), grid) for y in range(0, picture.height(), grid)}


@pytest.mark.parametrize("dress", [LIGHT, DARK], ids=lambda dress: dress.name)
@pytest.mark.parametrize("conflicts", [0, 3, 30])
def test_the_page_is_drawn(
    qtbot: QtBot, dressed_app: QApplication, tmp_path: Path, conflicts: int, dress: Theme
) -> None:
    style_sheet.apply(dressed_app, dress)
    resources = resources_folder()
    theme.load_typeface(resources / "fonts")
    apart = everyday(tmp_path, conflicts)
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, Look(dress, Icons(resources / "icons", dress.ink)), apart.library, apart.look(), by="Bo")
    qtbot.addWidget(page)
    page.show()
    folder = Path(os.environ.get("CMC_PICTURES", tmp_path))
    for moment in ("before", "joined"):
        for name, size in SIZES.items():
            page.resize(size)
            QApplication.processEvents()
            page.grab().save(str(folder / f"merge-{conflicts}-{dress.name}-{name}-{moment}.png"))
            colours = inks(page.list.viewport().grab().toImage())
            assert QColor(dress.card).rgb() in colours
            assert len(colours) > 20  # letters, not only sheets
        page.join_copy()
    bridge.close()


def test_the_page_shrinks_again_with_buttons_side_by_side_equally_high(
    qtbot: QtBot, dressed_app: QApplication, tmp_path: Path
) -> None:
    style_sheet.apply(dressed_app, LIGHT)
    apart = everyday(tmp_path, 3)
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, Look(LIGHT, Icons(resources_folder() / "icons", LIGHT.ink)), apart.library, apart.look())
    qtbot.addWidget(page)
    page.show()
    page.join_copy()
    for size in (QSize(1920, 1080), QSize(1280, 640)):
        page.resize(size)
        QApplication.processEvents()
        assert page.size() == size
        assert page.bar.rest.height() == page.bar.later.height() == page.bar.choices[0].height()
        page.bar.begin_words()
    bridge.close()


def test_the_frame_of_what_is_shown_is_another_than_that_of_what_is_chosen(
    qtbot: QtBot, dressed_app: QApplication, tmp_path: Path
) -> None:
    style_sheet.apply(dressed_app, LIGHT)
    apart = everyday(tmp_path, 1)
    bridge = SessionBridge(apart.here)
    page = MergePage(bridge, Look(LIGHT, Icons(resources_folder() / "icons", LIGHT.ink)), apart.library, apart.look())
    qtbot.addWidget(page)
    page.resize(SIZES["1280x800"])
    page.show()
    QApplication.processEvents()
    assert not page.list.hasFocus()
    assert QColor(LIGHT.focus).rgb() not in inks(page.list.viewport().grab().toImage(), 1)
    bridge.close()
