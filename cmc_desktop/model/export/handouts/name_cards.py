"""Name cards to be folded: two on a sheet, each with the name on both sides, however long and in whatever script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.handouts.ground import BLACK, GREY, MILLIMETRE, Ground, rule
from cmc_desktop.model.export.marks import Form, FormMark, Page, text_height
from cmc_desktop.model.export.paper import Sheet, upright
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Line, Typesetter

_NAME, _ORGANISATION = 58.0, 24.0
_NAME_LINES, _ORGANISATION_LINES = 2, 2
#: below this size a word may be cut to keep the letters large
_CUT_BELOW = 15.0
#: what is left free at the sides of a face, and above and below its words
_SIDE, _ABOVE = 15 * MILLIMETRE, 8 * MILLIMETRE
_GAP = 6.0
_SMALLER = 0.95
_DASH = 2.2 * MILLIMETRE


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words at the largest size at which they have room."""

    lines: tuple[Line, ...]
    size: float

    @property
    def height(self) -> float:
        return text_height(self.lines, self.size)


def name_card_pages(ground: Ground, people: Sequence[tuple[str, str]], paper: str, *, reading: Tag) -> Iterator[Page]:
    """The cards of (name, organisation); an empty name leaves a line to write on. Raises Refusal for another paper."""
    sheet = upright(paper)
    cards = reading.add(TagKind.LIST)
    for place in range(0, len(people), 2):
        page = Page(sheet=sheet)
        half = sheet.height / 2
        for row, person in enumerate(people[place : place + 2]):
            _card(page, ground, sheet, half * (1 - row), person, cards)
        _dashes(page, sheet, half)
        yield page


def _card(page: Page, ground: Ground, sheet: Sheet, y: float, person: tuple[str, str], reading: Tag) -> None:
    """A card from `y` upwards: below the fold as it is read, above it upside down."""
    face = Form(sheet.width, sheet.height / 4)
    item = reading.add(TagKind.ITEM) if person[0] else None
    _face(face.page, ground, face, 0.0, person, None)
    _face(page, ground, face, y, person, item)
    page.marks.append(FormMark(face, 0, y + face.height, upside_down=True))
    fold = y + face.height
    for x in (0.0, sheet.width - 9 * MILLIMETRE):
        rule(page, x, fold, 9 * MILLIMETRE, GREY, 0.5)


def _face(page: Page, ground: Ground, face: Form, y: float, person: tuple[str, str], item: Tag | None) -> None:
    name, organisation = person
    width, room = face.width - 2 * _SIDE, face.height - 2 * _ABOVE
    if not name:
        rule(page, _SIDE, y + 0.36 * face.height, width, GREY, 0.7)
        return
    below = _fitted_or_none(ground.typesetter, organisation, width, 0.34 * room)
    left = room - (below.height + _GAP if below else 0.0)
    large = fitted(ground.typesetter, name, FontStyle.BOLD, width, left, _NAME, _NAME_LINES, tr("Name"))
    high = large.height + (below.height + _GAP if below else 0.0)
    top = y + (face.height + high) / 2
    tag = item.add(TagKind.BODY) if item is not None else None
    top = page.text(large.lines, _SIDE, top, width, large.size, BLACK, "centre", tag)
    if below:
        page.text(below.lines, _SIDE, top - _GAP, width, below.size, GREY, "centre", tag)


def _fitted_or_none(typesetter: Typesetter, text: str, width: float, room: float) -> Fitted | None:
    if not text:
        return None
    where = tr("Organisation")
    return fitted(typesetter, text, FontStyle.REGULAR, width, room, _ORGANISATION, _ORGANISATION_LINES, where)


def fitted(
    typesetter: Typesetter,
    text: str,
    style: FontStyle,
    width: float,
    room: float,
    most: float,
    most_lines: int,
    where: str,
) -> Fitted:
    """`text` at the largest size up to `most` at which it has `room` points of height, in `most_lines` where it can.

    Nothing is left out: what is very long becomes very small.
    """
    prepared = typesetter.prepare(" ".join(text.split()), style, where)
    longest = max((word.width for paragraph in prepared.paragraphs for word in paragraph.words), default=0.0)
    size = min(most, max(_CUT_BELOW, width * 1000 / longest)) if longest else most
    while True:
        found = Fitted(tuple(prepared.lines(width * 1000 / size)), size)
        enough = len(found.lines) <= most_lines or size < _CUT_BELOW
        if found.height <= room and enough:
            return found
        size *= _SMALLER


def _dashes(page: Page, sheet: Sheet, y: float) -> None:
    """Where the sheet is cut in two."""
    count = int(sheet.width / (2 * _DASH))
    for place in range(count + 1):
        rule(page, 2 * place * _DASH, y, _DASH, GREY, 0.5)
