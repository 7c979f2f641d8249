"""What a person may choose about their own screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from cmc_desktop.i18n import DOMAIN
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.ui.dialogs.form_dialog import FormDialog, plain_label
from cmc_desktop.ui.dialogs.of_the_app import OfTheApp
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.settings import Settings


def languages(folder: Path) -> list[tuple[str, str]]:
    """(code, name in the language itself) of English and of every catalogue below `folder`."""
    found = sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return [("en", "English"), *((code, _own_name(code)) for code in found if code != "en")]


def _own_name(code: str) -> str:
    return QLocale(code).nativeLanguageName() or code


class SettingsDialog(OfTheApp, FormDialog):
    """Writes into `settings` on accepting. `library` is where the canvases are, only shown.

    Signals:
        settings_changed(): the user accepted; the new values are in the settings.
    """

    settings_changed = Signal()

    def __init__(self, settings: Settings, catalogues: Path, library: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), tr("Apply"), parent)
        self._settings = settings
        self.your_name = QLineEdit(settings.your_name)
        self.your_name.setMaxLength(LINE_LIMIT)
        self.your_name.setPlaceholderText(tr("For copies, and for what you keep in the history"))
        self.theme = _choice([("light", tr("Light")), ("dark", tr("Dark"))], settings.theme)
        self.language = _choice(languages(catalogues), settings.language)
        self.sound = QCheckBox(tr("A soft &sound at 5, 1 and 0 minutes"))
        self.sound.setChecked(settings.sound)
        self.library = plain_label("", library)
        self.library.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.add_row(tr("Your &name"), self.your_name)
        self.add_row(tr("&Colours"), self.theme)
        self.add_row(tr("&Language"), self.language)
        self.form.addRow("", self.sound)
        self.add_row(tr("Library"), self.library)
        self.form.addRow("", plain_label("muted", tr("Colours and language change when the app is started next.")))
        self.setMinimumWidth(480)

    def accept(self) -> None:
        self._settings.your_name = self.your_name.text().strip()
        self._settings.theme = str(self.theme.currentData())
        self._settings.language = str(self.language.currentData())
        self._settings.sound = self.sound.isChecked()
        self.settings_changed.emit()
        super().accept()


def _choice(values: list[tuple[str, str]], current: str) -> QComboBox:
    box = QComboBox()
    for key, text in values:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box
