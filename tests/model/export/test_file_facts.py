"""A PDF says its title, language, program and date, nothing that is empty, and claims nothing that nobody checked."""

from __future__ import annotations

import io

import pikepdf
import pytest
from bookmark_list import bookmarks
from printed import FONTS, NOW, board

from cmc_desktop import __version__
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.document import Document, Heading, PageBreak
from cmc_desktop.model.export.document_pdf import document_pdf

DATE = "2026-09-21T14:13:20"


def document(title: str = "Night bus", language: str = "") -> bytes:
    return document_pdf(Document(title, language=language), FONTS, now=NOW).data


@pytest.mark.parametrize("title", ["Night bus", "Überlandbus & <Ωμέγα> ]]>", "שלום", "bell\x07 and \x00 nothing"])
def test_people_and_machines_are_told_the_same_title(title: str) -> None:
    with pikepdf.open(io.BytesIO(document(title))) as pdf:
        assert str(pdf.docinfo.Title) == title
        assert pdf.open_metadata()["dc:title"] == "".join(char for char in title if char >= " ")


def test_machines_are_told_language_program_and_dates() -> None:
    with pikepdf.open(io.BytesIO(document(language="es"))) as pdf:
        told = pdf.open_metadata()
        assert told["dc:language"] == {"es"}
        assert told["dc:format"] == "application/pdf"
        assert told["xmp:CreatorTool"] == f"CMC Desktop {__version__}" == str(pdf.docinfo.Creator)
        assert told["pdf:Producer"] == str(pdf.docinfo.Producer)
        for date in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert str(told[date]).startswith(DATE)
        assert str(pdf.docinfo.CreationDate).startswith("D:20260921141320")


@pytest.mark.parametrize("data", [document(), board_pdf(board([]), FONTS, now=NOW).data], ids=["document", "board"])
def test_nothing_is_empty_nothing_is_claimed_and_the_title_is_shown(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(str(value) for value in pdf.docinfo.values())
        assert not {"/Author", "/Subject", "/Keywords"} & set(pdf.docinfo)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "en-GB"
        told = pdf.open_metadata()
        assert not told.pdfa_status
        assert not told.pdfx_status
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_a_document_of_several_pages_has_its_headings_as_bookmarks() -> None:
    blocks = (Heading("First"), Heading("Part", 2), PageBreak(), Heading("Ωμέγα (second)"))
    data = document_pdf(Document("Script", blocks=blocks), FONTS, now=NOW).data
    assert bookmarks(data) == [(0, "Script", 0), (1, "First", 0), (2, "Part", 0), (1, "Ωμέγα (second)", 1)]


def test_a_document_of_one_page_needs_no_bookmarks() -> None:
    assert bookmarks(document_pdf(Document("Script", blocks=(Heading("First"),)), FONTS, now=NOW).data) == []
