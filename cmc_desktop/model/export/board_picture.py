"""The printed board as one picture, of pixels (PNG) or of lines (SVG); its continuation pages stand below it.

Both are made of the pages that the PDF is made of, so no word is lost and what a note says is never more than words:
a PNG is what PDFium shows of that PDF, an SVG has the letters' own outlines, which look alike wherever it is opened.
"""

from __future__ import annotations

import io
from pathlib import Path

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.board_pdf import board_pdf, settled_board
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.page_pictures import MOST_PIXELS, PdfPages
from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.export.svg_drawing import svg_drawing

#: between the pages, as a share of the width
_GAP = 1 / 120
_TABLE = (217, 222, 228)


def board_png(
    canvas: Canvas,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
    pixels: int = 3508,
) -> Paper:
    """The board as a PNG, `pixels` wide; a board of very many pages is narrower, so that memory holds it.

    Beside the picture the file holds its title and its size on paper, nothing else. Other arguments as for
    `board_pdf`. Raises Refusal for a paper size there is not.
    """
    # Pillow is needed for this alone: loaded with the first picture.
    from PIL import Image, PngImagePlugin

    printed = board_pdf(canvas, fonts_folder, paper=paper, upright=upright, layout=layout, now=now)
    with PdfPages(printed.data) as pages:
        widest = max(across for across, _ in pages.sizes)
        rows = sum(down / widest + _GAP for _, down in pages.sizes)
        width = max(1, min(pixels, int((MOST_PIXELS / rows) ** 0.5)))
        gap = round(width * _GAP)
        widths = [round(width * across / widest) for across, _ in pages.sizes]
        heights = [pages.height(number, one) for number, one in enumerate(widths)]
        whole = Image.new("RGB", (width, sum(heights) + gap * (len(heights) - 1)), _TABLE)
        top = 0
        for number, height in enumerate(heights):
            drawn = pages.picture(number, widths[number])
            whole.paste(Image.frombytes("RGB", (drawn.width, drawn.height), drawn.data, "raw", "RGBX"), (0, top))
            top += height + gap
    about = PngImagePlugin.PngInfo()
    about.add_itxt("Title", canvas.head.title, language(), "Title")
    file = io.BytesIO()
    per_inch = width / (widest / 72)
    whole.save(file, "PNG", pnginfo=about, dpi=(per_inch, per_inch))
    return Paper(file.getvalue(), printed.missing)


def board_svg(
    canvas: Canvas,
    fonts_folder: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
) -> Paper:
    """The board as an SVG without fonts, scripts or references; readers get its words by `aria-label`.

    Arguments as for `board_pdf`; the same ones give the same bytes. Raises Refusal for a paper size there is not.
    """
    board = settled_board(canvas, fonts_folder, paper=paper, upright=upright, layout=layout, now=now)
    drawing = svg_drawing(board.pages, board.sheet, title=canvas.head.title, language=language(), gap=_GAP)
    return Paper(drawing.encode("utf-8"), board.missing)
