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


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands on a face of a card of a given size: a name, and below it an organisation where there is one."""

    name: Fitted
    organisation: Fitted | None

    @property
    def height(self) -> float:
        return self.name.height + (self.organisation.height + _GAP if self.organisation else 0.0)


def _card(page: Page, ground: Ground, sheet: Sheet, y: float, person: tuple[str, str], reading: Tag) -> None:
    """A card from `y` upwards: below the fold as it is read, above it upside down."""
    face = Form(sheet.width, sheet.height / 4)
    words = _words(ground.typesetter, person, face.width - 2 * _SIDE, face.height - 2 * _ABOVE)
    tag = reading.add(TagKind.ITEM).add(TagKind.BODY) if words else None
    _face(face.page, face, 0.0, words, None)
    _face(page, face, y, words, tag)
    page.marks.append(FormMark(face, 0, y + face.height, upside_down=True))
    fold = y + face.height
    for x in (0.0, sheet.width - 9 * MILLIMETRE):
        rule(page, x, fold, 9 * MILLIMETRE, GREY, 0.5)


def _words(typesetter: Typesetter, person: tuple[str, str], width: float, room: float) -> _Words | None:
    """Name and organisation as large as they have room; None where there is no name."""
    name, organisation = person
    if not name:
        return None
    below = _fitted_or_none(typesetter, organisation, width, 0.34 * room)
    left = room - (below.height + _GAP if below else 0.0)
    return _Words(fitted(typesetter, name, FontStyle.BOLD, width, left, _NAME, _NAME_LINES, tr("Name")), below)


def _face(page: Page, face: Form, y: float, words: _Words | None, tag: Tag | None) -> None:
    """One side from `y` upwards; without words a line to write on."""
    width = face.width - 2 * _SIDE
    if words is None:
        rule(page, _SIDE, y + 0.36 * face.height, width, GREY, 0.7)
        return
    name, below = words.name, words.organisation
    top = page.text(name.lines, _SIDE, y + (face.height + words.height) / 2, width, name.size, BLACK, "centre", tag)
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
