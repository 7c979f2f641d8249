"""Settled pages as an SVG: plain shapes and outlines, nothing that runs, loads or refers to anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from cmc_desktop.model.export.glyph_outlines import line_outline
from cmc_desktop.model.export.line_places import placed_lines
from cmc_desktop.model.export.marks import Colour, Mark, Page, ShapeMark, TextMark
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag

#: what XML cannot hold at all
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: what would turn the order in which the file itself is shown, as a number instead
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TABLE = "#d9dee4"


def svg_drawing(pages: Sequence[Page], sheet: Sheet, *, title: str, language: str, gap: float) -> str:
    """The pages below each other, `gap` of the width apart. A mark with a tag has its words as `aria-label`.

    Raises TypeError for pages with a FormMark, which no board has.
    """
    sheets = [page.sheet or sheet for page in pages]
    width = max(one.width for one in sheets)
    space = width * gap
    height = sum(one.height for one in sheets) + space * (len(sheets) - 1)
    ink = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang={_quoted(language)} role="document" '
        f'width="{_short(width * 25.4 / 72)}mm" height="{_short(height * 25.4 / 72)}mm" '
        f'viewBox="0 0 {_short(width)} {_short(height)}">\n',
        f"<title>{_escaped(title)}</title>\n",
    ]
    if len(pages) > 1:
        ink.append(f'<rect width="{_short(width)}" height="{_short(height)}" fill="{_TABLE}"/>\n')
    top = 0.0
    for page, one in zip(pages, sheets, strict=True):
        # an SVG counts from the top, a page from its foot
        ink.append(f'<g transform="translate(0 {_short(top)})">\n')
        ink.append(f'<rect width="{_short(one.width)}" height="{_short(one.height)}" fill="#ffffff"/>\n')
        ink.extend(_page(page, one.height))
        ink.append("</g>\n")
        top += one.height + space
    ink.append("</svg>\n")
    return "".join(ink)


def _page(page: Page, height: float) -> Iterator[str]:
    for tag, group in groupby(page.marks, _tag):
        marks = list(group)
        if tag is None:
            yield '<g aria-hidden="true">\n'
        else:
            yield f'<g role="img" aria-label={_quoted(_words(tag, marks))}>\n'
        for mark in marks:
            if isinstance(mark, ShapeMark):
                yield _shape(mark, height)
            elif isinstance(mark, TextMark):
                yield from _text(mark, height)
            else:
                raise TypeError("a page of shared drawings cannot be made an SVG")
        yield "</g>\n"


def _tag(mark: Mark) -> Tag | None:
    return mark.tag if isinstance(mark, TextMark) else None


def _words(tag: Tag, marks: Sequence[Mark]) -> str:
    lines = [line.text for mark in marks if isinstance(mark, TextMark) for line in mark.lines]
    return tag.spoken or " ".join(lines)


def _shape(mark: ShapeMark, height: float) -> str:
    frame = mark.frame
    fill = _colour(mark.fill)
    stroke = f' stroke="{_colour(mark.stroke)}" stroke-width="{_short(mark.thickness)}"' if mark.stroke else ""
    if not frame.height or not frame.width:
        ends = f'x1="{_short(frame.x)}" y1="{_short(height - frame.y)}"'
        return f'<line {ends} x2="{_short(frame.right)}" y2="{_short(height - frame.top)}"{stroke}/>\n'
    place = f'x="{_short(frame.x)}" y="{_short(height - frame.top)}"'
    size = f'width="{_short(frame.width)}" height="{_short(frame.height)}"'
    corner = f' rx="{_short(min(mark.radius, frame.width / 2, frame.height / 2))}"' if mark.radius else ""
    return f'<rect {place} {size}{corner} fill="{fill}"{stroke}/>\n'


def _text(mark: TextMark, height: float) -> Iterator[str]:
    scale = _short(mark.size / 1000, 5)
    for line, x, y in placed_lines(mark):
        outline = line_outline(line)
        if outline:
            place = f"translate({_short(x)} {_short(height - y)}) scale({scale})"
            yield f'<path transform="{place}" fill="{_colour(mark.colour)}" d="{outline}"/>\n'


def _colour(colour: Colour | None) -> str:
    return "none" if colour is None else "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _short(number: float, places: int = 2) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".") or "0"


def _printable(text: str) -> str:
    return _NO_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _turned(markup: str) -> str:
    return _TURNING.sub(lambda found: f"&#x{ord(found[0]):X};", markup)


def _escaped(text: str) -> str:
    return _turned(escape(_printable(text)))


def _quoted(text: str) -> str:
    return _turned(quoteattr(_printable(text)))
