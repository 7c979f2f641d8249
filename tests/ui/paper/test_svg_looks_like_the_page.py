"""The drawing shows what the PDF shows: both are drawn, by two renderers, and compared."""

from __future__ import annotations

from pathlib import Path

import builders
from page_picture import page_picture
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.board_picture import board_svg
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

FONTS: Path = resources_folder() / "fonts"
SCRIPTS = ("مرحبا بالعالم 123", "नमस्ते दुनिया क्षि", "สวัสดีตอนเช้า", "漢字かな", "שלום", "Ελλάδα", "a\u0302 \U00012000")


def test_the_drawing_of_a_board_in_many_scripts_looks_like_its_page(qapp: QApplication, session: Session) -> None:
    builders.fill(session, 30)
    builders.put(session, "value", *SCRIPTS)
    canvas = session.canvas.snapshot()
    renderer = QSvgRenderer(QByteArray(board_svg(canvas, FONTS, now=0).data))
    assert renderer.isValid()
    shown = page_picture(board_pdf(canvas, FONTS, now=0).data, 0, 1600)
    drawn = QImage(shown.width, shown.height, QImage.Format.Format_RGBX8888)
    drawn.fill(0xFFFFFFFF)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    size = (shown.width, shown.height)
    one = Image.frombytes("RGB", size, shown.data, "raw", "RGBX")
    other = Image.frombytes("RGB", size, bytes(drawn.constBits()), "raw", "RGBX")
    # edges are smoothed differently; a letter that is missing or elsewhere leaves a patch
    blurred = [image.convert("L").filter(ImageFilter.BoxBlur(4)) for image in (one, other)]
    _, most = ImageChops.difference(*blurred).getextrema()
    assert most < 30
