"""A font as one document embeds it, and the text a reader gets back for each of its glyphs.

What of the fonts of ReportLab 5.1 is worked around here:

* its ToUnicode tables write code points above U+FFFF as five hexadecimal digits, which readers take
  for something else, and may put more than the 100 entries into one block that the PDF rules allow:
  `addObjects` writes them anew;
* its shaping keeps private codes for glyphs in the shared font, so that one document's codes would
  depend on the documents before it: here each document has its own;
* it embeds all letters of English in every font, and looks each letter up anew: here a file holds the glyphs it uses;
* fonts are looked up by name in a table of the whole process, so only one document is drawn at a time.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTEncoding, TTFont

from cmc_desktop.model.export.fonts import Typeface
from cmc_desktop.model.export.raw_objects import RawObject, listed

#: held while a document is drawn: ReportLab's table of fonts belongs to the process
DRAWING = threading.RLock()

_FIRST_CODE = 0xF0000
_BLOCK = 100
#: stands among codes for one of another subset
_ELSEWHERE = "\uffff"


class _FirstSubset(dict[int, str]):
    """The codes of characters in the first subset of a font, as `split` of ReportLab's gives them when first asked."""

    def __init__(self, split: Callable[[str], tuple[int, bytes]]) -> None:
        self._split = split

    def __missing__(self, char: int) -> str:
        subset, codes = self._split(chr(char))
        code = self[char] = _ELSEWHERE if subset else chr(codes[0])
        return code


class EmbeddedFont(TTFont):
    """A typeface with the codes one document gives to its glyphs; `texts` says what each code stands for."""

    def __init__(self, typeface: Typeface) -> None:
        # In place of TTFont's own, which would parse the file again.
        self.fontName = typeface.name
        self.face = copy.copy(typeface.face)
        self.face.charToGlyph = dict(typeface.face.charToGlyph)
        self.face.charWidths = dict(typeface.face.charWidths)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = True
        self.shapable = True
        self._typeface = typeface
        self._codes: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}
        self._subsets: list[str] = []
        self._first: _FirstSubset | None = None

    def code_for(self, glyph: int, text: str) -> str:
        """The character to give ReportLab so that `glyph` is drawn and read back as `text`, which may be empty."""
        if len(text) == 1 and text != "\u00a0" and self._typeface.face.charToGlyph.get(ord(text)) == glyph:
            return text
        code = self._codes.get((glyph, text))
        if code is None:
            number = _FIRST_CODE + len(self._codes)
            code = self._codes[glyph, text] = chr(number)
            self._texts[number] = text
            self.face.charToGlyph[number] = glyph
            self.face.charWidths[number] = self._typeface.advance(glyph)
        return code

    def coded(self, text: str, document: Any) -> list[tuple[str, bytes]]:
        """`text` as the codes of one font of `document` after the other, each with that font's name there."""
        if self._first is None:
            self._first = _FirstSubset(lambda char: self.splitString(char, document)[0])
        codes = text.translate(self._first)
        if _ELSEWHERE not in codes:
            return [(self._name_of(0, document), codes.encode("latin-1"))]
        return [(self._name_of(subset, document), part) for subset, part in self.splitString(text, document)]

    def _name_of(self, subset: int, document: Any) -> str:
        while subset >= len(self._subsets):
            self._subsets.append(self.getSubsetInternalName(len(self._subsets), document))
        return self._subsets[subset]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # ReportLab's name
        """Write the font into the document, with ToUnicode tables that readers understand."""
        subsets = self.state[doc].subsets if doc in self.state else []
        used: dict[int, str] = self._first or {}
        for subset in subsets:
            subset[:] = [code if code in used else 0 for code in subset]
        names = [self._name_of(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            doc.idToObject[name].Widths = RawObject(listed(self._width(code) for code in subset))
        tables = [
            thing
            for name, thing in doc.idToObject.items()
            if name.startswith("toUnicodeCMap:") and name.endswith(f"+{self.face.name.decode('ascii')}")
        ]
        for table, subset in zip(tables, subsets, strict=True):
            table.content = self._to_unicode(subset)

    def _width(self, code: int) -> str:
        return f"{self.face.getCharWidth(code):.6g}" if code else "0"

    def _to_unicode(self, subset: list[int]) -> str:
        texts = [(place, self._texts.get(code, chr(code))) for place, code in enumerate(subset) if code]
        entries = [f"<{place:02X}> <{text.encode('utf-16-be').hex().upper()}>" for place, text in texts]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
        ]
        for start in range(0, len(entries), _BLOCK):
            block = entries[start : start + _BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines)
