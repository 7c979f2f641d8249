"""What the windows' tests have besides: the application's own look."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from cmc_desktop.paths import resources_folder
from cmc_desktop.ui import style_sheet, theme
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.look import Look


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The light look, with the bundled typeface and icons, put on the whole application."""
    resources = resources_folder()
    theme.load_typeface(resources / "fonts")
    style_sheet.apply(qapp, theme.LIGHT)
    return Look(theme.LIGHT, Icons(resources / "icons", theme.LIGHT.ink))
