"""Words broken into lines for a narrow column, with a sign where they do not fit."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

#: enough for the rows of the longest day, so that laying them out anew breaks no line twice
_KEPT = 20_000


@lru_cache(maxsize=_KEPT)
def wrapped(words: str, letters: QFont, width: int, most: int) -> tuple[str, ...]:
    """At most `most` lines of `width` px; the last one ends in … when there were more."""
    lines: list[str] = []
    for part in words.split("\n"):
        lines += _lines_of(part, letters, width, most + 1 - len(lines))
        if len(lines) > most:
            last = f"{lines[most - 1].rstrip()} {lines[most].lstrip()}…"
            cut = QFontMetricsF(letters).elidedText(last, Qt.TextElideMode.ElideRight, width)
            return (*lines[: most - 1], cut if cut.endswith("…") else f"{cut}…")
    return tuple(lines)


def _lines_of(words: str, letters: QFont, width: int, most: int) -> list[str]:
    layout = QTextLayout(words, letters)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]


def runs_from_the_right(words: str) -> bool:
    """Whether the first letter with a direction of its own is one of a script that runs from right to left."""
    directions = (unicodedata.bidirectional(char) for char in words)
    return next((one in ("R", "AL") for one in directions if one in ("L", "R", "AL")), False)
