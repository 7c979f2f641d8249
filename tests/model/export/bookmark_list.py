"""Reads the bookmarks of a PDF back."""

from __future__ import annotations

import io
from typing import Any

import pikepdf


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Each bookmark with its depth and the place of its page."""
    found: list[tuple[int, str, int]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}

        def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
            for item in items:
                target: Any = item.destination
                place = pdf.Root.Dests[target] if isinstance(target, pikepdf.Name) else target
                found.append((depth, item.title, pages[place[0].objgen]))
                walk(item.children, depth + 1)

        walk(outline.root, 0)
    return found
