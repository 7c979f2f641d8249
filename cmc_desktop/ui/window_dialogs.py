"""The dialogs about the app itself: settings, shortcuts, what it is."""

from __future__ import annotations

from collections.abc import Callable

from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.main_window import MainWindow


class WindowDialogs:
    """Opens them over the main window; `library` is asked how the library in use is called."""

    def __init__(
        self, window: MainWindow, actions: Actions, library: Callable[[], str], changed: Callable[[], object]
    ) -> None:
        """`changed` is called when a setting was changed."""
        self._window = window
        self._actions = actions
        self._library = library
        self._changed = changed

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the app do, by action id."""
        return {
            "settings": self.show_settings,
            "full_screen": self.toggle_full_screen,
            "shortcuts": self.show_shortcuts,
            "about": self.show_about,
        }

    def show_shortcuts(self) -> None:
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._actions.shortcuts(), self._window).open()

    def show_about(self) -> None:
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._window.look, load_templates(self._window.paths.resources).values(), self._window).open()

    def show_settings(self) -> None:
        # not before the first frame: dialogs
        from cmc_desktop.ui.dialogs.settings_dialog import SettingsDialog

        window = self._window
        dialog = SettingsDialog(window.settings, window.paths.resources / "i18n", self._library(), window)
        dialog.settings_changed.connect(self._changed)
        dialog.open()

    def toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
