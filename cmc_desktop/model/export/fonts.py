"""The bundled fonts: which one draws a character, and how wide it is.

Typefaces are parsed once and never changed; what a document adds to a font (codes for shaped
glyphs) lives in that document's `EmbeddedFont`, so nothing leaks from one document into the next.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFontFace

from cmc_desktop.model.export.coverage import EMOJI, FALLBACK, Coverage, drawable, read_coverage


class FontStyle(StrEnum):
    """The styles there are of Noto Sans; other scripts have one."""

    REGULAR = "NotoSans-Regular"
    SEMIBOLD = "NotoSans-SemiBold"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


#: the fonts whose glyphs keep within a line of Latin letters
_LEVEL = ("NotoSans-", "NotoSansMath", "NotoSansSymbols", "NotoEmoji")


class Typeface:
    """One parsed font file; widths are in thousandths of the type size."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        #: whether its lines want more room than those of Latin letters
        self.tall = not name.startswith(_LEVEL)
        self.face: Any = TTFontFace(str(path))
        self.covers: frozenset[int] = frozenset(self.face.charToGlyph)
        self.widths: dict[str, float] = {chr(code): width for code, width in self.face.charWidths.items()}
        #: from the font's own units to thousandths of the type size
        self.scale: float = 1000 / self.face.unitsPerEm
        self.ascent: float = self.face.ascent
        self.descent: float = self.face.descent
        self._inks: dict[int, tuple[float, float]] = {}

    @cached_property
    def plain(self) -> frozenset[str]:
        """The characters that need no shaping: one glyph each, from left to right, drawn as they come."""
        return frozenset(char for char in map(chr, self.covers) if _is_plain(char))

    def ink(self, glyph: int) -> tuple[float, float]:
        """The top and the bottom of a glyph, counted upwards from its foot."""
        known = self._inks.get(glyph)
        if known is None:
            box = self.shaper.get_glyph_extents(glyph)
            top, bottom = (0, 0) if box is None else (box.y_bearing, box.y_bearing + box.height)
            known = self._inks[glyph] = (top * self.scale, bottom * self.scale)
        return known

    @cached_property
    def shaper(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self.face._ttf_data)))

    def advance(self, glyph: int) -> float:
        """The width of a glyph as the font file has it."""
        return float(self.face.hmetrics[glyph][0] * self.scale)


def _is_plain(char: str) -> bool:
    if char == "\u00a0":  # ReportLab would print it as a common space
        return False
    if unicodedata.category(char)[0] in "MC":
        return False
    return unicodedata.bidirectional(char) not in ("R", "AL", "AN", "BN", "B", "S", "NSM")


class FontSet:
    """The fonts of one folder, parsed when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._typefaces: dict[str, Typeface] = {}
        self._found: dict[tuple[str, FontStyle], Typeface | None] = {}

    def typeface(self, name: str) -> Typeface:
        known = self._typefaces.get(name)
        if known is None:
            known = self._typefaces[name] = Typeface(name, self._folder / f"{name}.ttf")
        return known

    def style(self, style: FontStyle) -> Typeface:
        return self.typeface(style.value)

    def typeface_for(self, text: str, style: FontStyle) -> Typeface | None:
        """The first font that has every character of `text`; None when there is none."""
        key = (text, style)
        if key not in self._found:
            self._found[key] = self._find(set(map(ord, text)), style)
        return self._found[key]

    def emoji_for(self, text: str) -> Typeface | None:
        """The font of emoji where it has every character of `text`."""
        codes = set(map(ord, text))
        return self.typeface(EMOJI) if self._coverage[EMOJI].holds(codes) else None

    def _find(self, codes: set[int], style: FontStyle) -> Typeface | None:
        if not all(map(drawable, codes)):
            return None
        own = self.style(style)
        if codes <= own.covers:
            return own
        name = next((name for name in FALLBACK if self._coverage[name].holds(codes)), None)
        return None if name is None else self.typeface(name)

    @cached_property
    def _coverage(self) -> dict[str, Coverage]:
        return read_coverage(self._folder)


@lru_cache(maxsize=4)
def font_set(folder: Path) -> FontSet:
    """The fonts of a folder, kept between exports: parsing them is most of a first export's time."""
    return FontSet(folder)
