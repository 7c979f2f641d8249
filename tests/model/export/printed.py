"""Reads printed pages back, and makes canvases worth printing."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pikepdf
import pypdf
import pytest

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.marks import Frame
from cmc_desktop.paths import resources_folder

FONTS = resources_folder() / "fonts"
NOW = 1_790_000_000_000
PAPERS = ("A3", "A4")


def board(
    notes: Iterable[tuple[str, str]],
    *,
    title: str = "Night bus",
    city: str = "Port Alder",
    template: str = "city-model-canvas",
    none_identified: Iterable[str] = (),
) -> Canvas:
    """A canvas with (box, text) notes in this order."""
    chosen = builders.TEMPLATES[template]
    canvas = Canvas(Head("canvas", "project", 1, "", "", title, city, template, 1, "draft", NOW), chosen)
    canvas.write([Note(f"n{place:05}", box, f"{place:06}", text) for place, (box, text) in enumerate(notes)])
    canvas.write([BoxMark(box, True, "Ann", NOW) for box in none_identified])
    return canvas


def changed(canvas: Canvas, change: Callable[[list[Note]], list[Note]], **about: str) -> Canvas:
    """The canvas of the same notes after some of them were written anew."""
    notes = [note for box in canvas.template.walk for note in canvas.notes_in(box)]
    new = Canvas(replace(canvas.head, **about), canvas.template)
    new.write(sorted(notes, key=lambda note: note.id))
    new.write(change(sorted(notes, key=lambda note: note.id)))
    return new


def inset(frame: Frame, by: float) -> Frame:
    """`frame` without a rim of `by` points."""
    return Frame(frame.x + by, frame.y + by, frame.width - 2 * by, frame.height - 2 * by)


def squeezed(text: str) -> str:
    """`text` without white space, as lines are broken where the paper wants it."""
    return re.sub(r"\s+", "", text)


def pages_by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def by_pypdf(data: bytes) -> str:
    return squeezed("".join(pages_by_pypdf(data)))


def by_pdftotext(data: bytes, folder: Path) -> str:
    """What Poppler reads; the test is skipped where it is not installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    path = folder / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run([tool, "-raw", str(path), "-"], capture_output=True, check=True)
    # It frames what reads to the left with direction marks.
    return squeezed(re.sub("[\u202a\u202b\u202c]", "", done.stdout.decode("utf-8")))


def by_the_book(data: bytes) -> str:
    """The text in the order drawn, by ToUnicode and ActualText, as the PDF standard says; no guesses from places."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return squeezed("".join("".join(_page_text(page)) for page in document.pages))


def _page_text(page: pikepdf.Page) -> Iterator[str]:
    tables: dict[str, dict[int, str]] = {}
    fonts = page.obj.Resources.Font
    current: dict[int, str] = {}
    marked: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                marked.append(False)
            case "BDC":
                marked.append("/ActualText" in operands[1])
                if marked[-1]:
                    yield str(operands[1].ActualText)
            case "EMC":
                marked.pop()
            case "Tf":
                name = str(operands[0])
                if name not in tables:
                    tables[name] = to_unicode(fonts[name])
                current = tables[name]
            case "Tj" | "TJ" if not any(marked):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                yield "".join(current[code] for code in codes)
            case _:
                pass


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """A font's ToUnicode table, with the rules of its format checked on the way."""
    text = font.ToUnicode.read_bytes().decode("ascii")
    table = {}
    for count, block in re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", text, re.DOTALL):
        entries = re.findall(r"<([0-9A-F]{2})> <((?:[0-9A-F]{4})*)>", block)
        assert len(entries) == int(count) <= 100, "a block has more entries than allowed, or one that is not UTF-16"
        table.update({int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in entries})
    return table


def fonts_of(data: bytes) -> dict[str, bool]:
    """The fonts of all pages by name: is the font file embedded?"""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for font in page.obj.Resources.Font.values():
                descriptor = font.get("/FontDescriptor")
                found[str(font.BaseFont)] = descriptor is not None and "/FontFile2" in descriptor
    return found


_SENTENCE = (
    "the council opens its data platform to residents and firms so that every neighbourhood gains from better services "
    "while costs stay within the budget and nobody without a phone is left behind at night in winter"
)
_WORDS = re.findall(r"\w+", _SENTENCE)


def words(count: int, number: int) -> str:
    """About `count` characters that differ from note to note."""
    chosen = [f"Note {number}:"]
    place = number * 7
    while len(" ".join(chosen)) < count:
        chosen.append(_WORDS[place % len(_WORDS)])
        place += number % 5 + 1
    return " ".join(chosen)[:count].rstrip() + "."


def sixty_four() -> list[tuple[str, str]]:
    """64 notes: one mission, 13 in one box, the longest 266 characters."""
    boxes = ["mission", *["value"] * 13]
    others = [box for box in builders.BOXES if box not in ("mission", "value")]
    boxes += [others[place % len(others)] for place in range(50)]
    lengths = [265 if place == 9 else 30 + place * 37 % 130 for place in range(64)]
    notes = [(box, words(length, place)) for place, (box, length) in enumerate(zip(boxes, lengths, strict=True))]
    assert max(len(text) for _, text in notes) == 266
    return notes
