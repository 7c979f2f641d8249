"""A printed comparison says of every note what became of it, in signs and words, and can be read aloud."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, board, by_pypdf, changed, pages_by_pypdf, squeezed, words

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.comparison import compared, readable_spans
from cmc_desktop.model.domain.difference import Span
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.compare_content import compare_content
from cmc_desktop.model.export.compare_pdf import compare_pdf
from cmc_desktop.model.export.fonts import font_set
from cmc_desktop.model.export.note_block import block, block_height
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.export.strokes import strokes
from cmc_desktop.model.export.tags import TagKind, document_tag
from cmc_desktop.model.export.text import Typesetter

NOTES = [("value", "Home by night"), ("value", "Less waiting"), ("costs", "Drivers"), ("buyin", "The council")]


def printed(old: Canvas, new: Canvas, paper: str = "A3", **way: object) -> bytes:
    sides = (
        ComparedState("end of “Contribute”", NOW - 60_000, old.content),
        ComparedState("as it is now", NOW, new.content),
    )
    return compare_pdf(new.template, *sides, FONTS, paper=paper, now=NOW, **way).data  # type: ignore[arg-type]  # upright, layout


@pytest.fixture
def old() -> Canvas:
    return board(NOTES)


@pytest.fixture
def new(old: Canvas) -> Canvas:
    """One note reworded, one removed, one moved, one with a tag, one new."""

    def change(notes: list[Note]) -> list[Note]:
        home, waiting, drivers, council = notes
        return [
            replace(home, text="Safely home by night"),
            replace(waiting, deleted=True),
            replace(drivers, box="social_risks"),
            replace(council, tags=("direct",)),
            Note("new", "revenue", "1", "Tickets"),
        ]

    return changed(old, change)


def test_both_states_are_named_with_their_times_and_seal_numbers(old: Canvas, new: Canvas) -> None:
    (page,) = pages_by_pypdf(printed(old, new))
    for part in ("end of “Contribute”", "as it is now", "2026-09-2"):
        assert part in page
    for content in (old.content, new.content):
        assert squeezed(seal_number(content.hash)) in squeezed(page)


def test_the_top_counts_what_changed(old: Canvas, new: Canvas) -> None:
    (page,) = pages_by_pypdf(printed(old, new))
    counts = "1 note added, 1 note removed, 1 note moved, 1 note reworded, 1 note with other tags"
    assert squeezed(counts) in squeezed(page)
    assert squeezed("no note changed") in by_pypdf(printed(old, old))


def test_every_change_is_told_by_a_sign_and_a_word_beside_its_note(old: Canvas, new: Canvas) -> None:
    text = by_pypdf(printed(old, new))
    for told in (
        "+ added Tickets",
        "− removed Less waiting",
        "→ moved from 9 Budget costs Drivers",
        "← moved to 13 Social risks Drivers",
        "# tags changed, they were: none direct The council",
        "≠ reworded",
    ):
        assert squeezed(told) in text


def test_a_changed_title_is_told(old: Canvas) -> None:
    text = by_pypdf(printed(old, changed(old, lambda notes: [], title="Day bus")))
    assert squeezed("Title or city changed, they were: Night bus · Port Alder") in text


def test_labels_are_read_aloud_before_the_words_and_reworded_notes_as_they_were_and_are(
    old: Canvas, new: Canvas
) -> None:
    reading = document_tag()
    boxes = compared(old.content, new.content)
    compare_content(new.template, boxes, Typesetter(font_set(FONTS)), reading)
    spoken = [tag.spoken for tag in reading.walk() if tag.kind in (TagKind.LABEL, TagKind.BODY) and tag.spoken]
    assert spoken == [
        "reworded:",
        "it was: Home by night; it is now: Safely home by night",
        "removed:",
        "tags changed, they were: none:",
        "moved to 13 Social risks:",
        "added:",
        "moved from 9 Budget costs:",
    ]


def test_removed_words_are_struck_through_and_new_ones_underlined_where_they_stand() -> None:
    typesetter = Typesetter(font_set(FONTS))
    spans = readable_spans("Buses until one at night", "Buses round the clock at night")
    lines = typesetter.prepare("".join(span.text for span in spans)).lines(float("inf"))
    ((gone, come),) = strokes(lines, spans)
    assert (gone.sign, come.sign) == ("-", "+")
    start = typesetter.line("Buses x").width - typesetter.line("x").width
    assert gone.left == pytest.approx(start)
    assert gone.right == pytest.approx(start + typesetter.line("until one").width)
    assert come.right - come.left == pytest.approx(typesetter.line("round the clock").width)


@pytest.mark.parametrize("text", ["مرحبا بكم في المدينة", "रात की बस सेवा", "深夜巴士为所有市民服务", "bus שלום 12 夜"])
def test_strokes_cover_words_of_every_script_from_end_to_end(text: str) -> None:
    typesetter = Typesetter(font_set(FONTS))
    lines = typesetter.prepare(text).lines(9000)
    for line, own in zip(lines, strokes(lines, (Span("-", text),)), strict=True):
        assert sum(stroke.right - stroke.left for stroke in own) == pytest.approx(line.width, abs=1)
        assert len(own) == 1


SPANS = st.lists(
    st.tuples(st.sampled_from(" -+"), st.text("ab c\nم字é", min_size=1, max_size=40)), min_size=1, max_size=9
)


@settings(max_examples=60, deadline=None)
@given(spans=SPANS, width=st.integers(600, 20_000))
def test_strokes_lie_within_their_lines(spans: list[tuple[str, str]], width: int) -> None:
    typesetter = Typesetter(font_set(FONTS))
    made = tuple(Span(sign, text) for sign, text in spans)
    lines = typesetter.prepare("".join(span.text for span in made)).lines(width)
    for line, own in zip(lines, strokes(lines, made), strict=True):
        assert all(-0.01 <= stroke.left <= stroke.right <= line.width + 0.01 for stroke in own)
        assert all(one.right <= other.left + 0.01 for one, other in pairwise(own))


def test_a_note_parted_over_columns_keeps_its_strokes() -> None:
    typesetter, reading = Typesetter(font_set(FONTS)), document_tag()
    old = board([("value", words(600, 1))])
    new = changed(old, lambda notes: [replace(notes[0], text=words(600, 2))])
    content = compare_content(new.template, compared(old.content, new.content), typesetter, reading)["value"]
    whole = block(content.notes[0], 200, 8, 3)
    parts = whole.split(whole.height / 2)
    assert parts is not None
    assert parts[0].strokes + parts[1].strokes == whole.strokes
    assert parts[0].label
    assert not parts[1].label


@pytest.mark.parametrize("width", [60, 93, 120, 171, 240, 333])
def test_the_height_that_layout_reckons_with_is_the_one_a_note_takes(old: Canvas, new: Canvas, width: int) -> None:
    long = changed(new, lambda notes: [replace(note, text=f"{note.text} {words(90, 3)} ≠ नगर") for note in notes[::2]])
    boxes = compared(old.content, long.content)
    contents = compare_content(new.template, boxes, Typesetter(font_set(FONTS)), document_tag())
    for note in (note for content in contents.values() for note in content.notes):
        for size in (6.0, 7.3, 11.0):
            assert block_height(note, width, size, 2.5) == pytest.approx(block(note, width, size, 2.5).height)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("layout", Layout)
def test_a_full_comparison_loses_no_note_on_any_paper(
    paper: str, upright: bool, layout: Layout, tmp_path: Path
) -> None:
    old = board([(builders.BOXES[1 + place % 13], words(60, place)) for place in range(120)])
    new = changed(old, lambda notes: [replace(note, deleted=True) for note in notes[::3]])
    data = printed(old, new, paper, upright=upright, layout=layout)
    text = by_pypdf(data)
    assert [place for place in range(120) if text.count(squeezed(words(60, place))) != 1] == []
    if shutil.which("qpdf"):
        (tmp_path / "compared.pdf").write_bytes(data)
        assert subprocess.run(["qpdf", "--check", tmp_path / "compared.pdf"], capture_output=True).returncode == 0


def test_the_same_states_and_time_give_the_same_bytes(old: Canvas, new: Canvas) -> None:
    assert printed(old, new) == printed(old, new)
    assert printed(old, new) != printed(old, old)
