"""Objects of a PDF whose text is written here: what ReportLab has no words for, or would make several objects of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject


class RawObject(PDFObject):
    """An object of its own whose text is given."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: Any) -> bytes:
        return self.text.encode("ascii")


def add_objects(document: Any, count: int, names: str) -> list[tuple[RawObject, str]]:
    """`count` new empty objects of ReportLab's `document`, each with the reference that leads to it.

    `names` begins their names, which only ReportLab's own table knows.
    """
    return [_added(document, RawObject(), f"{names}{number}") for number in range(count)]


def reference(document: Any, name: str) -> str:
    """How the object that ReportLab calls `name` is referred to."""
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def listed(parts: Iterable[str]) -> str:
    """`parts` as an array."""
    return f"[{' '.join(parts)}]"


def text_string(text: str) -> str:
    """`text` as a string that every reader understands; a lone half of a character becomes a question mark."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<" + ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper() + ">"


def _added(document: Any, thing: RawObject, name: str) -> tuple[RawObject, str]:
    document.Reference(thing, name)
    return thing, reference(document, name)
