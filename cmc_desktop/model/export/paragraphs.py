"""Paragraphs that know where they may break, and make the lines they are broken into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf, nextafter
from typing import NamedTuple

from cmc_desktop.model.export.bidi_order import as_seen
from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.graphemes import may_break
from cmc_desktop.model.export.line import PLAIN_FALL, PLAIN_RISE, Line, Run
from cmc_desktop.model.export.shaping import shape
from cmc_desktop.model.export.syllables import LEADS

#: no-break spaces and the like are parts of words
_WORD_AND_GAP = re.compile("([^ ]+)( *)")
#: where a stretch that is too long for a line is cut by preference
_CUT_AFTER = frozenset("-/_.,;:?&=@+\u2010\u2013\u2014")
#: how many characters of a very long stretch are looked at in one go
_STEP = 32
#: scripts with marks above and below, or square letters, want more room between their lines
_TALL_RISE, _TALL_FALL = 1.232, 0.368
#: no line is higher than this, however many marks somebody piles on a letter; in thousandths
_TOP, _BOTTOM = 1800.0, -1000.0
#: what is left free above and below the marks of a line, in type sizes
_AIR = 0.02


@dataclass(frozen=True, slots=True)
class Atom:
    """One character as a reader counts them: as typed, as shown, in which font and at which level of direction."""

    typed: str
    shown: str
    typeface: Typeface
    level: int

    @property
    def marked(self) -> bool:
        """Whether a sign is printed in place of what was typed."""
        return self.typed != self.shown


class Word(NamedTuple):
    """A stretch without a place to break: from, to (in characters or atoms), its width, and the gap after it.

    Widths here are thousandths of the type size.
    """

    start: int
    end: int
    width: float
    gap: float


class Stretch(NamedTuple):
    """What becomes a line: from, to, its width, and whether white space was typed after it."""

    start: int
    end: int
    width: float
    spaced: bool


class Plain:
    """A paragraph of characters that need no shaping."""

    def __init__(self, text: str, typeface: Typeface) -> None:
        self.text = text
        self._typeface = typeface
        self.words = list(self._words())

    def _words(self) -> Iterator[Word]:
        width_of = self._typeface.widths.__getitem__
        space = width_of(" ")
        start = len(self.text) - len(self.text.lstrip(" "))
        for word, gap in _WORD_AND_GAP.findall(self.text):
            end = start + len(word)
            yield Word(start, end, sum(map(width_of, word)), len(gap) * space)
            start = end + len(gap)

    def unit(self, place: int) -> str:
        return self.text[place]

    def measure(self, start: int, end: int) -> float:
        """The width of the characters from `start` to `end`, in thousandths of the type size."""
        return sum(map(self._typeface.widths.__getitem__, self.text[start:end]))

    def leading(self, _stretch: Stretch) -> float:
        return PLAIN_RISE + PLAIN_FALL

    def line(self, stretch: Stretch) -> Line:
        start, end, width, spaced = stretch
        return Line(self.text[start:end], width, self._typeface, spaced=spaced)


def _kind(atom: Atom) -> tuple[str, int, bool]:
    """What the atoms of one run have in common."""
    return atom.typeface.name, atom.level, atom.marked


class Rich:
    """A paragraph with anything in it."""

    def __init__(self, atoms: Sequence[Atom], typeface: Typeface, base: int) -> None:
        self._atoms = atoms
        self._typeface = typeface
        self._base = base
        self._lines: dict[tuple[int, int, bool], Line] = {}
        self.words = list(self._words())

    def _words(self) -> Iterator[Word]:
        start = 0
        end = len(self._atoms)
        while start < end:
            stop = start
            while stop < end and not self._space(stop) and (stop == start or not self._breaks(stop)):
                stop += 1
            after = stop
            while after < end and self._space(after):
                after += 1
            if stop > start:
                yield Word(start, stop, self.measure(start, stop), self.measure(stop, after))
            start = after

    def _space(self, place: int) -> bool:
        typed = self._atoms[place].typed
        return typed.isspace() and typed not in ("\u00a0", "\u202f")

    def _breaks(self, place: int) -> bool:
        then = self._atoms[place + 1].typed if place + 1 < len(self._atoms) else ""
        return may_break(self._atoms[place - 1].typed, self._atoms[place].typed, then)

    def unit(self, place: int) -> str:
        return self._atoms[place].typed

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        place = start
        for (_, level, marked), group in groupby(self._atoms[start:end], _kind):
            atoms = list(group)
            for part in [[atom] for atom in atoms] if marked else [atoms]:
                text = "".join(atom.shown for atom in part)
                glyphs = tuple(shape(text, part[0].typeface, leftward=bool(level % 2)))
                typed = "".join(atom.typed for atom in part)
                yield Run(place, text, typed, part[0].typeface, level, glyphs)
                place += len(part)

    def measure(self, start: int, end: int) -> float:
        return sum(run.width for run in self._runs(start, end))

    def leading(self, stretch: Stretch) -> float:
        return self.line(stretch).leading

    def line(self, stretch: Stretch) -> Line:
        # While room is looked for, the same words are broken for many measures, and often at the same places.
        start, end, _, spaced = stretch
        known = self._lines.get((start, end, spaced))
        if known is None:
            known = self._lines[start, end, spaced] = self._line(start, end, spaced)
        return known

    def _line(self, start: int, end: int, spaced: bool) -> Line:
        runs = []
        width, rise, fall = 0.0, PLAIN_RISE, PLAIN_FALL
        for run in self._runs(start, end):
            low, high = _low_and_high(run)
            if low < _BOTTOM or high > _TOP:
                run, low, high = _kept_in(run), max(low, _BOTTOM), min(high, _TOP)
            if run.typeface.tall:
                rise, fall = max(rise, _TALL_RISE), max(fall, _TALL_FALL)
            rise, fall = max(rise, high / 1000 + _AIR), max(fall, _AIR - low / 1000)
            width += run.width
            runs.append((run.level, run))
        typed = "".join(atom.typed for atom in self._atoms[start:end])
        return Line(typed, width, self._typeface, tuple(as_seen(runs)), bool(self._base), rise + fall, rise, spaced)


def _low_and_high(run: Run) -> tuple[float, float]:
    """How far the glyphs of a run go down and up from its foot."""
    ink = run.typeface.ink
    low = high = 0.0
    for glyph in run.glyphs:
        top, bottom = ink(glyph.number)
        low, high = min(low, bottom + glyph.y_offset), max(high, top + glyph.y_offset)
    return low, high


def _kept_in(run: Run) -> Run:
    """`run` with its marks moved so far together that no line becomes higher than the highest there may be."""
    glyphs = []
    for glyph in run.glyphs:
        top, bottom = run.typeface.ink(glyph.number)
        shift = min(0.0, _TOP - top - glyph.y_offset) + max(0.0, _BOTTOM - bottom - glyph.y_offset)
        glyphs.append(glyph._replace(y_offset=glyph.y_offset + shift))
    return replace(run, glyphs=tuple(glyphs))


class Broken(NamedTuple):
    """What becomes the lines, and the measures that give just them: from `least` on and less than `more`."""

    stretches: list[Stretch]
    least: float
    more: float


def broken(paragraph: Plain | Rich, limit: float, *, followed: bool) -> Broken:
    """Where a paragraph is broken for a measure of `limit`; `followed` where another paragraph comes after it."""
    if not paragraph.words:
        return Broken([Stretch(0, 0, 0.0, followed)], 0.0, inf)
    found: list[Stretch] = []
    start = end = -1
    width = gap = least = 0.0
    more = inf
    for first, after, own, following in paragraph.words:
        if start >= 0:
            wider = width + gap + own
            if wider <= limit:
                width, end, gap = wider, after, following
                continue
            found.append(Stretch(start, end, width, gap > 0))
            least, more = max(least, width), min(more, wider)
        start, end, width, gap = first, after, own, following
        while width > limit and end - start > 1:
            # where words are cut, every measure gives other lines
            least, more = limit, nextafter(limit, inf)
            cut = _cut(paragraph, start, end, limit)
            found.append(Stretch(start, cut, paragraph.measure(start, cut), False))
            start, width = cut, _width(paragraph, cut, end, limit)
    found.append(Stretch(start, end, width, followed))
    return Broken(found, max(least, width), more)


def _width(paragraph: Plain | Rich, start: int, end: int, limit: float) -> float:
    """The width of a stretch, or of so much of a long one that it is wider than `limit`."""
    reach, width = start, 0.0
    while reach < end and width <= limit:
        reach = min(end, start + 2 * max(reach - start, _STEP))
        width = paragraph.measure(start, reach)
    return width


def _cut(paragraph: Plain | Rich, start: int, end: int, limit: float) -> int:
    """Where to cut a stretch that is wider than a line: as far as it fits, after a sign if one is near."""
    low, high = start + 1, end - 1
    while low + _STEP < high and paragraph.measure(start, low + _STEP) <= limit:
        low += _STEP
    high = min(high, low + _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if paragraph.measure(start, middle) <= limit:
            low = middle
        else:
            high = middle - 1
    for place in range(low, start + 1 + (low - start) * 2 // 3, -1):
        if paragraph.unit(place - 1) in _CUT_AFTER:
            return place
    return low - 1 if low - 1 > start and paragraph.unit(low - 1)[-1] in LEADS else low
