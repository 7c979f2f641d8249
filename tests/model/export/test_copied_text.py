"""What is copied from a page or searched in it is what was typed, in the readers people have.

Readers that keep to the order of the file are right in every script. Those that go by places and turn words round
by rules of their own are right where a line reads to one side. What they do with both sides in one line, and with the
vowel marks of Arabic and Hebrew, is not asked here: no way of writing a PDF is right for all of them.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from many_scripts import SCRIPTS
from printed import FONTS, by_the_book, squeezed

from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.marks import Page
from cmc_desktop.model.export.paper import landscape
from cmc_desktop.model.export.pen import write_pdf
from cmc_desktop.model.export.tags import TagKind, document_tag
from cmc_desktop.model.export.text import Typesetter

ONE_SIDE = [
    "مرحبا محمد عبد الله",
    "حافلة ليلية لكل حي من المدينة الجديدة التي تفتح بياناتها للسكان حتى يستفيد كل بيت من خدمات أفضل",
    "שלום דוד עולם אוטובוס לילה",
]
BOTH_SIDES = [
    "القاعة 12 (الطابق 3) مفتوحة",
    "حافلة Night bus للجميع",
    "Table 3: محمد, דוד at 20:15 (VIP)",
    "مُحَمَّد كريم لا إله",
    "שָׁלוֹם עוֹלָם",
]
RIGHTWARD = [SCRIPTS[name] for name in SCRIPTS if name not in ("Arabic", "Hebrew", "further", "signs")]
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\0]")


def page_with(text: str, ems: float = 30) -> bytes:
    """A page with `text` as its one paragraph, broken for a measure of so many type sizes."""
    fonts = font_set(FONTS)
    root = document_tag()
    page = Page()
    lines = tuple(Typesetter(fonts).prepare(text).lines(ems * 1000))
    page.text(lines, 50, 500, ems * 12, 12, (0, 0, 0), tag=root.add(TagKind.PARAGRAPH))
    return write_pdf([page], landscape("A4"), fonts, title="Copied", language="en", now=0, reading=root)


def by_struct_text(data: bytes, folder: Path) -> str:
    return "".join(re.findall(r'^ *"(.*?)"$', _tool(data, folder, "pdfinfo", "-struct-text"), re.MULTILINE | re.DOTALL))


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def by_pypdf_of_one_page(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def _tool(data: bytes, folder: Path, name: str, *flags: str) -> str:
    tool = shutil.which(name)
    if tool is None:
        pytest.skip(f"{name} is not installed")
    path = folder / "copied.pdf"
    path.write_bytes(data)
    command = [tool, *flags, str(path), *(["-"] if name == "pdftotext" else [])]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def plain(text: str) -> str:
    """Without white space and the marks of direction that readers put around what they turned."""
    return unicodedata.normalize("NFC", squeezed(DIRECTION_MARKS.sub("", text)))


@pytest.mark.parametrize("text", [*ONE_SIDE, *BOTH_SIDES, *SCRIPTS.values()])
def test_readers_that_keep_to_the_order_of_the_file_find_what_was_typed(text: str, tmp_path: Path) -> None:
    data = page_with(text)
    assert by_the_book(data) == squeezed(text)
    assert plain(by_pypdf_of_one_page(data)) == plain(text)
    assert plain(by_struct_text(data, tmp_path)) == plain(text)


@pytest.mark.parametrize("text", [*ONE_SIDE, *BOTH_SIDES])
def test_words_that_read_to_the_left_are_heard_apart_and_in_order(text: str, tmp_path: Path) -> None:
    heard = by_struct_text(page_with(text, ems=9), tmp_path)
    assert heard.split() == text.split()


@pytest.mark.parametrize("text", [*ONE_SIDE, *RIGHTWARD])
def test_readers_that_go_by_places_find_what_was_typed_in_lines_of_one_direction(text: str, tmp_path: Path) -> None:
    data = page_with(text)
    assert plain(_tool(data, tmp_path, "pdftotext")) == plain(text)
    assert plain(by_pdfium(data)) == plain(text)
