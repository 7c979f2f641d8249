"""The bundled line icons, drawn in the ink of a theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

#: the one ink the drawings are made in
_DRAWN_INK = "#1c2733"


class Icons:
    """Icons by name in one ink; each is drawn once. `folder` is `resources/icons`."""

    def __init__(self, folder: Path, ink: str) -> None:
        self._folder = folder
        self._ink = ink
        self._drawn: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, ink: str = "") -> QIcon:
        """The icon called `name` (a file without its suffix); an empty icon when there is none."""
        ink = ink or self._ink
        key = (name, ink)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, ink)
        return self._drawn[key]

    def pixmap(self, name: str, size: int, ink: str = "") -> QPixmap:
        return self.icon(name, ink).pixmap(size, size)

    def _draw(self, name: str, ink: str) -> QIcon:
        path = self._folder / f"{name}.svg"
        if not path.is_file():
            return QIcon()
        drawing = path.read_text(encoding="utf-8").replace(_DRAWN_INK, ink)
        renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
        icon = QIcon()
        for size in (18, 36, 72):
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            icon.addPixmap(pixmap)
        return icon
