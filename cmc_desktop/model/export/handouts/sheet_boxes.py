"""The boxes of a blank sheet: number, name and question, and below them the room to write."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import arrangement
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export import room
from cmc_desktop.model.export.colours import INK
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, Ground, numbered
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import Frame, Page, ShapeMark, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line


class SheetBoxes:
    """The boxes of one sheet in one set of letters."""

    def __init__(self, ground: Ground, sheet: Sheet, letters: Letters) -> None:
        self._ground = ground
        self._letters = letters
        self._whole = arrangement(ground.template, upright=sheet.height > sheet.width)

    def height(self, width: float) -> float:
        """The height at which all boxes have room, in points, as their `width` is."""
        return room.height(self._whole, self._needs(width), self._letters.gap)

    def draw(self, page: Page, area: Frame, reading: Tag | None) -> None:
        """Draw the boxes in `area`, one after the other as they are read."""
        needs = self._needs(area.width)
        frames = room.frames(self._whole, area, needs, needs, self._letters.gap)
        for box in self._ground.template.in_walk_order:
            section = reading.add(TagKind.SECTION, box.label) if reading is not None else None
            self._draw_box(page, box, frames[box.key], section)

    def _needs(self, width: float) -> dict[str, float]:
        """The height each box needs, by key."""
        boxes = self._ground.template.boxes
        widths = room.widths(self._whole, width, self._letters.gap)
        return {key: self._needed(box, widths[key]) for key, box in boxes.items()}

    def _needed(self, box: Box, width: float) -> float:
        letters = self._letters
        heading, question = self._words(box, width)
        words = text_height(heading, letters.heading) + text_height(question, letters.question)
        return words + 2 * letters.pad + letters.to_write

    def _words(self, box: Box, width: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Name and question in a box of `width`."""
        letters = self._letters
        inner = width - 2 * letters.pad
        heading = self._ground.lines(
            box.title, inner - 2.1 * letters.heading, letters.heading, FontStyle.SEMIBOLD, box.label
        )
        if not self._ground.questions:
            return heading, ()
        return heading, self._ground.lines(tr(box.question), inner, letters.question, where=box.label)

    def _draw_box(self, page: Page, box: Box, frame: Frame, section: Tag | None) -> None:
        letters = self._letters
        page.marks.append(ShapeMark(frame, stroke=BLACK, radius=letters.radius, thickness=letters.stroke))
        heading, question = self._words(box, frame.width)
        number = self._ground.typesetter.line(str(box.number), FontStyle.BOLD)
        said = section.add(TagKind.HEADING_2) if section is not None else None
        asked = section.add(TagKind.PARAGRAPH) if section is not None else None
        size, x, top = letters.heading, frame.x + letters.pad, frame.top - letters.pad
        indent = numbered(page, number, x, top, size, letters.stroke, said) + 0.55 * size
        y = page.text(heading, x + indent, top, frame.width - letters.pad - indent, size, BLACK, tag=said)
        page.text(question, x, y - 0.3 * size, frame.width - 2 * letters.pad, letters.question, INK, tag=asked)
