"""One page as it lies on the table: its picture, drawn sharp where there is one and stretched until there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.export.page_pictures import Picture
from cmc_desktop.ui.saying import tr

_EDGE = QColor(0, 0, 0, 60)


def image_of(picture: Picture) -> QImage:
    """`picture` as the screen takes it; owns its bytes. For the worker: it takes milliseconds."""
    image = QImage(picture.data, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGBX8888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class PageSheet(QWidget):
    """Draws the picture it was given over its whole size; white paper in a dark window too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setAccessibleName(tr("Page"))
        self._marked = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def mark(self, marked: bool) -> None:
        """Whether the keys are with the preview: its edge then says so."""
        self._marked = marked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.image.isNull():
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
        else:
            sharp = self.image.width() == round(self.width() * self.devicePixelRatioF())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
            painter.drawImage(self.rect(), self.image)
        edge = 2 if self._marked else 1
        painter.setPen(QPen(self.palette().highlight().color() if self._marked else _EDGE, edge))
        painter.drawRect(self.rect().adjusted(edge // 2, edge // 2, -1, -1))
