"""A note as it is printed: its tags, its words, on a tinted card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.model.export.colours import INK, tint
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line, Prepared

_TAG_SIZE = 0.82


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note made ready; `tags` is None where it has none. `said` is what it is read aloud as."""

    words: Prepared
    tags: Prepared | None = None
    said: Tag | None = None


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note, or a part of one that is longer than its column, broken for a width. Lengths are points."""

    tags: tuple[Line, ...]
    lines: tuple[Line, ...]
    size: float
    pad: float
    said: Tag | None = None

    @property
    def height(self) -> float:
        return 2 * self.pad + text_height(self.tags, self.size * _TAG_SIZE) + text_height(self.lines, self.size)

    def split(self, room: float) -> tuple[NoteBlock, NoteBlock] | None:
        """The block in two, the first at most `room` high; None where not even two lines fit."""
        used = 2 * self.pad + text_height(self.tags, self.size * _TAG_SIZE)
        count = 0
        for line in self.lines:
            used += line.leading * self.size
            if used > room:
                break
            count += 1
        if count < 2 or count == len(self.lines):
            return None
        return (
            replace(self, lines=self.lines[:count]),
            replace(self, tags=(), lines=self.lines[count:]),
        )

    def put(self, page: Page, x: float, top: float, width: float, colour: Colour, radius: float) -> Frame:
        """Draw the block below `top`; returns the frame it takes."""
        frame = Frame(x, top - self.height, width, self.height)
        page.marks.append(ShapeMark(frame, fill=tint(colour), radius=radius))
        inner, y = width - 2 * self.pad, top - self.pad
        if self.tags:
            y = page.text(self.tags, x + self.pad, y, inner, self.size * _TAG_SIZE, colour, tag=self.said)
        page.text(self.lines, x + self.pad, y, inner, self.size, INK, tag=self.said)
        return frame


def block(note: NoteText, width: float, size: float, pad: float) -> NoteBlock:
    """Break a note for a card of `width` points and a type size."""
    measure = (width - 2 * pad) * 1000 / size
    tags = tuple(note.tags.lines(measure / _TAG_SIZE)) if note.tags else ()
    return NoteBlock(tags, tuple(note.words.lines(measure)), size, pad, note.said)
