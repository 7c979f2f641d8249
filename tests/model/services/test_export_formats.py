"""The kinds of file in one table: what each is, on which paper, and that nobody is named where nobody is to be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import builders
import docx
import openpyxl
import pptx
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.export_formats import SUFFIXES, export_formats
from cmc_desktop.model.services.exporting import Exporter, format_of, revisions_of, suggested_name
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths

OFFICE = (".docx", ".pptx", ".xlsx", ".md")


@pytest.fixture
def exporter(paths: Paths, clock: ManualClock) -> Exporter:
    return Exporter(paths.resources / "fonts", clock)


def bytes_in(path: Path) -> bytes:
    """All bytes of a file, unpacked where it is a zip."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join([data, *(package.read(name) for name in package.namelist())])


def test_the_table_names_each_suffix_once_and_finds_it_in_capitals_too() -> None:
    assert tuple(dict.fromkeys(row.suffix for row in export_formats())) == SUFFIXES
    assert [format_of(Path(f"A{suffix.upper()}")).suffix for suffix in SUFFIXES] == list(SUFFIXES)
    assert all(row.label for row in export_formats())


def test_a_format_has_its_own_papers_and_an_empty_name_is_the_usual_one() -> None:
    by_suffix = {row.suffix: row for row in export_formats()}
    assert {suffix: row.paper("") for suffix, row in by_suffix.items() if row.has_paper} == {
        ".pdf": "A3",
        ".docx": "A4",
        ".pptx": "16:9",
        ".png": "A3",
        ".svg": "A3",
    }
    assert by_suffix[".docx"].paper("letter") == "Letter"
    assert by_suffix[".csv"].paper("A3") == ""
    with pytest.raises(Refusal, match=r"“\.docx” file has no paper size “A3”"):
        by_suffix[".docx"].paper("A3")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_is_written_from_a_draft_and_from_a_signed_canvas(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path, suffix: str
) -> None:
    builders.workshop_at(session, "consensus")
    for name in ("draft", "signed"):
        canvas = session.canvas.snapshot()
        written = exporter.export(canvas, tmp_path / f"{name}{suffix}", revisions=revisions_of(library, canvas))
        assert len(written.path.read_bytes()) > 100
        assert written.missing_glyphs == ()
        if name == "draft":
            builders.everyone_satisfied(session)
            builders.bring_to(session, "signoff")
            session.do(builders.SignOffCanvas())
    assert (tmp_path / f"draft{suffix}").read_bytes() != (tmp_path / f"signed{suffix}").read_bytes() or suffix in (
        ".json",
        ".csv",
        ".xlsx",
    )


def test_office_files_hold_every_note(exporter: Exporter, filled: Session, tmp_path: Path) -> None:
    filled.do(AddNote("value", "=1+1"))
    notes = {note for box in builders.BOXES for note in builders.texts(filled, box)}
    files = {suffix: tmp_path / f"a{suffix}" for suffix in OFFICE}
    for file in files.values():
        exporter.export(filled.canvas, file, revisions=())
    assert notes <= {paragraph.text for paragraph in docx.Document(str(files[".docx"])).paragraphs}
    cells = openpyxl.load_workbook(files[".xlsx"])["Notes"].iter_rows(values_only=True)
    assert notes <= {cell for row in cells for cell in row}
    slides = pptx.Presentation(str(files[".pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    assert notes <= {paragraph.text for shape in shapes for paragraph in shape.text_frame.paragraphs}
    lines = files[".md"].read_text("utf-8").splitlines()
    assert notes <= {line.removeprefix("- ").replace("\\", "") for line in lines}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_with_roles_only_nobody_is_named(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path, suffix: str
) -> None:
    builders.put(session, "value", "Zebulon Quist wants a bus")
    builders.fill(session, 5)
    session.do(builders.AddPerson(builders.PersonDetails("Zebulon Quist"), arrived=True))
    builders.add_people(session)
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    builders.bring_to(session, "signoff")
    session.do(builders.SignOffCanvas())
    canvas = session.canvas.snapshot()
    named, unnamed = tmp_path / f"named{suffix}", tmp_path / f"unnamed{suffix}"
    revisions = revisions_of(library, canvas)
    exporter.export(canvas, unnamed, revisions=revisions, roles_only=True)
    assert b"Zebulon" not in bytes_in(unnamed)
    assert b"Quist" not in bytes_in(unnamed)
    if suffix not in (".pdf", ".png", ".svg"):
        # there text is packed, or drawn; the others show that the search can find it
        exporter.export(canvas, named, revisions=revisions)
        assert b"Zebulon Quist" in bytes_in(named)


def test_a_file_for_roles_only_is_not_called_by_a_name(exporter: Exporter, session: Session, tmp_path: Path) -> None:
    session.do(builders.AddPerson(builders.PersonDetails("Zebulon Quist"), arrived=True))
    path = tmp_path / "Notes of Zebulon Quist.docx"
    with pytest.raises(Refusal, match="names somebody"):
        exporter.export(session.canvas, path, revisions=(), roles_only=True)
    assert not path.exists()
    assert exporter.export(session.canvas, path, revisions=()).path == path


def test_a_name_is_suggested_from_the_title_and_names_nobody_when_nobody_is_to_be(library: Library) -> None:
    session = library.session(library.new("The bus of Zebulon Quist", "Port Alder"))
    session.do(builders.AddPerson(builders.PersonDetails("Zebulon Quist"), arrived=True))
    assert suggested_name(session.canvas, ".docx", "record") == "The bus of Zebulon Quist record.docx"
    assert "Quist" not in suggested_name(session.canvas, ".docx", roles_only=True)
