"""The headings of a comparison keep their words whole, however much the count beside them has to tell."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest
from printed import FONTS, NOW, board, words

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.export.compare_pdf import settled_comparison
from cmc_desktop.model.export.marks import TextMark
from cmc_desktop.model.export.tags import TagKind

BOXES = builders.BOXES[1:]


def all_changed(each: int) -> tuple[Canvas, Canvas]:
    """A canvas before and after in each box as many notes went, came, were reworded, retagged and moved."""
    old = board([(box, words(30, place)) for box in BOXES for place in range(4 * each)])
    changed = []
    for box, after in zip(BOXES, (*BOXES[1:], BOXES[0]), strict=True):
        for place, note in enumerate(old.notes_in(box)):
            become = (
                replace(note, deleted=True),
                replace(note, text=f"{note.text} more"),
                replace(note, tags=("direct",)),
                replace(note, box=after),
            )
            changed.append(become[place // each])
        changed += [Note(f"new{box}{place}", box, f"9{place}", "New") for place in range(each)]
    new = Canvas(old.head, old.template)
    new.write(changed)
    return old, new


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_a_count_without_room_beside_the_heading_stands_below_it(paper: str, layout: Layout) -> None:
    old, new = all_changed(12)
    sides = (ComparedState("then", NOW, old.content), ComparedState("now", NOW, new.content))
    page = settled_comparison(new.template, *sides, FONTS, paper=paper, layout=layout, now=NOW).pages[0]
    texts = [mark for mark in page.marks if isinstance(mark, TextMark)]
    headings = [mark for mark in texts if mark.tag is not None and mark.tag.kind is TagKind.HEADING_2]
    names = [" ".join(line.text.strip() for line in mark.lines) for mark in headings[1::2]]
    assert names == [box.title for box in new.template.in_walk_order]
    counts = [mark for mark in texts if mark.lines[0].text == "+12  −12  →12  ≠12  #12"]
    assert len(counts) == len(BOXES)
    for count in counts:
        width = count.lines[0].width * count.size / 1000
        right = count.x + (count.width if count.align == "end" else width)
        for heading in headings[1::2]:
            across = max(line.width for line in heading.lines) * heading.size / 1000
            assert (
                right - width >= heading.x + across
                or right <= heading.x
                or count.frame.top <= heading.frame.y
                or count.frame.y >= heading.frame.top
            ), "no count lies over a heading"
