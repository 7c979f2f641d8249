"""The paragraphs of a slide and the room they take, worked out beforehand: not every program fits text to its shape.

They are measured in our typeface, which is wider than those of office programs, with something to spare.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.office.office_text import Script, fit_text, script_runs
from cmc_desktop.model.export.text import Prepared, Typesetter

#: for fonts that are wider still
_SPARE = 1.04
_LEADING, _TALL_LEADING = 1.17, 1.45


class Kind(StrEnum):
    """What a paragraph is, and by that how it looks."""

    HEADING = "heading"
    NOTE = "note"
    WORDS = "words"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class SlideText:
    """A paragraph, `tags` in a line of their own below it; `tall` are scripts that want more room between lines."""

    text: str
    kind: Kind
    prepared: Prepared
    tall: bool
    tags: str = ""
    prepared_tags: Prepared | None = None

    def size(self, size: float) -> float:
        """Its type size on a board whose notes have this one; in half points."""
        return round(2.3 * size) / 2 if self.kind is Kind.HEADING else size

    def indent(self, size: float) -> float:
        """How far its lines are set in, behind the bullet."""
        return 0.9 * size if self.kind is Kind.NOTE else 0.0

    def line(self, size: float) -> float:
        """From line to line, in tenths of a point."""
        return round((_TALL_LEADING if self.tall else _LEADING) * self.size(size), 1)

    def space_after(self, size: float) -> float:
        """Below its last line, in tenths of a point."""
        return round(0.25 * size, 1)

    def height(self, width: float, size: float) -> float:
        """What it takes in a column of `width` points at a size of notes, the space after it included."""
        own = self.size(size)
        measure = max(1.0, (width - self.indent(size)) * 1000 / (own * _SPARE))
        lines = len(self.prepared.lines(measure))
        if self.prepared_tags is not None:
            lines += len(self.prepared_tags.lines(measure))
        return lines * self.line(size) + self.space_after(size)


class SlideTexts:
    """Makes paragraphs, and cuts those that are longer than a whole column."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter

    def make(self, raw: str, kind: Kind, tags: str = "") -> SlideText:
        text, tags = fit_text(raw), fit_text(tags)
        style = {Kind.HEADING: FontStyle.BOLD, Kind.REMARK: FontStyle.ITALIC}.get(kind, FontStyle.REGULAR)
        return SlideText(
            text,
            kind,
            self._typesetter.prepare(text, style),
            any(run.script is not Script.PLAIN for run in script_runs(text + tags)),
            tags,
            self._typesetter.prepare(tags, FontStyle.BOLD) if tags else None,
        )

    def cut(self, text: SlideText, width: float, size: float, room: float) -> tuple[SlideText, SlideText] | None:
        """A paragraph as two, the first as long as `room` holds; nothing of it is lost. None when nothing fits."""
        low, high = 0, len(text.text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.make(text.text[:middle], text.kind).height(width, size) <= room:
                low = middle
            else:
                high = middle - 1
        place = self._good_place(text.text, low)
        if not 0 < place < len(text.text):
            return None
        rest = self.make(text.text[place:], Kind.WORDS if text.kind is Kind.NOTE else text.kind, text.tags)
        return self.make(text.text[:place], text.kind), rest

    @staticmethod
    def _good_place(text: str, limit: int) -> int:
        """The last place up to `limit` that is behind a space, or if there is none near, between two letters."""
        for place in range(limit, limit * 2 // 3, -1):
            if text[place - 1].isspace():
                return place
        place = limit
        while 0 < place < len(text) and (
            unicodedata.category(text[place])[0] in "MC" or unicodedata.category(text[place - 1]) == "Cf"
        ):
            place -= 1
        return place or limit
