"""A page of a PDF as a picture, for tests that look at what is printed."""

from __future__ import annotations

from cmc_desktop.model.export.page_pictures import PdfPages, Picture


def page_picture(pdf: bytes, page: int, width_px: int, *, grey: bool = False) -> Picture:
    """One page (from 0) as a picture, `width_px` wide or as wide as MOST_PIXELS allow. Raises BadFile."""
    with PdfPages(pdf) as pages:
        return pages.picture(page, width_px, grey=grey)
