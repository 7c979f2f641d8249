"""The hand-out kit: chosen parts as one PDF, or each as a file of its own. Safe to run on a worker thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.services.cancelling import Cancelled, Steps
from cmc_desktop.model.services.giving_out import Agree, Exported, give_out
from cmc_desktop.model.services.kit_wish import KitPart, KitWish
from cmc_desktop.model.services.new_folder import check_free, new_folder
from cmc_desktop.model.services.safe_file import file_name, write_safely
from cmc_desktop.model.store.collector import collector_paused

if TYPE_CHECKING:
    from cmc_desktop.model.export.marks import Page
    from cmc_desktop.model.export.paper import MissingGlyph, Paper
    from cmc_desktop.model.export.tags import Tag
    from cmc_desktop.model.export.text import Typesetter


#: characters of a session's name in the names of files
_SESSION_LIMIT = 20


@dataclass(frozen=True)
class WrittenKit:
    """The folder of a kit, its files in the order of the parts, and the characters without a sign in any of them."""

    folder: Path
    files: tuple[Path, ...]
    missing_glyphs: tuple[MissingGlyph, ...] = ()


class HandoutKit:
    """Makes and writes kits. `fonts` is the folder of the typefaces, `now` in ms the date in the files.

    `progress` is told each step in words, `cancelled` is asked between them and every few pages. A wish that cannot
    be fulfilled raises Refusal, one that was stopped Cancelled.
    """

    def __init__(
        self,
        fonts: Path,
        now: int,
        *,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self._fonts = fonts
        self._now = now
        self._step = Steps(cancelled, progress)

    def make(self, wish: KitWish) -> Paper:
        """All parts of `wish` in one PDF; its pages may differ in size."""
        # ReportLab is heavy: loaded with the first PDF.
        from cmc_desktop.model.export.fonts import font_set
        from cmc_desktop.model.export.language import language
        from cmc_desktop.model.export.paper import Paper, landscape
        from cmc_desktop.model.export.pen import write_pdf
        from cmc_desktop.model.export.tags import document_tag
        from cmc_desktop.model.export.text import Typesetter

        parts = _checked(wish)
        fonts = font_set(self._fonts)
        typesetter = Typesetter(fonts)
        reading = document_tag()
        with collector_paused():  # a thousand pages all stay: looking through them would hold up the window
            data = write_pdf(
                self._pages(wish, parts, typesetter, reading),
                landscape("A4"),  # each page has a sheet of its own
                fonts,
                title=_title(wish, parts),
                language=language(),
                now=self._now,
                reading=reading,
            )
        return Paper(data, typesetter.missing)

    def count(self, wish: KitWish) -> dict[str, int]:
        """How many sheets of which paper the parts of `wish` take, without drawing them."""
        from cmc_desktop.model.export.fonts import font_set
        from cmc_desktop.model.export.tags import document_tag
        from cmc_desktop.model.export.text import Typesetter

        pages = self._pages(wish, _checked(wish), Typesetter(font_set(self._fonts)), document_tag())
        return dict(Counter(page.sheet.name for page in pages if page.sheet is not None))

    def write(self, wish: KitWish, path: Path, agree: Agree | None = None) -> Exported:
        """Write all parts into one PDF. Raises FileTrouble when it cannot be written; an older file is then intact."""
        if path.suffix.lower() != ".pdf":
            raise Refusal(tr("The hand-out is written as PDF only."), todo=tr("End the name of the file in .pdf."))
        paper = self.make(wish)
        self._step(tr("Writing the file…"))
        return give_out(paper.data, path, paper.missing, agree)

    def write_folder(self, wish: KitWish, folder: Path, agree: Agree | None = None) -> WrittenKit:
        """Write each part into a file of its own, in a new folder below `folder` called `kit_folder_name`.

        All are made before the first is written. Raises Refusal when there is something of that name already,
        Cancelled, FileTrouble; whatever is raised, nothing is left in `folder`.
        """
        target = folder / kit_folder_name(wish, self._now)
        check_free(target)
        papers = {part: self.make(_alone(wish, part)) for part in _checked(wish)}
        missing = tuple({glyph.char: glyph for paper in papers.values() for glyph in paper.missing}.values())
        if missing and agree is not None and not agree(missing):
            raise Cancelled(tr("It was not written."), safe=tr("Nothing was changed."))
        names = []
        with new_folder(target) as making:
            for part, paper in papers.items():
                self._step(tr("Writing the files…"))
                names.append(kit_file_name(wish, part))
                write_safely(making / names[-1], paper.data)
            self._step(tr("Putting the folder in its place…"))
        return WrittenKit(target, tuple(target / name for name in names), missing)

    def _pages(self, wish: KitWish, parts: tuple[KitPart, ...], typesetter: Typesetter, reading: Tag) -> Iterator[Page]:
        from cmc_desktop.model.export.tags import TagKind
        from cmc_desktop.model.services.kit_pages import KitPages

        pages = KitPages(wish, typesetter, self._now, self._step)
        for part in parts:
            if len(parts) == 1:
                yield from pages.of(part, reading)
            else:
                section = reading.add(TagKind.SECTION, part.label)
                yield from _with_bookmark(pages.of(part, section), part.label, section)


def _with_bookmark(pages: Iterator[Page], words: str, tag: Tag) -> Iterator[Page]:
    """The same pages, the first with a bookmark."""
    from cmc_desktop.model.export.marks import Bookmark

    for place, page in enumerate(pages):
        if not place and page.sheet is not None:
            page.bookmarks.append(Bookmark(words, 0, page.sheet.height, tag))
        yield page


def kit_folder_name(wish: KitWish, now: int) -> str:
    """The name of the folder that `HandoutKit.write_folder` makes: title, session, version, and the day (`now`, ms)."""
    return _file_name(wish, "", tr("hand-outs"), day(now))


def kit_file_name(wish: KitWish, part: KitPart) -> str:
    """What the file of a part is called in the folder of a kit."""
    return _file_name(wish, ".pdf", part.label)


def _file_name(wish: KitWish, suffix: str, *about: str) -> str:
    head = wish.canvas.head
    version = tr("version {n}", n=head.version) if head.version > 1 else ""
    # A session's name without end would take the room of what tells the files apart.
    session = head.session[:_SESSION_LIMIT]
    return file_name(head.title or wish.canvas.template.title, suffix, session, version, *about)


def sheets_in_words(count: dict[str, int]) -> str:
    """'34 sheets of A3, 2 sheets of A4'."""
    return ", ".join(trn("{n} sheet of {paper}", "{n} sheets of {paper}", n, paper=paper) for paper, n in count.items())


def _checked(wish: KitWish) -> tuple[KitPart, ...]:
    """The parts of a wish, each once. Raises Refusal when there are none, and for a practice."""
    if is_practice(wish.canvas.head):
        raise no_file_from_practice()
    if not wish.parts:
        raise Refusal(tr("No part of the kit is chosen."), todo=tr("Choose at least one."))
    return tuple(dict.fromkeys(wish.parts))


def _alone(wish: KitWish, part: KitPart) -> KitWish:
    return replace(wish, parts=(part,))


def _title(wish: KitWish, parts: tuple[KitPart, ...]) -> str:
    about = parts[0].label if len(parts) == 1 else tr("Hand-outs")
    return " · ".join((wish.canvas.head.title or wish.canvas.template.title, about))
