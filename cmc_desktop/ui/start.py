"""From process start to the first frame, as short as it can be; everything heavy comes after it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from cmc_desktop import __version__
from cmc_desktop.i18n import use_language
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.store.library_address import LibraryAddress, remembered_address
from cmc_desktop.paths import Paths
from cmc_desktop.ui import theme as themes
from cmc_desktop.ui.displays import Displays, bring_back_lost_windows
from cmc_desktop.ui.icons import Icons
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.opening_page import OpeningPage
from cmc_desktop.ui.quiet_collector import QuietCollector
from cmc_desktop.ui.settings import Settings
from cmc_desktop.ui.style_sheet import style_sheet
from cmc_desktop.ui.unexpected import Unexpected

if TYPE_CHECKING:
    from cmc_desktop.ui.controller import Controller

#: how long a thread computes before another one that waits has its turn
_TURN_S = 0.001


def run_window(paths: Paths, library: LibraryAddress | None, arguments: list[str]) -> int:
    """Open the main window and stay until it is closed; returns the exit status. The library is the one that was open
    the last time, unless another is given."""
    app = make_application(arguments)
    window = dressed_window(app, paths)
    window.show_page(OpeningPage())
    window.shown.connect(lambda: _begin(lead(window, library)))
    Unexpected(paths.logs, window.warn, window).install()
    if window.restoreGeometry(window.settings.geometry):
        window.show()
    else:
        window.showMaximized()
    return app.exec()


def _begin(controller: Controller) -> None:
    controller.begin()
    put_window_first(controller.window)


def put_window_first(window: MainWindow) -> None:
    """Let the window wait as little as Python allows while work goes on beside it; once, when all is there.

    A worker that computes gives way every millisecond, not every five. And what is there by now, the modules and the
    window, is no longer looked through for garbage; what comes later, only when nobody is at anything.
    """
    sys.setswitchinterval(_TURN_S)
    gc.freeze()
    QuietCollector(window)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication of the process; `arguments` are Qt's own, such as -platform."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["cmc-desktop", *arguments])
    app.setApplicationName("cmc-desktop")
    app.setApplicationDisplayName("CMC Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cmc-desktop")
    return app


def start(app: QApplication, paths: Paths, library: LibraryAddress | None, clock: Clock | None = None) -> Controller:
    """The main window and what leads through it at once, by the system's clock unless another is given; it begins
    when the window is seen."""
    controller = lead(dressed_window(app, paths), library, clock)
    controller.window.shown.connect(controller.begin)
    return controller


def lead(window: MainWindow, library: LibraryAddress | None, clock: Clock | None = None) -> Controller:
    """What leads through the pages of `window`, which keeps it."""
    # not before the first frame: the pages of the library, the dialogs and what they need
    from cmc_desktop.ui.controller import Controller

    remembered = window.settings.library
    address = library or (remembered_address(remembered) if remembered else window.paths.library)
    Displays(window).settled.connect(bring_back_lost_windows)
    return Controller(window, address, clock)


def dressed_window(app: QApplication, paths: Paths) -> MainWindow:
    """The main window in the language, the colours and the typeface the user chose."""
    settings = Settings(paths.settings)
    if settings.language != "en":
        use_language(settings.language, paths.resources / "i18n")
        QLocale.setDefault(QLocale(settings.language))
    themes.load_typeface(paths.resources / "fonts")
    theme = themes.DARK if settings.theme == "dark" else themes.LIGHT
    themes.dress(app, theme)
    app.setWindowIcon(QIcon(str(paths.resources / "icons" / "cmc-desktop.png")))
    window = MainWindow(paths, Look(theme, Icons(paths.resources / "icons", theme.ink)), settings)
    window.setStyleSheet(style_sheet(theme))
    return window
