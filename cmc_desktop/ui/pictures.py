"""Pictures of the real windows without a screen: for the demonstration and for the documents."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.paths import Paths
from cmc_desktop.ui.action_table import Needs
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.start import dressed_window, make_application

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Session

DESK_SIZE = QSize(1440, 900)
WALL_SIZE = QSize(1920, 1080)


def take_pictures(
    session: Session,
    resources: Path,
    folder: Path,
    *,
    desk_size: QSize = DESK_SIZE,
    wall_size: QSize = WALL_SIZE,
) -> None:
    """Draw the desk and the projector of an open canvas as they are now into `desk.png` and `projector.png`."""
    # loaded here, as everything behind the desk is loaded after the first frame
    from cmc_desktop.ui.canvas_controller import CanvasController

    app = offscreen_application()
    with tempfile.TemporaryDirectory() as data:
        window = dressed_window(app, Paths(resources, Path(data)))
        actions = Actions(window, window.look.icons, lambda _action_id: None)
        actions.fill(window.menuBar())
        actions.show_icons()
        desk = CanvasController(window, actions, None, session, load_protocols(resources))
        actions.enable({Needs.NOTHING, Needs.LIBRARY} | desk.what_is_there())
        desk.toggle_projector()
        assert desk.projector is not None
        window.say("")
        _save(window, desk_size, folder / "desk.png")
        _save(desk.projector, wall_size, folder / "projector.png")
        desk.close()
        window.close()
        app.processEvents()


def offscreen_application() -> QApplication:
    """The application of this process, on no screen when it has to be made."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return make_application([])


def _save(window: QWidget, size: QSize, path: Path) -> None:
    window.resize(size)
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    window.grab().save(str(path))
