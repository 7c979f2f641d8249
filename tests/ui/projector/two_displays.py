"""A process of its own with two displays: tells where the desk and the projector are, and who has the keys."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import builders
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.ui.board.board_model import BoardModel
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.session_bridge import SessionBridge


def main() -> None:
    app = QApplication([])
    library = builders.open_library(Path(sys.argv[1]))
    bridge = SessionBridge(library.session(library.new("Night bus")))
    desk = QWidget()
    desk.setGeometry(app.screens()[0].availableGeometry())
    desk.show()
    projector = ProjectorWindow(bridge, BoardModel(bridge, editable=False))
    found = projector.put_on_second_display(desk.screen())
    app.processEvents()
    shown = projector.geometry()
    told = {
        "found": found,
        "full_screen": projector.isFullScreen(),
        "place": [shown.x(), shown.y(), shown.width(), shown.height()],
    }
    print(json.dumps(told))
    bridge.close()
    projector.close()


if __name__ == "__main__":
    main()
