"""The private sheets as they are asked for: one person's lines for one element."""

from __future__ import annotations

from collections import Counter

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.private_sheets import waits
from cmc_desktop.model.domain.sheet_note import SheetNote


def lines_of_sheet(canvas: Canvas, person: str, element: str) -> list[SheetNote]:
    """Everything a person's sheet has on an element, lines on the board too, in order."""
    found = (line for line in canvas.all(SheetNote) if line.person == person and line.element == element)
    return sorted((line for line in found if not line.deleted), key=lambda line: line.serial)


def waiting_lines(canvas: Canvas, person: str, element: str) -> list[SheetNote]:
    """What a person's sheet still has on an element."""
    return [line for line in lines_of_sheet(canvas, person, element) if waits(canvas, line)]


def lines_by_person(canvas: Canvas) -> Counter[str]:
    """How many lines each person's sheet has, whether released or not."""
    return Counter(line.person for line in canvas.all(SheetNote) if not line.deleted)


def lines_by_element(canvas: Canvas, person: str) -> Counter[str]:
    """How many lines a person's sheet has on each element, whether released or not."""
    return Counter(line.element for line in canvas.all(SheetNote) if not line.deleted and line.person == person)
