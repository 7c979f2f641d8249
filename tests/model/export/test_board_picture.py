"""The board as PNG and SVG: the pages of the PDF and nothing besides, whatever the notes say."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_picture import page_picture
from PIL import Image

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.board_picture import board_png, board_svg
from cmc_desktop.model.export.marks import Page
from cmc_desktop.model.export.page_pictures import page_count
from cmc_desktop.model.export.paper import landscape
from cmc_desktop.model.export.svg_drawing import svg_drawing
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

FONTS: Path = resources_folder() / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<img src=/etc/passwd>",
    "<para><font size=90>big</font></para>",
    '</title></svg><script href="http://example.org/x.js">alert(1)</script>',
    "&lt; &xxe; <!ENTITY xxe SYSTEM 'file:///etc/passwd'> ]]>",
    "\u202eturned round\u202c and back",
    "\" onload='x' '",
    "w" * 4000,
)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        found.append((png[place + 4 : place + 8], png[place + 8 : place + 8 + size]))
        place += size + 12
    return found


def svg_of(session: Session) -> ElementTree.Element:
    return ElementTree.fromstring(board_svg(session.canvas.snapshot(), FONTS, now=0).data)


def bare(text: str) -> str:
    """Text without its spaces: where a word was cut, a reader hears a pause."""
    return re.sub(r"\s+", "", text)


# PNG


def test_a_board_of_one_page_is_the_picture_of_that_page(session: Session) -> None:
    builders.fill(session, 20)
    made = board_png(session.canvas.snapshot(), FONTS, now=0, pixels=1000).data
    shown = page_picture(board_pdf(session.canvas.snapshot(), FONTS, now=0).data, 0, 1000)
    image = Image.open(io.BytesIO(made))
    assert image.size == (shown.width, shown.height) == (1000, 707)
    assert image.tobytes() == Image.frombytes("RGB", image.size, shown.data, "raw", "RGBX").tobytes()


def test_the_pages_that_follow_stand_below_so_that_no_word_is_lost(session: Session) -> None:
    builders.fill(session, 300)
    pdf = board_pdf(session.canvas.snapshot(), FONTS, paper="A4", now=0).data
    image = Image.open(io.BytesIO(board_png(session.canvas.snapshot(), FONTS, paper="A4", now=0, pixels=800).data))
    count, gap = page_count(pdf), round(800 / 120)
    assert count > 1
    top = 0
    for number in range(count):
        shown = page_picture(pdf, number, 800)
        part = image.crop((0, top, 800, top + shown.height))
        assert part.tobytes() == Image.frombytes("RGB", part.size, shown.data, "raw", "RGBX").tobytes()
        top += shown.height + gap
    assert image.height == top - gap


def test_a_picture_of_very_many_pages_stays_small_enough_for_memory(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmc_desktop.model.export.board_picture.MOST_PIXELS", 100_000)
    builders.fill(session, 300)
    image = Image.open(io.BytesIO(board_png(session.canvas.snapshot(), FONTS, paper="A4", now=0).data))
    assert 80_000 < image.width * image.height < 105_000


def test_the_picture_file_holds_its_title_and_nothing_about_anybody(session: Session) -> None:
    builders.fill(session, 20)
    builders.add_person(session, "Mira Okafor")
    made = board_png(session.canvas.snapshot(), FONTS, now=0, pixels=300).data
    kinds = [kind for kind, _ in chunks(made)]
    assert set(kinds) == {b"IHDR", b"iTXt", b"pHYs", b"IDAT", b"IEND"}
    assert [body for kind, body in chunks(made) if kind == b"iTXt"] == [b"Title\0\0\0en-GB\0Title\0Night bus"]
    assert b"Mira" not in made
    assert made == board_png(session.canvas.snapshot(), FONTS, now=0, pixels=300).data


def test_a_paper_there_is_not_is_refused(session: Session) -> None:
    for make in (board_png, board_svg):
        with pytest.raises(Refusal, match="A9"):
            make(session.canvas.snapshot(), FONTS, paper="A9", now=0)


# SVG


def test_a_hostile_note_is_words_and_never_markup(session: Session) -> None:
    builders.put(session, "value", *HOSTILE)
    data = board_svg(session.canvas.snapshot(), FONTS, now=0).data
    root = ElementTree.fromstring(data)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {"svg", "title", "g", "rect", "line", "path"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in names if "href" in name or name.startswith("on") or name in ("style", "class", "src")]
    assert b"<!" not in data
    assert b"url(" not in data
    assert "\u202e" not in data.decode("utf-8")
    labels = [bare(one.get("aria-label", "")) for one in root.iter(f"{SVG}g")]
    for words in HOSTILE[:-1]:
        assert bare(words) in labels
    assert "".join(labels).count("w" * 1000) == 4


def test_every_note_of_every_page_is_read_aloud_once(session: Session) -> None:
    builders.fill(session, 150)
    labels = [one.get("aria-label") for one in svg_of(session).iter(f"{SVG}g")]
    said = [label for label in labels if label and label.startswith("Note ")]
    assert len(said) == len(set(said)) == 149


def test_marks_of_furniture_are_not_read_aloud(session: Session) -> None:
    builders.fill(session, 150)
    labels = [one.get("aria-label") or "" for one in svg_of(session).iter(f"{SVG}g")]
    assert not [label for label in labels if "page 1 of" in label or "Printed" in label]


def test_the_same_board_gives_the_same_drawing(session: Session) -> None:
    builders.fill(session, 40)
    first, second = (board_svg(session.canvas.snapshot(), FONTS, now=0).data for _ in range(2))
    assert first == second


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=60))
def test_any_title_comes_back_from_the_drawing(title: str) -> None:
    """What XML cannot hold comes back as the sign that is printed for it."""
    drawing = svg_drawing([Page()], landscape("A4"), title=title, language="en-GB", gap=0.01)
    read = ElementTree.fromstring(drawing.encode("utf-8")).findtext(f"{SVG}title") or ""
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", title):
        assert "[U+" in read
    else:
        assert read == title.replace("\r\n", "\n").replace("\r", "\n")


def test_what_cannot_be_printed_is_reported(session: Session) -> None:
    builders.put(session, "value", "Cuneiform \U00012000")
    for made in (
        board_png(session.canvas.snapshot(), FONTS, now=0, pixels=200),
        board_svg(session.canvas.snapshot(), FONTS, now=0),
    ):
        assert [one.code for one in made.missing] == ["U+12000"]
