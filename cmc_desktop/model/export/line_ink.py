"""Lines in the PDF's own terms: glyphs at their places, and the text that a reader gets back for them.

Readers differ, and no way of writing is right for all of them where words read to the left. What is written here comes
back as typed wherever a reader keeps to the order of the file, as the PDF rules have it: every line is written in the
order it is read, and each glyph says which characters it stands for. In what reads to the left each glyph is a text of
its own, since readers that go by places sort those from left to right before they turn the words round. Where glyphs
cannot say it alone, the words they stand for are given as ActualText.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from cmc_desktop.model.export.embedded_font import EmbeddedFont
from cmc_desktop.model.export.emoji import APART
from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.line import Line, Run
from cmc_desktop.model.export.line_places import placed_lines
from cmc_desktop.model.export.marked_piece import MarkedPiece
from cmc_desktop.model.export.marks import TextMark
from cmc_desktop.model.export.shaping import Glyph

FontOf = Callable[[Typeface], EmbeddedFont]

#: what pypdf takes for parts of words that read to the left, the digits of Arabic too
_TURNED = re.compile("[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_NEEDS_NO_ESCAPE = re.compile(rb"[ !#-'*-\[\]-~]*")


class LineInk:
    """Writes marks of text into the pages of one document; `font_of` gives this document's font of a typeface."""

    def __init__(self, document: Any, font_of: FontOf) -> None:
        self._document = document
        self._font_of = font_of

    def write(self, code: list[str], mark: TextMark, piece: MarkedPiece, *, followed: bool = False) -> None:
        """Write the lines of `mark` into the `code` of a page.

        Whoever has the text read aloud takes words apart by spaces alone, so each line ends with one where a word
        ends; the last line does when the mark is `followed` by another that is read in the same breath.
        """
        pencil = _Pencil(code, piece, self._document, mark.size)
        last = mark.lines[-1] if followed else None
        for line, x, y in placed_lines(mark):
            spaced = line.spaced or line is last
            if line.runs:
                self._rich(pencil, line, x, y, mark.size)
                if spaced:
                    end = x if line.leftward else x + line.width * mark.size / 1000
                    pencil.words(self._font_of(line.typeface), " ", end, y)
            elif line.text:
                pencil.words(self._font_of(line.typeface), f"{line.text} " if spaced else line.text, x, y)
        pencil.leave()

    def _rich(self, pencil: _Pencil, line: Line, x: float, y: float, size: float) -> None:
        places = []
        for run in line.runs:
            places.append((run, x))
            x += run.width * size / 1000
        for run, left in sorted(places, key=lambda place: place[0].place):
            font = self._font_of(run.typeface)
            glyphs = [(glyph, text, left + at * size / 1000) for glyph, text, at in _read(run)]
            if run.leftward or _TURNED.search(run.text):
                for glyph in glyphs:
                    pencil.name_font_anew()
                    pencil.glyphs(font, [glyph], y)
            else:
                pencil.glyphs(font, glyphs, y, spoken=run.typed if _wants_words(run, glyphs) else "")


class _Pencil:
    """Writes text objects; x and y are points from the lower left of the page."""

    def __init__(self, code: list[str], piece: MarkedPiece, document: Any, size: float) -> None:
        self._code = code
        self._piece = piece
        self._document = document
        self._size = size
        self._subset = ""
        self._entered = False

    def words(self, font: EmbeddedFont, text: str, x: float, y: float) -> None:
        """Draw characters that need no shaping."""
        self._enter()
        self._code.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
        for subset, codes in font.coded(text, self._document):
            self._use(subset)
            self._code.append(f"{_string(codes)} Tj")

    def glyphs(self, font: EmbeddedFont, glyphs: list[tuple[Glyph, str, float]], y: float, *, spoken: str = "") -> None:
        """Draw glyphs, each with what it reads back as and the place of its left end, or read back as `spoken`."""
        self._enter(spoken)
        self._put(font, glyphs, y)
        if spoken:
            self.leave()
            self._piece.hush(self._code)

    def _put(self, font: EmbeddedFont, glyphs: list[tuple[Glyph, str, float]], y: float) -> None:
        parts: list[str] = []
        pen_x, pen_y, pen_subset = 0.0, 0.0, ""
        for glyph, text, left in glyphs:
            char = font.code_for(glyph.number, text)
            ((subset, code),) = font.coded(char, self._document)
            x, foot = left + glyph.x_offset * self._size / 1000, y + glyph.y_offset * self._size / 1000
            if not parts or subset != pen_subset or abs(foot - pen_y) > 0.001:
                self._show(parts)
                pen_x, pen_y, pen_subset = x, foot, subset
                self._use(subset)
                self._code.append(f"1 0 0 1 {x:.3f} {foot:.3f} Tm")
            move = round((pen_x - x) * 1000 / self._size)
            if move:
                parts.append(str(move))
            parts.append(_string(code))
            pen_x = x + font.face.charWidths[ord(char)] * self._size / 1000
        self._show(parts)

    def name_font_anew(self) -> None:
        """Let the next glyphs name their font although it is the present one: there pypdf ends what it would turn."""
        self._subset = ""

    def leave(self) -> None:
        """End the text object."""
        if self._entered:
            self._code.append("ET")
        self._entered = False

    def _enter(self, spoken: str = "") -> None:
        """Be in a text object that reads back as `spoken`, or as its glyphs say."""
        if spoken:
            self.leave()
            self._piece.speak(self._code, spoken)
        elif not self._piece.begun:
            self.leave()
            self._piece.begin(self._code)
        if not self._entered:
            self._code.append("BT")
        self._entered = True

    def _use(self, subset: str) -> None:
        if subset != self._subset:
            self._code.append(f"{subset} {self._size:g} Tf")
            self._subset = subset

    def _show(self, parts: list[str]) -> None:
        """Draw what has been gathered in `parts`, and empty them."""
        if len(parts) == 1:
            self._code.append(f"{parts[0]} Tj")
        elif parts:
            self._code.append(f"[{''.join(parts)}] TJ")
        parts.clear()


def _read(run: Run) -> Iterator[tuple[Glyph, str, float]]:
    """The glyphs of a run in the order they are read, with their texts and their left ends in thousandths."""
    places: list[tuple[Glyph, float]] = []
    at = 0.0
    for glyph in run.glyphs:
        places.append((glyph, at))
        at += glyph.advance
    if run.leftward:
        places.reverse()
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    for start, group in groupby(places, lambda place: place[0].cluster):
        letter = list(group)
        texts = _shared(run.text[start : ends[start]], len(letter))
        if texts == [APART] and run.typed != run.text:
            continue
        yield from ((glyph, text, place) for (glyph, place), text in zip(letter, texts, strict=True))


def _shared(text: str, count: int) -> list[str]:
    """`text` shared out among `count` glyphs, so that one after the other they read back as it."""
    return [*text[: count - 1], *[""] * (count - 1 - len(text)), text[count - 1 :]]


def _wants_words(run: Run, glyphs: list[tuple[Glyph, str, float]]) -> bool:
    """Whether a run's glyphs cannot say by themselves what they stand for.

    Some say nothing, some say what is printed instead of what was typed, and readers take a glyph above or below the
    others for one of another line.
    """
    if run.typed not in (run.text, run.text.replace(APART, "")):
        return not run.typed.isspace()
    return any(not text or glyph.y_offset for glyph, text, _ in glyphs)


def _string(codes: bytes) -> str:
    """`codes` as a PDF has them: readable where that is simple."""
    if _NEEDS_NO_ESCAPE.fullmatch(codes):
        return f"({codes.decode('ascii')})"
    return f"<{codes.hex().upper()}>"
