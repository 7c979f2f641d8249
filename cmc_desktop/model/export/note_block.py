"""A note as it is printed: its tags, its words, on a tinted card."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.model.domain.difference import Span
from cmc_desktop.model.export.colours import INK, tint
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.strokes import Stroke, draw_strokes, strokes
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Line, Prepared

_TAG_SIZE = 0.82
#: the width of the bar at the side of a note, and what it and the space after it take, in type sizes
_BAR, _BARRED = 0.2, 0.45


@dataclass(frozen=True, slots=True)
class Look:
    """How a note is told from others: a `label` above it, a bar at its side, strokes along `spans` of its words."""

    label: Prepared | None = None
    label_said: Tag | None = None
    spans: tuple[Span, ...] = ()
    ink: Colour = INK
    on_tint: bool = True
    barred: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note made ready; `tags` is None where it has none. `said` is what it is read aloud as."""

    words: Prepared
    tags: Prepared | None = None
    said: Tag | None = None
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note, or a part of one that is longer than its column, broken for a width. Lengths are points."""

    tags: tuple[Line, ...]
    lines: tuple[Line, ...]
    size: float
    pad: float
    said: Tag | None = None
    look: Look = PLAIN
    label: tuple[Line, ...] = ()
    #: for each line, where words are struck through or underlined; empty where none are
    strokes: tuple[tuple[Stroke, ...], ...] = ()

    @property
    def _above(self) -> float:
        """The height of what stands above the words."""
        return text_height(self.label, self.size * _TAG_SIZE) + text_height(self.tags, self.size * _TAG_SIZE)

    @property
    def height(self) -> float:
        return 2 * self.pad + self._above + text_height(self.lines, self.size)

    def split(self, room: float, *, anywhere: bool = False) -> tuple[NoteBlock, NoteBlock] | None:
        """The block in two, the first at most `room` high; None where it would not hold two lines of words.

        `anywhere` where there is never going to be more room: then tags are parted too, and a line at least is taken.
        """
        small = self.size * _TAG_SIZE
        sizes = [small] * (len(self.label) + len(self.tags)) + [self.size] * len(self.lines)
        used, count = 2 * self.pad, 0
        for line, size in zip((*self.label, *self.tags, *self.lines), sizes, strict=True):
            used += line.leading * size
            if used > room:
                break
            count += 1
        if count == len(sizes) - 1 and len(self.lines) > 3:
            count -= 1  # no line stands alone at the top of the next column
        if anywhere:
            count = max(count, 1)
        elif count < len(sizes) - len(self.lines) + 2:
            return None
        return self._parted(count) if count < len(sizes) else None

    def _parted(self, count: int) -> tuple[NoteBlock, NoteBlock]:
        """The first `count` lines and the others, counted from the label."""
        label = min(count, len(self.label))
        tags = min(count - label, len(self.tags))
        words = count - label - tags
        return (
            replace(
                self,
                label=self.label[:label],
                tags=self.tags[:tags],
                lines=self.lines[:words],
                strokes=self.strokes[:words],
            ),
            replace(
                self,
                label=self.label[label:],
                tags=self.tags[tags:],
                lines=self.lines[words:],
                strokes=self.strokes[words:],
            ),
        )

    def put(self, page: Page, x: float, top: float, width: float, colour: Colour, radius: float) -> Frame:
        """Draw the block below `top`; returns the frame it takes."""
        height = self.height
        frame = Frame(x, top - height, width, height)
        look = self.look
        if look.on_tint:
            page.marks.append(ShapeMark(frame, fill=tint(colour), radius=radius, card=True))
        if look.barred:
            page.marks.append(ShapeMark(Frame(x, frame.y, _BAR * self.size, frame.height), fill=colour))
        indent = _indent(look, self.size)
        left, inner, y = x + self.pad + indent, width - 2 * self.pad - indent, top - self.pad
        if self.label:
            y = page.text(self.label, left, y, inner, self.size * _TAG_SIZE, INK, tag=look.label_said)
        if self.tags:
            y = page.text(self.tags, left, y, inner, self.size * _TAG_SIZE, colour, tag=self.said)
        if self.lines:
            page.text(self.lines, left, y, inner, self.size, look.ink, tag=self.said)
        if self.strokes:
            draw_strokes(page, self.lines, self.strokes, left, y, inner, self.size, look.ink)
        return frame


def block_height(note: NoteText, width: float, size: float, pad: float) -> float:
    """How high the block of a note is, for whoever tries many sizes."""
    measure = _measure(note, width, size, pad)
    label, tags = note.look.label, note.tags
    above = size * _TAG_SIZE * label.leading(measure / _TAG_SIZE) if label else 0.0
    above += size * _TAG_SIZE * tags.leading(measure / _TAG_SIZE) if tags else 0.0
    return 2 * pad + above + size * note.words.leading(measure)


def block(note: NoteText, width: float, size: float, pad: float) -> NoteBlock:
    """Break a note for a card of `width` points and a type size."""
    measure = _measure(note, width, size, pad)
    tags = tuple(note.tags.lines(measure / _TAG_SIZE)) if note.tags else ()
    lines = tuple(note.words.lines(measure))
    look = note.look
    if look is PLAIN:
        return NoteBlock(tags, lines, size, pad, note.said)
    label = tuple(look.label.lines(measure / _TAG_SIZE)) if look.label else ()
    found = strokes(lines, look.spans) if look.spans else ()
    return NoteBlock(tags, lines, size, pad, note.said, look, label, found)


def _measure(note: NoteText, width: float, size: float, pad: float) -> float:
    """What a line of the note may take, in thousandths of the type size."""
    return (width - 2 * pad - _indent(note.look, size)) * 1000 / size


def _indent(look: Look, size: float) -> float:
    return _BARRED * size if look.barred else 0.0
