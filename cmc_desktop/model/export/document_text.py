"""A document as Markdown, for people who want it as plain text: readable as it is, and rendered as it was meant.

User text is data here too: every sign that Markdown, or the HTML in it, would read as markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cmc_desktop.model.export.document import (
    Block,
    Document,
    Facts,
    Heading,
    Lines,
    Look,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    Together,
)

_LINE_ENDS = re.compile("[\n\u2028\u2029]")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|]")
#: what makes a heading, a list, a rule or a block of code at the beginning of a line
_BEGINNING = re.compile(r"([#+=:-]|\d{1,9}[.)])")
_BREAK = "\\\n"


def document_text(document: Document) -> str:
    """The document as Markdown, UTF-8 text with a line end at its end."""
    parts = [f"# {_line(document.title)}"]
    if document.subtitle:
        parts.append(_text(document.subtitle))
    parts += _blocks(document.blocks)
    if document.foot:
        parts += ["---", _text(document.foot)]
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * (1 + min(3, max(1, block.level)))} {_line(block.text)}"
            case Paragraph():
                yield _paragraph(block)
            case Lines():
                yield "\n".join(_items(block))
            case Facts():
                yield "\n".join(f"- **{_line(name)}:** {_below(_several(value))}" for name, value in block.pairs)
            case Table():
                yield "\n".join(_table(block))
            case Together():
                yield from _blocks(block.blocks)
            case PageBreak():
                yield "---"


def _paragraph(paragraph: Paragraph) -> str:
    text = _text(paragraph.text)
    if paragraph.look is Look.QUOTE:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if paragraph.look is Look.STRONG and text:
        return f"**{_line(paragraph.text)}**"
    return text


def _items(block: Lines) -> Iterator[str]:
    for place, item in enumerate(block.items, 1):
        sign = {Mark.NUMBER: f"{place}.", Mark.TICK_BOX: "- [ ]"}.get(block.mark, "-")
        yield f"{sign} {_below(_text(item))}"


def _several(value: str | tuple[str, ...]) -> str:
    return _text(value if isinstance(value, str) else "\n".join(value))


def _table(table: Table) -> Iterator[str]:
    yield _row(column.head for column in table.columns)
    yield "|" + "|".join(" ---: " if column.figures else " --- " for column in table.columns) + "|"
    for row in table.rows:
        yield _row(row)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join("<br>".join(map(_escaped, _split(cell))) for cell in cells) + " |"


def _below(text: str) -> str:
    """Further lines set in, so that they stay in the list."""
    return text.replace("\n", "\n  ")


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _text(text: str) -> str:
    """The text with its line ends; a line that is empty is left out, as it would end the paragraph."""
    return _BREAK.join(_escaped(line) for line in _split(text) if line)


def _split(text: str) -> list[str]:
    return [line.strip() for line in _LINE_ENDS.split(text)]


def _escaped(line: str) -> str:
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", line)
    begins = _BEGINNING.match(line)
    if begins is None:
        return escaped
    sign = begins[0]
    return f"{sign[:-1]}\\{sign[-1]}{escaped[len(sign) :]}"
