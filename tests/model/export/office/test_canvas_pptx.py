"""The canvas as a slide: fourteen shapes of real text, in the order of the walk, in which nothing runs over."""

from __future__ import annotations

import io
from typing import Any

import builders
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import NOW, TEXTS, anything, is_clean, parts_of
from pptx.util import Pt
from printed import FONTS, board, sixty_four, words

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.office.canvas_pptx import canvas_pptx
from cmc_desktop.model.export.office.office_text import fit_text
from cmc_desktop.model.export.office.slide_text import Kind, SlideTexts
from cmc_desktop.model.export.text import Typesetter


def slides_of(canvas: Canvas, **wish: Any) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(canvas_pptx(canvas, FONTS, now=NOW, **wish).data)).slides)


def boxes_of(slide: Any) -> list[Any]:
    """The shapes of a slide below its title and the line about the canvas."""
    return list(slide.shapes)[2:]


def said(shape: Any) -> list[str]:
    """The paragraphs of a shape below its heading."""
    return [paragraph.text.replace("\v", "\n") for paragraph in shape.text_frame.paragraphs[1:]]


def bare(text: str) -> str:
    return "".join(text.split())


def everything(slides: list[Any], label: str) -> str:
    """What stands in a box and where it goes on, without white space and without the words that say so."""
    found = []
    for slide in slides:
        for shape in boxes_of(slide):
            if shape.name in (label, f"{label} (continued)"):
                found += [text for text in said(shape) if not text.startswith("→ continued")]
    return bare("".join(found))


def all_said(canvas: Canvas, slides: list[Any]) -> None:
    for box in canvas.template.in_walk_order:
        notes = [fit_text(note.text) for note in canvas.notes_in(box.key)]
        assert everything(slides, box.label) == bare("".join(notes) or "no notes")


def test_the_boxes_stand_in_the_order_of_the_walk_with_their_notes() -> None:
    canvas = board([("mission", "Home"), ("value", "One\ntwo"), ("value", "Three")], none_identified=["costs"])
    canvas.write([Note("n9", "value", "zz", "Four", ("direct", "saving"))])
    (slide,) = slides_of(canvas)
    title, about, *boxes = slide.shapes
    assert (title.is_placeholder, title.text_frame.text) == (True, "Night bus")
    assert about.text_frame.text.startswith("Draft, not agreed · Port Alder · City Model Canvas · version 1 · ")
    assert [shape.name for shape in boxes] == [box.label for box in canvas.template.in_walk_order]
    assert [shape.text_frame.paragraphs[0].text for shape in boxes] == [shape.name for shape in boxes]
    by_name = {shape.name: said(shape) for shape in boxes}
    assert by_name["1 Mission statement"] == ["Home"]
    assert by_name["2 Value proposition"] == ["One\ntwo", "Three", "Four\ndirect, saving"]
    assert by_name["9 Budget costs"] == ["none identified"]
    assert by_name["14 Social benefits"] == ["no notes"]
    descriptions = [shape._element.nvSpPr.cNvPr.get("descr") for shape in boxes]
    assert descriptions[1] == "2 Value proposition. Purpose. 3 notes."


def test_the_boxes_lie_as_on_the_canvas_and_inside_the_slide() -> None:
    for wish in ({}, {"paper": "A3"}, {"paper": "A4", "upright": True}, {"layout": Layout.SIX}):
        file = pptx.Presentation(io.BytesIO(canvas_pptx(board(sixty_four()), FONTS, now=NOW, **wish).data))
        width, height = file.slide_width, file.slide_height
        shapes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in boxes_of(file.slides[0])]
        assert len(shapes) == 14
        assert all(0 < x1 < x2 < width and 0 < y1 < y2 < height for x1, y1, x2, y2 in shapes)
        apart = [
            a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            for place, a in enumerate(shapes)
            for b in shapes[:place]
        ]
        assert all(apart)
    assert (round(Pt(960)), round(Pt(540))) == tuple(
        pptx.Presentation(io.BytesIO(canvas_pptx(board([]), FONTS, now=NOW).data)).__getattribute__(side)
        for side in ("slide_width", "slide_height")
    )


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_stands_as_it_was_typed(text: str) -> None:
    canvas = board([("value", text), ("value", "A neighbour")], title="=1+1 <b>")
    slides = slides_of(canvas)
    all_said(canvas, slides)
    assert slides[0].shapes.title.text_frame.text == "=1+1 <b>"
    data = canvas_pptx(canvas, FONTS, now=NOW).data
    is_clean(data)
    assert b"<a:fld" not in b"".join(part for name, part in parts_of(data).items() if "slides/slide" in name)
    assert b"hlinkClick" not in b"".join(parts_of(data).values())


@given(st.lists(st.tuples(st.sampled_from(builders.BOXES[1:]), anything), max_size=12))
@settings(max_examples=25, deadline=None)
def test_anything_typed_comes_back(notes: list[tuple[str, str]]) -> None:
    canvas = board(notes)
    all_said(canvas, slides_of(canvas))


def crowded() -> Canvas:
    boxes = ["mission", *(builders.BOXES[1:] * 12)]
    notes = [(box, words(40 + number * 53 % 400, number)) for number, box in enumerate(boxes)]
    return board([*notes, ("value", "x" * 4000), ("costs", "\n".join(f"line {number}" for number in range(900)))])


def test_what_has_no_room_goes_on_by_part_and_nothing_is_lost() -> None:
    canvas = crowded()
    slides = slides_of(canvas)
    all_said(canvas, slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides[1:]]
    parts = list(dict.fromkeys(titles))
    assert parts == [
        f"Night bus – {part} (continued)"
        for part in ("Purpose", "Delivering value", "Creating value", "Triple bottom line")
    ]
    assert titles == sorted(titles, key=parts.index)
    pointers = {
        shape.name: text for shape in boxes_of(slides[0]) for text in said(shape) if text.startswith("→ continued")
    }
    for name, text in pointers.items():
        number = int(text.rpartition(" ")[2])
        assert f"{name} (continued)" in [shape.name for shape in boxes_of(slides[number - 1])]
    assert "2 Value proposition" in pointers


@pytest.mark.parametrize(
    "wish", [{}, {"paper": "A3"}, {"paper": "A4", "upright": True}, {"layout": Layout.SIX}, {"paper": "Letter"}]
)
@pytest.mark.parametrize("canvas", [board(sixty_four()), crowded(), board([("value", text) for text in TEXTS])])
def test_no_text_runs_over_its_shape_and_none_is_smaller_than_six_points(canvas: Canvas, wish: dict[str, Any]) -> None:
    texts = SlideTexts(Typesetter(font_set(FONTS)))
    for slide in slides_of(canvas, **wish):
        for shape in boxes_of(slide):
            frame, height = shape.text_frame, 0.0
            body = frame._txBody.bodyPr
            columns, between = int(body.get("numCol", 1)), int(body.get("spcCol", 0)) / Pt(1)
            inner = (shape.width - frame.margin_left - frame.margin_right) / Pt(1)
            inner = (inner - (columns - 1) * between) / columns
            for paragraph in frame.paragraphs:
                size = max(run.font.size for run in paragraph.runs) / Pt(1)
                assert size >= 6
                level = paragraph._p.pPr
                indent = int(level.get("marL", 0)) / Pt(1)
                text = texts.make(paragraph.text.replace("\v", "\n"), Kind.WORDS)
                lines = len(text.prepared.lines((inner - indent) * 1000 / size))
                height += lines * paragraph.line_spacing / Pt(1) + paragraph.space_after / Pt(1)
            room = (shape.height - frame.margin_top - frame.margin_bottom) / Pt(1)
            # At the foot of every column but the last there may be no room for a whole line.
            tallest = max(paragraph.line_spacing for paragraph in frame.paragraphs) / Pt(1)
            assert height <= columns * room - (columns - 1) * tallest + 1, shape.name


def test_wide_boxes_are_set_in_columns_and_narrow_ones_and_the_mission_are_not() -> None:
    columns = {
        shape.name: shape.text_frame._txBody.bodyPr.get("numCol", "1") for shape in boxes_of(slides_of(crowded())[0])
    }
    assert columns["9 Budget costs"] == columns["14 Social benefits"] == "2"
    assert columns["1 Mission statement"] == columns["2 Value proposition"] == "1"


def test_few_notes_are_large_and_many_are_small() -> None:
    def size(canvas: Canvas) -> float:
        (shape,) = (shape for shape in boxes_of(slides_of(canvas)[0]) if shape.name.startswith("2 "))
        return shape.text_frame.paragraphs[1].runs[0].font.size.pt

    assert size(board([("value", "Home by night")])) == 14
    assert 6 <= size(board(sixty_four()[:40])) < 12


def test_text_that_reads_to_the_left_begins_at_the_right() -> None:
    (slide,) = slides_of(board([("value", "مرحبا and English"), ("value", "English")]))
    leftward, plain = boxes_of(slide)[1].text_frame.paragraphs[1:]
    assert [p._p.pPr.get("rtl") for p in (leftward, plain)] == ["1", "0"]
    assert [p._p.pPr.get("algn") for p in (leftward, plain)] == ["r", "l"]


def test_the_same_input_gives_the_same_bytes_and_another_paper_is_refused() -> None:
    canvas = board(sixty_four())
    assert canvas_pptx(canvas, FONTS, now=NOW).data == canvas_pptx(canvas, FONTS, now=NOW).data
    with pytest.raises(Refusal, match="no paper size"):
        canvas_pptx(canvas, FONTS, paper="B7", now=NOW)
