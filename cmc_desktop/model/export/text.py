"""User text made ready for print: a font for every character, an order for mixed scripts, lines that fit.

Text is data. Nothing in it is ever read as markup; what no font can draw is printed as `[U+XXXX]`
and reported. Widths are in thousandths of the type size, so one preparation serves every size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cmc_desktop.model.export.bidi_order import CONTROLS, as_seen, base_level, levels
from cmc_desktop.model.export.fonts import FontSet, FontStyle, Typeface
from cmc_desktop.model.export.graphemes import clusters, ignorable, may_break
from cmc_desktop.model.export.paper import MissingGlyph
from cmc_desktop.model.export.shaping import Glyph, shape

_LINE_ENDS = re.compile("[\n\u2028\u2029]")
#: where a stretch that is too long for a line is cut by preference
_CUT_AFTER = frozenset("-/_.,;:?&=@+\u2010\u2013\u2014")
_PLAIN_LEADING = 1.32
_TALL_LEADING = 1.6


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
class Run:
    """Neighbouring atoms of one font and direction, with their glyphs from left to right."""

    text: str
    typed: str
    typeface: Typeface
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def width(self) -> float:
        return sum(glyph.advance for glyph in self.glyphs)

    @property
    def leftward(self) -> bool:
        return bool(self.level % 2)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. A plain one is only its text; others have runs from left to right.

    `spaced` tells that white space was typed after it: a word is not cut at its end.
    """

    text: str
    width: float
    typeface: Typeface
    runs: tuple[Run, ...] = ()
    leftward: bool = False
    leading: float = _PLAIN_LEADING
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A stretch without a place to break: from, to (in characters or atoms), its width, and the gap after it."""

    start: int
    end: int
    width: float
    gap: float


class _Plain:
    """A paragraph of characters that need no shaping."""

    def __init__(self, text: str, typeface: Typeface) -> None:
        self.text = text
        self._typeface = typeface
        self.words = list(self._words())

    def _words(self) -> Iterator[_Word]:
        widths = self._typeface.widths
        space = widths[" "]
        place = 0
        for part in re.split("( +)", self.text):
            if part and part[0] != " ":
                after = len(self.text) - len(self.text[place + len(part) :].lstrip(" ")) - place - len(part)
                yield _Word(place, place + len(part), sum(map(widths.__getitem__, part)), after * space)
            place += len(part)

    def unit(self, place: int) -> str:
        return self.text[place]

    def measure(self, start: int, end: int) -> float:
        return sum(map(self._typeface.widths.__getitem__, self.text[start:end]))

    def line(self, start: int, end: int, width: float, spaced: bool) -> Line:
        return Line(self.text[start:end], width, self._typeface, spaced=spaced)


def _kind(atom: Atom) -> tuple[str, int, bool]:
    """What the atoms of one run have in common."""
    return atom.typeface.name, atom.level, atom.marked


class _Rich:
    """A paragraph with anything in it."""

    def __init__(self, atoms: Sequence[Atom], typeface: Typeface, base: int) -> None:
        self._atoms = atoms
        self._typeface = typeface
        self._base = base
        self.words = list(self._words())

    def _words(self) -> Iterator[_Word]:
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
                yield _Word(start, stop, self.measure(start, stop), self.measure(stop, after))
            start = after

    def _space(self, place: int) -> bool:
        typed = self._atoms[place].typed
        return typed.isspace() and typed not in ("\u00a0", "\u202f")

    def _breaks(self, place: int) -> bool:
        return may_break(self._atoms[place - 1].typed, self._atoms[place].typed)

    def unit(self, place: int) -> str:
        return self._atoms[place].typed

    def _runs(self, start: int, end: int) -> list[tuple[int, Run]]:
        found = []
        for (_, level, marked), group in groupby(self._atoms[start:end], _kind):
            atoms = list(group)
            for part in [[atom] for atom in atoms] if marked else [atoms]:
                text = "".join(atom.shown for atom in part)
                glyphs = tuple(shape(text, part[0].typeface, leftward=bool(level % 2)))
                typed = "".join(atom.typed for atom in part)
                found.append((level, Run(text, typed, part[0].typeface, level, glyphs)))
        return found

    def measure(self, start: int, end: int) -> float:
        return sum(run.width for _, run in self._runs(start, end))

    def line(self, start: int, end: int, width: float, spaced: bool) -> Line:
        runs = tuple(as_seen(self._runs(start, end)))
        typed = "".join(atom.typed for atom in self._atoms[start:end])
        tall = any(run.typeface is not self._typeface for run in runs)
        exact = sum(run.width for run in runs)
        leading = _TALL_LEADING if tall else _PLAIN_LEADING
        return Line(typed, exact, self._typeface, runs, bool(self._base), leading, spaced)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text with its fonts and word widths settled; `lines` breaks it for a measure."""

    paragraphs: tuple[_Plain | _Rich, ...]

    def lines(self, width: float) -> list[Line]:
        """The lines for a measure of `width` thousandths of the type size; every character is in one of them."""
        last = len(self.paragraphs) - 1
        return [
            line for place, paragraph in enumerate(self.paragraphs) for line in _broken(paragraph, width, place < last)
        ]

    @property
    def width(self) -> float:
        """The width without any break."""
        return max(sum(word.width + word.gap for word in paragraph.words) for paragraph in self.paragraphs)


def _broken(paragraph: _Plain | _Rich, limit: float, followed: bool) -> Iterator[Line]:
    if not paragraph.words:
        yield paragraph.line(0, 0, 0.0, followed)
        return
    start = end = -1
    width = gap = 0.0
    for word in paragraph.words:
        if start >= 0 and width + gap + word.width <= limit:
            width, end, gap = width + gap + word.width, word.end, word.gap
            continue
        if start >= 0:
            yield paragraph.line(start, end, width, gap > 0)
        start, end, width, gap = word.start, word.end, word.width, word.gap
        while width > limit and end - start > 1:
            cut = _cut(paragraph, start, end, limit)
            yield paragraph.line(start, cut, paragraph.measure(start, cut), False)
            start, width = cut, paragraph.measure(cut, end)
    yield paragraph.line(start, end, width, followed)


def _cut(paragraph: _Plain | _Rich, start: int, end: int, limit: float) -> int:
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
    return low


class Typesetter:
    """Prepares text for one document and keeps account of characters that no font can draw."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._missing: dict[str, MissingGlyph] = {}

    @property
    def missing(self) -> tuple[MissingGlyph, ...]:
        return tuple(self._missing.values())

    def prepare(self, text: str, style: FontStyle = FontStyle.REGULAR, where: str = "") -> Prepared:
        """Make `text` ready; `where` tells the user where a character without a glyph stands."""
        typeface = self.fonts.style(style)
        plain = typeface.plain
        return Prepared(
            tuple(
                _Plain(part, typeface) if plain.issuperset(part) else self._rich(part, style, where)
                for part in _LINE_ENDS.split(text)
            )
        )

    def line(self, text: str, style: FontStyle = FontStyle.REGULAR, where: str = "") -> Line:
        """`text` as one line, however long; line ends become spaces."""
        prepared = self.prepare(_LINE_ENDS.sub(" ", text), style, where)
        return prepared.lines(float("inf"))[0]

    def _rich(self, text: str, style: FontStyle, where: str) -> _Rich:
        base = base_level(text)
        atoms: list[Atom] = []
        place = 0
        depths = levels(text, base)
        for cluster in clusters(text):
            level = depths[place]
            place += len(cluster)
            previous = atoms[-1].typeface if atoms else None
            atoms += self._atoms(cluster, level, previous, style, where)
        return _Rich(atoms, self.fonts.style(style), base)

    def _atoms(
        self, cluster: str, level: int, previous: Typeface | None, style: FontStyle, where: str
    ) -> Iterator[Atom]:
        own = self.fonts.style(style)
        if cluster.isspace() and cluster != "\u00a0":
            face = previous if previous and 200 <= previous.widths.get(" ", 0) <= 350 else own
            yield Atom(cluster, " ", face, level) if cluster == " " else Atom(cluster, "  ", own, level)
            return
        if cluster in CONTROLS:
            yield self._sign(cluster, level, own)
            return
        needed = "".join(char for char in cluster if not ignorable(char))
        typeface = self.fonts.typeface_for(needed, style) if needed else previous or own
        if typeface is not None:
            yield Atom(cluster, cluster, typeface, level)
        elif len(cluster) > 1:
            for char in cluster:
                yield from self._atoms(char, level, previous, style, where)
        else:
            sign = self._sign(cluster, level, own)
            self._missing.setdefault(cluster, MissingGlyph(cluster, sign.shown[1:-1], where))
            yield sign

    @staticmethod
    def _sign(char: str, level: int, typeface: Typeface) -> Atom:
        return Atom(char, f"[U+{ord(char):04X}]", typeface, level + level % 2)
