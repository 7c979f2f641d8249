"""A file holds of each font just the letters that are printed in it."""

from __future__ import annotations

import io

import pikepdf
from printed import FONTS, NOW, by_the_book, to_unicode

from cmc_desktop.model.export.document import Document, Paragraph
from cmc_desktop.model.export.document_pdf import document_pdf


def letters(data: bytes) -> dict[str, set[str]]:
    """The letters that have a width, by font; checked against those that read back."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for font in page.obj.Resources.Font.values():
                table = to_unicode(font)
                codes = [code for code, width in enumerate(font.Widths, int(font.FirstChar)) if width]
                assert sorted(codes) == sorted(table)
                found[str(font.BaseFont).partition("+")[2]] = set(table.values())
    return found


def test_a_font_has_the_letters_of_its_words_and_no_others() -> None:
    data = document_pdf(Document("cab", blocks=(Paragraph("deed"),), foot="gigi"), FONTS, now=NOW).data
    assert letters(data) == {"NotoSans-Bold": set("cab"), "NotoSans-Regular": set("deedgigi page 1 of 1")}


def test_more_letters_than_one_font_of_a_file_holds_are_all_there() -> None:
    many = "".join(
        chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0x180), *range(0x391, 0x3A2), *range(0x400, 0x460))
    )
    data = document_pdf(Document("t", blocks=(Paragraph(many),)), FONTS, now=NOW).data
    assert many in by_the_book(data)
