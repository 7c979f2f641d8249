"""The head of a blank sheet: which canvas it is, of which plan, and in its corner whose sheet."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.colours import INK
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, Ground, rule
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import Frame, Page, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line

#: the part of the head's width that the name takes
_NAME_SHARE = 0.4
#: the least part of the width in which the plan stands beside the title
_LEAST_PLAN = 0.2


class SheetHead:
    """The head of one sheet in one set of letters, for any name."""

    def __init__(self, ground: Ground, sheet: Sheet, letters: Letters) -> None:
        self._ground = ground
        self._letters = letters
        self._margin = sheet.margin
        self._inner = sheet.width - 2 * sheet.margin
        self._top = sheet.height - sheet.margin
        self._name_width = _NAME_SHARE * self._inner

    def name_lines(self, corner: str) -> tuple[Line, ...]:
        """The words in the corner, broken into lines; none where they are empty."""
        return self._ground.lines(corner, self._name_width, self._letters.plan, where=tr("Name")) if corner else ()

    def low(self, name: tuple[Line, ...]) -> float:
        """Where the words of the head end, with these lines in its corner."""
        letters = self._letters
        title, plan, column = self._words(bool(name))
        lows = [text_height(title, letters.title)]
        if plan:
            lows.append(text_height(plan, letters.plan) + column.y)
        if name:
            lows.append(text_height(name, letters.plan) + self._drop)
        return self._top - max(lows)

    def draw(self, page: Page, low: float, reading: Tag | None, *, named: bool) -> None:
        """Draw title, plan and the line below them; `named` where a name stands in the corner."""
        letters, margin = self._letters, self._margin
        title, plan, column = self._words(named)
        said = reading.add(TagKind.HEADING_1) if reading is not None else None
        page.text(title, margin, self._top, self._inner, letters.title, BLACK, tag=said)
        if plan:
            said = reading.add(TagKind.PARAGRAPH) if reading is not None else None
            page.text(plan, margin + column.x, self._top - column.y, column.width, letters.plan, INK, tag=said)
        rule(page, margin, low - 0.23 * letters.title, self._inner, BLACK, 1.6 * letters.stroke)

    def draw_name(self, page: Page, lines: tuple[Line, ...], tag: Tag | None) -> None:
        """Draw the words in the corner."""
        x = self._margin + self._inner - self._name_width
        page.text(lines, x, self._top - self._drop, self._name_width, self._letters.plan, BLACK, "end", tag)

    @property
    def _drop(self) -> float:
        """From the top to smaller words that stand on the line of the title."""
        return 0.98 * (self._letters.title - self._letters.plan)

    def _words(self, named: bool) -> tuple[tuple[Line, ...], tuple[Line, ...], Frame]:
        """Title, plan, and the plan's column: beside the title where it has room there, else below.

        The column's `y` is counted downwards from the top.
        """
        ground, letters = self._ground, self._letters
        room = self._inner - (self._name_width if named else 0.0) - letters.gap
        title = ground.lines(ground.template.title, room, letters.title, FontStyle.BOLD)
        x = max(line.width for line in title) * letters.title / 1000 + 0.7 * letters.title
        column = Frame(x, self._drop, room - x, 0)
        if column.width < _LEAST_PLAN * self._inner:
            column = Frame(0, text_height(title, letters.title), room, 0)
        plan = ground.lines(ground.plan, column.width, letters.plan, where=tr("Title")) if ground.plan else ()
        return title, plan, column
