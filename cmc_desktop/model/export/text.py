"""User text made ready for print: a font for every character, an order for mixed scripts, lines that fit.

Text is data. Nothing in it is ever read as markup; what no font can draw is printed as `[U+XXXX]`
and reported. Widths are in thousandths of the type size, so one preparation serves every size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from cmc_desktop.model.export.bidi_order import CONTROLS, base_level, levels
from cmc_desktop.model.export.emoji import asks_for_emoji, shown_as
from cmc_desktop.model.export.fonts import FontSet, FontStyle, Typeface
from cmc_desktop.model.export.graphemes import clusters, ignorable
from cmc_desktop.model.export.line import Line as Line
from cmc_desktop.model.export.paper import MissingGlyph
from cmc_desktop.model.export.paragraphs import Atom, Plain, Rich, Stretch, broken

_LINE_ENDS = re.compile("[\n\u2028\u2029]")


@dataclass(slots=True)
class _Setting:
    """One way to break a text, for measures from `least` on and less than `more`; the lines are made when asked for."""

    parts: list[tuple[Plain | Rich, list[Stretch]]] = field(default_factory=list)
    lines: tuple[Line, ...] = ()
    least: float = 0.0
    more: float = inf
    leading: float = 0.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text with its fonts and word widths settled; `lines` breaks it for a width in thousandths of the type size."""

    paragraphs: tuple[Plain | Rich, ...]
    #: how it was broken so far: a layout asks for the same lines at many widths
    _known: list[_Setting] = field(default_factory=list, init=False, repr=False, compare=False)

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines for `width` thousandths of the type size; every character is in one of them."""
        setting = self._set(width)
        if not setting.lines:
            setting.lines = tuple(line for part in setting.parts for line in map(part[0].line, part[1]))
        return setting.lines

    def leading(self, width: float) -> float:
        """The height, in type sizes, of the lines for `width` thousandths of the type size."""
        return self._set(width).leading

    def _set(self, width: float) -> _Setting:
        for known in self._known:
            if known.least <= width < known.more:
                return known
        setting = _Setting()
        last = len(self.paragraphs) - 1
        for place, paragraph in enumerate(self.paragraphs):
            stretches, least, more = broken(paragraph, width, followed=place < last)
            setting.parts.append((paragraph, stretches))
            setting.least, setting.more = max(setting.least, least), min(setting.more, more)
            setting.leading += sum(map(paragraph.leading, stretches))
        self._known.append(setting)
        return setting

    @property
    def width(self) -> float:
        """The width without any break."""
        return max(sum(word.width + word.gap for word in paragraph.words) for paragraph in self.paragraphs)


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
                Plain(part, typeface) if plain.issuperset(part) else self._rich(part, style, where)
                for part in _LINE_ENDS.split(text)
            )
        )

    def line(self, text: str, style: FontStyle = FontStyle.REGULAR, where: str = "") -> Line:
        """`text` as one line, however long; line ends become spaces."""
        prepared = self.prepare(_LINE_ENDS.sub(" ", text), style, where)
        return prepared.lines(float("inf"))[0]

    def _rich(self, text: str, style: FontStyle, where: str) -> Rich:
        base = base_level(text)
        atoms: list[Atom] = []
        place = 0
        depths = levels(text, base)
        for cluster in clusters(text):
            level = depths[place]
            place += len(cluster)
            previous = atoms[-1].typeface if atoms else None
            atoms += self._atoms(cluster, level, previous, style, where)
        return Rich(atoms, self.fonts.style(style), base)

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
        typeface = self._typeface(cluster, needed, style) if needed else previous or own
        if typeface is not None:
            yield Atom(cluster, shown_as(cluster), typeface, level)
        elif len(cluster) > 1:
            for char in cluster:
                yield from self._atoms(char, level, previous, style, where)
        else:
            sign = self._sign(cluster, level, own)
            self._missing.setdefault(cluster, MissingGlyph(cluster, sign.shown[1:-1], where))
            yield sign

    def _typeface(self, cluster: str, needed: str, style: FontStyle) -> Typeface | None:
        emoji = self.fonts.emoji_for(needed) if asks_for_emoji(cluster) else None
        return emoji or self.fonts.typeface_for(needed, style)

    @staticmethod
    def _sign(char: str, level: int, typeface: Typeface) -> Atom:
        return Atom(char, f"[U+{ord(char):04X}]", typeface, level + level % 2)
