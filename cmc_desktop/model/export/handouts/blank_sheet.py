"""The blank canvas to work on with a pen, and the same as a poster: boxes with numbers, names and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.handouts.ground import Ground
from cmc_desktop.model.export.handouts.sheet_boxes import SheetBoxes
from cmc_desktop.model.export.handouts.sheet_foot import SheetFoot
from cmc_desktop.model.export.handouts.sheet_head import SheetHead
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import Form, FormMark, Frame, Page, text_height
from cmc_desktop.model.export.paper import Sheet
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line

#: type is not made smaller than this share of what it should be
_LEAST_SHARE = 0.3
_SMALLER = 0.96


class BlankSheet:
    """One canvas on one sheet of paper, for each of `corners`, the words at its upper right: a name, or none.

    Type is as large, up to `letters`, as leaves every box room for its words and a few lines by hand, below the
    highest of the heads too.
    """

    def __init__(self, ground: Ground, sheet: Sheet, letters: Letters, corners: Sequence[str] = ("",)) -> None:
        self._ground = ground
        self._sheet = sheet
        self._corners = corners
        self._set_in(letters)
        longest = max(corners, key=lambda corner: text_height(self._head.name_lines(corner), 1.0))
        share = 1.0
        while share >= _LEAST_SHARE and not self._fits(longest):
            share *= _SMALLER
            self._set_in(letters.times(share))
        #: drawings that pages share, by where the head ends
        self._forms: dict[float, Form] = {}

    def sheets(self, reading: Tag) -> Iterator[Page]:
        """The pages. The first is read aloud box by box; of its copies the words in the corner, then the whole."""
        for place, corner in enumerate(self._corners):
            page = Page(sheet=self._sheet)
            name = self._head.name_lines(corner)
            if not place:
                self._draw(page, name, reading)
            else:
                self._copy(page, name, reading.add(TagKind.SECTION, corner))
            yield page

    def form(self) -> Form:
        """The sheet for nobody, as a drawing to be shown elsewhere."""
        return self._form(())

    def _set_in(self, letters: Letters) -> None:
        self._letters = letters
        self._head = SheetHead(self._ground, self._sheet, letters)
        self._foot = SheetFoot(self._ground, self._sheet, letters)
        self._boxes = SheetBoxes(self._ground, self._sheet, letters)

    def _fits(self, corner: str) -> bool:
        area = self._area(self._head.low(self._head.name_lines(corner)))
        return self._boxes.height(area.width) <= area.height

    def _area(self, low: float) -> Frame:
        """What a head that ends at `low` and the foot leave free."""
        margin, foot = self._sheet.margin, self._foot.top + self._letters.gap
        return Frame(margin, foot, self._sheet.width - 2 * margin, low - 0.69 * self._letters.title - foot)

    def _copy(self, page: Page, name: tuple[Line, ...], reading: Tag) -> None:
        key = self._head.low(name)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = self._form(name)
        if name:
            self._head.draw_name(page, name, reading.add(TagKind.PARAGRAPH))
        same = tr("The same canvas as on the first sheet, with nothing in it yet.")
        page.marks.append(FormMark(form, 0, 0, tag=reading.add(TagKind.PARAGRAPH, spoken=same)))

    def _form(self, name: tuple[Line, ...]) -> Form:
        """The sheet with room for a name but without it."""
        form = Form(self._sheet.width, self._sheet.height)
        self._draw(form.page, name, None, with_name=False)
        return form

    def _draw(self, page: Page, name: tuple[Line, ...], reading: Tag | None, *, with_name: bool = True) -> None:
        low = self._head.low(name)
        self._head.draw(page, low, reading, named=bool(name))
        if name and with_name:
            self._head.draw_name(page, name, reading.add(TagKind.PARAGRAPH) if reading is not None else None)
        self._boxes.draw(page, self._area(low), reading)
        self._foot.draw(page)
