"""What we write opens in LibreOffice, which reads the same words out of it."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import builders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from office_files import NOW, TEXTS, anything
from printed import FONTS, board, sixty_four

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.office.canvas_pptx import canvas_pptx
from cmc_desktop.model.export.office.document_docx import document_docx
from cmc_desktop.model.export.office.notes_xlsx import notes_xlsx
from cmc_desktop.model.export.office.office_text import fit_text
from cmc_desktop.model.services.canvas_document import canvas_document

_TEXT = "txt:Text (encoded):UTF8"
#: comma, quote, UTF-8, from the first line on, all cells quoted as they are shown, the first sheet
_TABLE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true"
_SLIDES = "fodp"

Convert = Callable[[Iterable[Path], str], None]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Has LibreOffice write files in another form beside them; skips where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def run(files: Iterable[Path], form: str) -> None:
        profile = (tmp_path / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        subprocess.run(
            [*command, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True, timeout=120
        )

    return run


def written(canvas: Canvas, folder: Path, name: str) -> tuple[Path, Path, Path]:
    """The canvas as document, table and slides."""
    document, table, slides = (folder / f"{name}.{suffix}" for suffix in ("docx", "xlsx", "pptx"))
    document.write_bytes(document_docx(canvas_document(canvas, now=NOW), now=NOW).data)
    table.write_bytes(notes_xlsx(canvas, now=NOW).data)
    slides.write_bytes(canvas_pptx(canvas, FONTS, now=NOW).data)
    return document, table, slides


def bare(text: str) -> str:
    """`text` without white space and without the joiners and marks of direction that LibreOffice settles anew."""
    return re.sub(r"[\s\u200b-\u200f\ufeff]", "", unicodedata.normalize("NFC", text))


def in_document(path: Path) -> str:
    return bare(path.with_suffix(".txt").read_text("utf-8-sig"))


def in_table(path: Path) -> list[str]:
    with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        return [row[3] for row in csv.reader(file)][1:]


def in_slides(path: Path) -> str:
    tree = etree.parse(path.with_suffix(".fodp"), etree.XMLParser(huge_tree=True))
    paragraphs = tree.iterfind(".//{*}body//{*}p")
    return bare("".join("".join(_words(paragraph)) for paragraph in paragraphs))


def _words(element: etree._Element) -> Iterable[str]:
    name = etree.QName(element).localname
    yield " " if name in ("s", "tab", "line-break") else element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def holds(canvas: Canvas, files: tuple[Path, Path, Path]) -> None:
    document, table, slides = files
    notes = [fit_text(note.text) for box in canvas.template.in_walk_order for note in canvas.notes_in(box.key)]
    assert [bare(text) for text in in_table(table)] == [bare(text) for text in notes]
    for words in (in_document(document), in_slides(slides)):
        place = 0
        for text in notes:
            # In a slide a long note may go on behind the heading of a further column, so only its beginning is sought.
            found = words.find(bare(text)[:200], place)
            assert found >= 0 or bare(text)[:200] in words, text[:200]
            place = max(place, found)


def test_libreoffice_reads_the_same_words_from_all_three(convert: Convert, tmp_path: Path) -> None:
    texts = [(builders.BOXES[1 + place % 13], text) for place, text in enumerate(TEXTS)]
    canvases = {"texts": board(texts), "many": board(sixty_four()), "empty": board([])}
    files = {name: written(canvas, tmp_path, name) for name, canvas in canvases.items()}
    for form, place in ((_TEXT, 0), (_TABLE, 1), (_SLIDES, 2)):
        convert([of[place] for of in files.values()], form)
    for name, canvas in canvases.items():
        if name != "empty":
            holds(canvas, files[name])
    assert bare("1 Mission statement no notes") in in_document(files["empty"][0])
    assert bare("14 Social benefits no notes") in in_slides(files["empty"][2])


@pytest.mark.soak
@given(st.lists(st.tuples(st.sampled_from(builders.BOXES[1:]), anything), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_libreoffice_reads_whatever_was_typed(convert: Convert, tmp_path: Path, notes: list[tuple[str, str]]) -> None:
    canvas = board(notes)
    files = written(canvas, tmp_path, "any")
    for form, place in ((_TEXT, 0), (_TABLE, 1), (_SLIDES, 2)):
        convert([files[place]], form)
    holds(canvas, files)
