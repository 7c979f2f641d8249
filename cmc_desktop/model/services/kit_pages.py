"""The parts of the kit as pages. It brings ReportLab along, so `handout_kit` loads it with the first kit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.export.document_pdf import document_pages
from cmc_desktop.model.export.handouts.blank_sheet import BlankSheet
from cmc_desktop.model.export.handouts.grey_board import grey_pages
from cmc_desktop.model.export.handouts.ground import Ground, sheet_of
from cmc_desktop.model.export.handouts.large_print import large_pages
from cmc_desktop.model.export.handouts.name_cards import name_card_pages
from cmc_desktop.model.export.handouts.poster import poster_page, tile_pages
from cmc_desktop.model.export.handouts.question_sheet import question_pages
from cmc_desktop.model.export.handouts.sheet_letters import Letters
from cmc_desktop.model.export.marks import Page
from cmc_desktop.model.export.paper import portrait
from cmc_desktop.model.export.tags import Tag
from cmc_desktop.model.export.text import Typesetter
from cmc_desktop.model.services.agenda_document import agenda_document
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.kit_wish import COPIES, POSTERS, KitPart, KitWish
from cmc_desktop.model.services.script import script
from cmc_desktop.model.services.sign_in_document import sign_in_document

#: a line to write a name on
_NAME_LINE = "_" * 28
#: so many pages are made before somebody is asked whether they are still wanted
_BETWEEN_LOOKS = 20
#: cards that are made for nobody in particular
_BLANK_CARDS = 2


class KitPages:
    """Makes the pages of a wish with one typesetter, which keeps account of what cannot be printed."""

    def __init__(self, wish: KitWish, typesetter: Typesetter, now: int, step: Steps) -> None:
        head = wish.canvas.head
        self._wish = wish
        self._typesetter = typesetter
        self._now = now
        self._step = step
        self._ground = Ground(wish.canvas.template, typesetter, head.title, head.city, wish.questions)

    def of(self, part: KitPart, reading: Tag) -> Iterator[Page]:
        """The pages of a part; what is read aloud of them is added to `reading`. Raises Refusal or Cancelled."""
        self._step(tr("{part}…", part=part.label))
        for number, page in enumerate(self._pages(part, reading), 1):
            if not number % _BETWEEN_LOOKS:
                self._step(tr("{part}, page {number}…", part=part.label, number=number))
            yield page

    def _pages(self, part: KitPart, reading: Tag) -> Iterable[Page]:
        wish, ground = self._wish, self._ground
        match part:
            case KitPart.BLANK:
                sheet = sheet_of(self._paper("A3"), lying=self._lying(True))
                return BlankSheet(ground, sheet, Letters.of_sheet(sheet), self._corners()).sheets(reading)
            case KitPart.QUESTIONS:
                return question_pages(ground, self._paper("A4"), lying=self._lying(False), reading=reading)
            case KitPart.LARGE:
                return large_pages(ground, self._paper("A4"), lying=self._lying(True), reading=reading)
            case KitPart.POSTER:
                return [poster_page(ground, self._poster, lying=self._lying(True), reading=reading)]
            case KitPart.TILES:
                return tile_pages(
                    ground,
                    self._poster,
                    lying=self._lying(True),
                    on=wish.tiles_on,
                    overlap_mm=wish.overlap_mm,
                    reading=reading,
                )
            case KitPart.NAMES:
                cards = [(one.name, one.organisation) for one in wish.people] or [("", "")] * _BLANK_CARDS
                return name_card_pages(ground, cards, wish.document_paper, reading=reading)
            case KitPart.GREY:
                return self._grey(reading)
            case KitPart.AGENDA | KitPart.SCRIPT | KitPart.SIGN_IN:
                return self._document(part, reading)

    def _document(self, part: KitPart, reading: Tag) -> list[Page]:
        wish, canvas = self._wish, self._wish.canvas
        document: Document
        if part is KitPart.AGENDA:
            document = agenda_document(canvas, wish.protocols, begins=wish.begins, now=self._now)
        elif part is KitPart.SCRIPT:
            document = script(canvas, wish.protocols, begins=wish.begins, now=self._now)
        else:
            document = sign_in_document(canvas, wish.people, now=self._now)
        sheet = portrait(wish.document_paper)
        pages = document_pages(document, sheet, self._typesetter, reading)
        for page in pages:
            page.sheet = sheet
        return pages

    def _grey(self, reading: Tag) -> list[Page]:
        if not self._wish.canvas.id:
            raise Refusal(
                tr("There is no canvas to mark up."),
                safe=tr("Nothing was written."),
                todo=tr("Say which canvas the hand-outs are for, or leave this part out."),
            )
        lying, paper = self._lying(True), self._paper("A3")
        return grey_pages(self._wish.canvas, self._typesetter, paper, lying=lying, now=self._now, reading=reading)

    def _paper(self, usual: str) -> str:
        return self._wish.paper or usual

    def _lying(self, usual: bool) -> bool:
        return usual if self._wish.lying is None else self._wish.lying

    @property
    def _poster(self) -> str:
        """The size of the poster. Raises Refusal for what no wall needs."""
        name = self._wish.poster.upper()
        if name not in POSTERS:
            raise Refusal(
                tr("There is no poster of the size “{paper}”.", paper=self._wish.poster),
                safe=tr("Nothing was written."),
                todo=tr("The sizes are: {papers}.", papers=", ".join(POSTERS)),
            )
        return name

    def _corners(self) -> list[str]:
        """The words in the corners of all blank canvases: two for each person, one for nobody."""
        workers = [person for person in self._wish.people if person.works]
        if not workers:
            return [tr("Name: {name}", name=_NAME_LINE)]
        return [
            f"{tr('Name: {name}', name=person.name or _NAME_LINE)}  ·  "
            + tr("sheet {number} of {count}", number=copy, count=COPIES)
            for person in workers
            for copy in range(1, COPIES + 1)
        ]
