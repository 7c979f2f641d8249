"""Everything on a printed board can be read, in colour and in grey: each text has contrast enough to its ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import builders
import pytest
from printed import FONTS, NOW, board, words

from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.export.board_pdf import settled_board
from cmc_desktop.model.export.colours import WHITE
from cmc_desktop.model.export.compare_pdf import settled_comparison
from cmc_desktop.model.export.marks import Colour, Frame, Page, ShapeMark, TextMark, text_height
from cmc_desktop.model.services.session import Session

#: what WCAG 2 asks of text of any size
READABLE = 4.5


def luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def texts_on_grounds(page: Page) -> Iterator[tuple[str, float, float]]:
    """Each text with its own contrast to what was filled below it, and that in a grey print."""
    grounds: list[tuple[Frame, Colour]] = []
    for mark in page.marks:
        if isinstance(mark, ShapeMark):
            if mark.fill is not None:
                grounds.append((mark.frame, mark.fill))
        elif isinstance(mark, TextMark) and any(line.text.strip() for line in mark.lines):
            middle = mark.top - text_height(mark.lines, mark.size) / 2
            x = _middle(mark)
            under = [fill for frame, fill in grounds if frame.x <= x <= frame.right and frame.y <= middle <= frame.top]
            ground = under[-1] if under else WHITE
            said = " ".join(line.text for line in mark.lines)
            yield said, contrast(mark.colour, ground), contrast(_grey(mark.colour), _grey(ground))


def _middle(mark: TextMark) -> float:
    width = max(line.width for line in mark.lines) * mark.size / 1000
    leftward = any(line.leftward for line in mark.lines)
    if mark.align == "centre":
        return mark.x + mark.width / 2
    return mark.x + mark.width - width / 2 if (mark.align == "end") != leftward else mark.x + width / 2


def _grey(colour: Colour) -> Colour:
    """What a printer without colour makes of it (ITU-R BT.601, as PDF readers do)."""
    red, green, blue = colour
    shade = 0.299 * red + 0.587 * green + 0.114 * blue
    return shade, shade, shade


@pytest.mark.parametrize("template", sorted(builders.TEMPLATES))
def test_every_text_of_a_draft_can_be_read_in_colour_and_in_grey(template: str) -> None:
    walk = builders.TEMPLATES[template].walk
    notes = [(walk[place % (len(walk) - 1)], words(40 + place * 13 % 90, place)) for place in range(300)]
    canvas = board(notes, template=template)
    canvas.write([replace(note, tags=("direct", "saving")) for box in walk for note in canvas.notes_in(box)[:1]])
    check_contrast(settled_board(canvas, FONTS, paper="A4", now=NOW).pages)


def test_every_text_of_a_signed_board_can_be_read_in_colour_and_in_grey(signed: Session) -> None:
    check_contrast(settled_board(signed.canvas, FONTS, now=NOW).pages)


def test_every_text_of_a_comparison_can_be_read_in_colour_and_in_grey() -> None:
    old = board([(builders.BOXES[place % 14], words(60, place)) for place in range(90)])
    new = board([(builders.BOXES[place % 13], words(60 + place % 3, place)) for place in range(20, 100)])
    sides = (ComparedState("then", NOW, old.content), ComparedState("now", NOW, new.content))
    check_contrast(settled_comparison(old.template, *sides, FONTS, now=NOW).pages)


def check_contrast(pages: tuple[Page, ...]) -> None:
    found = [one for page in pages for one in texts_on_grounds(page)]
    assert len(found) > 40
    assert [one for one in found if min(one[1:]) < READABLE] == []
