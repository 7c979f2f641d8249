"""Pictures of the pages of a PDF, for previews, for PNG and for printers: what they show is what the file holds.

PDFium must never run on two threads at once, so everything here is behind one lock, and what it opens is closed behind
the same lock. Drawing lets other Python threads run; call it off the window's thread.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile

#: one page's picture has at most so many pixels; a wider wish gets a narrower picture
MOST_PIXELS = 48_000_000
#: of one page's words, so many characters
_MOST_WORDS = 20_000
_WHITE = 0xFFFFFFFF

_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows from the top; four bytes a pixel: red, green, blue and 255. Grey pictures have the three alike."""

    width: int
    height: int
    data: bytes


class PdfPages:
    """A PDF held open for its pictures; a context manager. Raises BadFile for bytes that are no PDF."""

    def __init__(self, pdf: bytes) -> None:
        # PDFium takes 30 ms to load: loaded with the first picture.
        import pypdfium2

        with _PDFIUM:
            try:
                self._document: Any = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise BadFile(tr("The pages cannot be shown."), safe=tr("Your canvases are unchanged.")) from error
            #: width and height of each page in points
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(number) for number in range(len(self._document))
            )

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with _PDFIUM:
            self._document.close()

    def height(self, page: int, width: int) -> int:
        """The height in pixels of a picture `width` pixels wide; pages count from 0."""
        across, down = self.sizes[page]
        return max(1, round(width * down / across))

    def picture(self, page: int, width: int, *, grey: bool = False) -> Picture:
        """The page (from 0), `width` pixels wide or as wide as MOST_PIXELS allow."""
        across, down = self.sizes[page]
        width = max(1, min(width, int((MOST_PIXELS * across / down) ** 0.5)))
        return self.band(page, width, 0, self.height(page, width), grey=grey)

    def band(self, page: int, width: int, top: int, height: int, *, grey: bool = False) -> Picture:
        """`height` rows, from row `top` on, of the page's picture of `width` pixels: as much as memory is meant for."""
        import pypdfium2.raw as raw

        whole = self.height(page, width)
        height = min(height, whole - top)
        pixels = (ctypes.c_ubyte * (4 * width * height))()
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER | (raw.FPDF_GRAYSCALE if grey else 0)
        with _PDFIUM:
            opened = self._document[page]
            bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, pixels, 4 * width)
            try:
                raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
                raw.FPDF_RenderPageBitmap(bitmap, opened.raw, 0, -top, width, whole, 0, flags)
            finally:
                raw.FPDFBitmap_Destroy(bitmap)
                opened.close()
        return Picture(width, height, bytes(pixels))

    def words(self, page: int) -> str:
        """The page's text as a reader of the file gets it, of very long pages the beginning."""
        with _PDFIUM:
            opened = self._document[page]
            try:
                text = opened.get_textpage()
                try:
                    return str(text.get_text_range(0, min(_MOST_WORDS, text.count_chars())))
                finally:
                    text.close()
            finally:
                opened.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises BadFile."""
    with PdfPages(pdf) as pages:
        return len(pages.sizes)
