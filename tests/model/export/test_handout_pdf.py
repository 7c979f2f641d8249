"""The blank canvas: every box with number, name and question, one sheet per copy and name, grey-safe."""

from __future__ import annotations

import io

import builders
import pikepdf
import pytest
from printed import FONTS, PAPERS, by_pypdf, fonts_of, pages_by_pypdf, squeezed

from cmc_desktop.model.export.handout_pdf import handout_pdf


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", sorted(builders.TEMPLATES))
def test_every_box_has_its_number_name_and_question(key: str, paper: str) -> None:
    template = builders.TEMPLATES[key]
    data = handout_pdf(template, FONTS, paper=paper).data
    (page,) = pages_by_pypdf(data)
    for box in template.in_walk_order:
        assert squeezed(f"{box.number}{box.title}{box.question}") in squeezed(page)
    assert squeezed(template.source) in squeezed(page)
    assert "Name: ____" in page
    assert all(fonts_of(data).values())


def test_without_questions_there_is_room_to_write() -> None:
    text = by_pypdf(handout_pdf(builders.CMC, FONTS, questions=False).data)
    assert squeezed(builders.CMC.box("value").question) not in text
    assert "Valueproposition" in text


def test_each_name_gets_its_copies() -> None:
    pages = pages_by_pypdf(handout_pdf(builders.CMC, FONTS, paper="A4", names=("Ann Other", "D. Sato")).data)
    corners = [("Ann Other", 1), ("Ann Other", 2), ("D. Sato", 1), ("D. Sato", 2)]
    assert len(pages) == 4
    for page, (name, copy) in zip(pages, corners, strict=True):
        assert f"Name: {name}  ·  sheet {copy} of 2" in page


def test_title_and_city_are_printed_as_text_however_long() -> None:
    title = "<b>Open</b> {mobility} " + "data " * 50
    name = "محمد " + "x" * 290
    paper = handout_pdf(builders.CMC, FONTS, paper="A4", title=title, city="Riverton Ꭰ", names=(name,), copies=1)
    text = by_pypdf(paper.data)
    assert squeezed(title) in text
    assert "x" * 290 in text
    assert {missing.char for missing in paper.missing} == {"Ꭰ"}


def test_only_black_white_and_grey_are_used() -> None:
    with pikepdf.open(io.BytesIO(handout_pdf(builders.CMC, FONTS).data)) as document:
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            if str(operator) in ("rg", "RG"):
                red, green, blue = (float(part) for part in operands)
                assert max(red, green, blue) - min(red, green, blue) < 0.11, "a colour that a grey print would lose"


@pytest.mark.parametrize("paper", PAPERS)
def test_sheets_lie_on_their_side(paper: str) -> None:
    with pikepdf.open(io.BytesIO(handout_pdf(builders.CMC, FONTS, paper=paper).data)) as document:
        _, _, width, height = (float(part) for part in document.pages[0].mediabox)
    expected = {"A3": (420, 297), "A4": (297, 210)}[paper]
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(expected, abs=0.1)
