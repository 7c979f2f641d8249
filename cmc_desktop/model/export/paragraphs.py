"""Paragraphs that know where they may break, and make the lines they are broken into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cmc_desktop.model.export.bidi_order import as_seen
from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.graphemes import LEADS, may_break
from cmc_desktop.model.export.line import PLAIN_FALL, PLAIN_RISE, Line, Run
from cmc_desktop.model.export.shaping import Glyph, shape

#: where a stretch that is too long for a line is cut by preference
_CUT_AFTER = frozenset("-/_.,;:?&=@+\u2010\u2013\u2014")
#: scripts with marks above and below, or square letters, want more room between their lines
_TALL_RISE, _TALL_FALL = 1.232, 0.368
#: no line is higher than this, however many marks somebody piles on a letter; in thousandths
_TOP, _BOTTOM = 1800.0, -1000.0


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


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without a place to break: from, to (in characters or atoms), its width, and the gap after it."""

    start: int
    end: int
    width: float
    gap: float


class Plain:
    """A paragraph of characters that need no shaping."""

    def __init__(self, text: str, typeface: Typeface) -> None:
        self.text = text
        self._typeface = typeface
        self.words = list(self._words())

    def _words(self) -> Iterator[Word]:
        widths = self._typeface.widths
        space = widths[" "]
        place = 0
        for part in re.split("( +)", self.text):
            if part and part[0] != " ":
                after = len(self.text) - len(self.text[place + len(part) :].lstrip(" ")) - place - len(part)
                yield Word(place, place + len(part), sum(map(widths.__getitem__, part)), after * space)
            place += len(part)

    def unit(self, place: int) -> str:
        return self.text[place]

    def measure(self, start: int, end: int) -> float:
        return sum(map(self._typeface.widths.__getitem__, self.text[start:end]))

    def line(self, start: int, end: int, width: float, *, spaced: bool) -> Line:
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
        return may_break(self._atoms[place - 1].typed, self._atoms[place].typed)

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

    def line(self, start: int, end: int, _width: float, *, spaced: bool) -> Line:
        runs = tuple(map(_kept_in, self._runs(start, end)))
        typed = "".join(atom.typed for atom in self._atoms[start:end])
        rise, fall = _extent(runs)
        return Line(
            typed,
            sum(run.width for run in runs),
            self._typeface,
            tuple(as_seen([(run.level, run) for run in runs])),
            bool(self._base),
            rise + fall,
            rise,
            spaced,
        )


def _kept_in(run: Run) -> Run:
    """`run` with its marks moved so far together that no line becomes higher than the highest there may be."""
    bounds = [_low_and_high(run, glyph) for glyph in run.glyphs]
    if all(low >= _BOTTOM and high <= _TOP for low, high in bounds):
        return run
    glyphs = tuple(
        replace(glyph, y_offset=glyph.y_offset + min(0.0, _TOP - high) + max(0.0, _BOTTOM - low))
        for glyph, (low, high) in zip(run.glyphs, bounds, strict=True)
    )
    return replace(run, glyphs=glyphs)


def _low_and_high(run: Run, glyph: Glyph) -> tuple[float, float]:
    top, bottom = run.typeface.ink(glyph.number)
    return bottom + glyph.y_offset, top + glyph.y_offset


def _extent(runs: Iterable[Run]) -> tuple[float, float]:
    """How far a line goes up and down from its letters' foot, in type sizes."""
    rise, fall = PLAIN_RISE, PLAIN_FALL
    for run in runs:
        if run.typeface.tall:
            rise, fall = max(rise, _TALL_RISE), max(fall, _TALL_FALL)
        for low, high in (_low_and_high(run, glyph) for glyph in run.glyphs):
            rise, fall = max(rise, high / 1000 + 0.02), max(fall, 0.02 - low / 1000)
    return rise, fall


def broken(paragraph: Plain | Rich, limit: float, *, followed: bool) -> Iterator[Line]:
    """The lines of a paragraph for a measure of `limit`; `followed` where another paragraph comes after it."""
    if not paragraph.words:
        yield paragraph.line(0, 0, 0.0, spaced=followed)
        return
    start = end = -1
    width = gap = 0.0
    for word in paragraph.words:
        if start >= 0 and width + gap + word.width <= limit:
            width, end, gap = width + gap + word.width, word.end, word.gap
            continue
        if start >= 0:
            yield paragraph.line(start, end, width, spaced=gap > 0)
        start, end, width, gap = word.start, word.end, word.width, word.gap
        while width > limit and end - start > 1:
            cut = _cut(paragraph, start, end, limit)
            yield paragraph.line(start, cut, paragraph.measure(start, cut), spaced=False)
            start, width = cut, paragraph.measure(cut, end)
    yield paragraph.line(start, end, width, spaced=followed)


def _cut(paragraph: Plain | Rich, start: int, end: int, limit: float) -> int:
    """Where to cut a stretch that is wider than a line: as far as it fits, after a sign if one is near."""
    low, high = start + 1, end - 1
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
