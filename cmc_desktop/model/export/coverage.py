"""Which bundled font draws which character, read from a small table, so that no font is opened to learn that it cannot.

The table `coverage.txt` beside the fonts is made from the fonts themselves by

    python -m cmc_desktop.model.export.coverage resources/fonts
"""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

TABLE = "coverage.txt"
EMOJI = "NotoEmoji-Regular"

#: who is asked for a glyph after Noto Sans itself, in this order
FALLBACK = (
    "NotoSansHebrew-Regular",
    "NotoSansArabic-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansThai-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansEthiopic-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansOriya-Regular",
    "NotoSansTamil-Regular",
    "NotoSansTelugu-Regular",
    "NotoSansKannada-Regular",
    "NotoSansMalayalam-Regular",
    "NotoSansSinhala-Regular",
    "NotoSansLao-Regular",
    "NotoSansKhmer-Regular",
    "NotoSansMyanmar-Regular",
    "NotoSansThaana-Regular",
    "NotoSansMath-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    EMOJI,
    "DroidSansFallbackFull",
    "NanumGothicCoding",
)

#: left to another font although this one has some: Hangul is drawn by the Korean font alone
_LEFT = {"DroidSansFallbackFull": ((0x3130, 0x318F), (0xAC00, 0xD7A3))}


class Coverage:
    """The characters of one font as ranges: from each of `starts` up to and without the number in `ends` beside it."""

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._starts = starts
        self._ends = ends

    def __contains__(self, code: int) -> bool:
        place = bisect_right(self._starts, code) - 1
        return place >= 0 and code < self._ends[place]

    def holds(self, codes: Iterable[int]) -> bool:
        return all(code in self for code in codes)


def read_coverage(folder: Path) -> dict[str, Coverage]:
    """The table of a folder of fonts, by font."""
    found = {}
    for line in (folder / TABLE).read_text("ascii").splitlines():
        name, _, ranges = line.partition(": ")
        pairs = [part.partition("-") for part in ranges.split()]
        starts = [int(first, 16) for first, _, _ in pairs]
        found[name] = Coverage(starts, [int(last or first, 16) + 1 for first, _, last in pairs])
    return found


def drawable(code: int) -> bool:
    """Whether a glyph for `code` can mean anything: what is private means something else in every font."""
    return unicodedata.category(chr(code)) not in ("Cc", "Cs", "Co")


def coverage_line(name: str, codes: Iterable[int]) -> str:
    """The line of the table for a font that has `codes`."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if not drawable(code):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return f"{name}: " + " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges)


def coverage_table(folder: Path) -> str:
    """What the table of a folder has to say, from the fonts themselves."""
    from reportlab.pdfbase.ttfonts import TTFontFace  # only whoever makes the table anew opens every font

    lines = []
    for name in FALLBACK:
        codes = set(TTFontFace(str(folder / f"{name}.ttf")).charToGlyph)
        left = _LEFT.get(name, ())
        codes = {code for code in codes if not any(first <= code <= last for first, last in left)}
        lines.append(coverage_line(name, codes) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    fonts = Path(sys.argv[1])
    (fonts / TABLE).write_text(coverage_table(fonts), "ascii")
