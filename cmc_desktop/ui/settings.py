"""What a person chose about their own screen: kept in a plain INI file, never part of a canvas."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Settings:
    """Typed access to the settings file; every value is written at once."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str = "") -> str:
        return str(self._store.value(key, default))

    def _put(self, key: str, value: object) -> None:
        self._store.setValue(key, value)
        self._store.sync()

    @property
    def open_canvas(self) -> str:
        """The canvas on the desk, so that the app returns to it; empty while the library is shown."""
        return self._text("open_canvas")

    @open_canvas.setter
    def open_canvas(self, canvas_id: str) -> None:
        self._put("open_canvas", canvas_id)

    @property
    def library(self) -> str:
        """The file of the library to open; empty for the one in the user's data folder."""
        return self._text("library")

    @library.setter
    def library(self, path: str) -> None:
        self._put("library", path)

    @property
    def backup_folder(self) -> str:
        """The second folder that backups go to; empty for none."""
        return self._text("backup_folder")

    @backup_folder.setter
    def backup_folder(self, path: str) -> None:
        self._put("backup_folder", path)

    @property
    def your_name(self) -> str:
        """Who works here: told in copies that are sent back or joined; empty until somebody said so."""
        return self._text("your_name")

    @your_name.setter
    def your_name(self, name: str) -> None:
        self._put("your_name", name)

    @property
    def theme(self) -> str:
        return self._text("theme", "light")

    @theme.setter
    def theme(self, name: str) -> None:
        self._put("theme", name)

    @property
    def language(self) -> str:
        return self._text("language", "en")

    @language.setter
    def language(self, code: str) -> None:
        self._put("language", code)

    @property
    def sound(self) -> bool:
        return self._text("sound", "true") == "true"

    @sound.setter
    def sound(self, on: bool) -> None:
        self._put("sound", "true" if on else "false")

    @property
    def geometry(self) -> QByteArray:
        """Where the main window was; empty at first."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._put("geometry", value)
