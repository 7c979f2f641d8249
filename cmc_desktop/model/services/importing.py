"""Taking a file into the library: checked as a whole, then stored in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.keeping import kept
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.exchange.foreign_file import read_foreign
from cmc_desktop.model.exchange.plain_canvas import PlainCanvas
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.looked_words import what_stays_behind, why_opened
from cmc_desktop.model.services.news import news
from cmc_desktop.model.services.recognising import look_beside
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.session import state_of
from cmc_desktop.model.services.unreadable_file import damage_told
from cmc_desktop.model.store.beginnings import BESIDE, IMPORTED


@dataclass(frozen=True)
class Imported:
    """The canvas a file led to.

    `was_known`: the library had it all before; `beside` says why it stands beside another, empty when it does not, and
    `differs` in which parts, words for a list, from what is called `title_here`; `was_deleted`: it was known and
    deleted, and is back in the list or, when `is_archived`, in the archive; `stays_behind` tells in a sentence what of
    the file does not come along.
    """

    canvas_id: str
    title: str
    notes: int
    was_known: bool
    beside: str = ""
    differs: tuple[str, ...] = ()
    was_deleted: bool = False
    is_archived: bool = False
    stays_behind: str = ""
    title_here: str = ""

    @property
    def told(self) -> str:
        """What happened, in a few sentences."""
        if self.was_known:
            return " ".join(filter(None, (self._told_known(), self.stays_behind)))
        if self.beside:
            return self.beside + " " + tr("It differs in: {parts}.", parts=", ".join(self.differs))
        return trn(
            "“{title}” was imported with {n} note.",
            "“{title}” was imported with {n} notes.",
            self.notes,
            title=self.title,
        )

    def _told_known(self) -> str:
        if self.was_deleted and self.is_archived:
            return tr("“{title}” had been deleted and was brought back; it is in the archive.", title=self.title)
        if self.was_deleted:
            return tr("“{title}” had been deleted and was brought back.", title=self.title)
        if self.is_archived:
            return tr(
                "“{title}” is in the library already, in the archive; there is nothing new in the file.",
                title=self.title,
            )
        return tr("“{title}” is in the library already; there is nothing new in the file.", title=self.title)


class CopyJoins(Refusal):
    """A file is a copy of a canvas of the library and can be joined with it; `looked` is what it is recognised as."""

    def __init__(self, looked: LookedAt) -> None:
        super().__init__(
            tr("This file is a copy of “{title}”, which is in the library.", title=looked.canvas.head.title),
            safe=tr("Nothing was imported."),
            todo=tr("Bring it back, so that what is new in it is joined; or open it as a canvas of its own."),
        )
        self.looked = looked


def import_file(library: Library, path: Path, template: str = "", *, separate: bool = False) -> Imported:
    """Take a .cmc, .json or .csv file into the library; the library is unchanged when it is refused.

    `template` is the key for tables, which do not name one. A file of a canvas that the library has is never
    merged here: with nothing new it leads to that canvas; a copy that can be joined with it is refused, unless it is
    to be `separate`; otherwise it becomes a canvas of its own. Raises BadFile, CopyJoins, NotThere when there is no
    such file or template, LibraryTrouble.
    """
    if template:
        library.template(template)
    return take(library, read_file(path, library.templates, template), separate=separate)


def read_file(path: Path, templates: Mapping[str, Template], template: str = "") -> PlainCanvas | CmcFile:
    """The checked contents of a file, for `take`; needs no library, so it may run on a worker thread.

    Raises BadFile, NotThere. Of tables and JSON, which people make themselves, it says what is wrong and where.
    """
    data = read_bounded(path, FILE_LIMIT)
    with damage_told(tr("Nothing was imported.")) if path.suffix.lower() == ".cmc" else nullcontext():
        return read_foreign(path.stem, path.suffix, data, templates, template)


def take(library: Library, found: PlainCanvas | CmcFile, *, separate: bool = False) -> Imported:
    """Store what `read_file` found, in one transaction.

    Raises LibraryTrouble, and CopyJoins unless it is to be `separate`; the library is then unchanged.
    """
    if isinstance(found, PlainCanvas):
        return _take_plain(library, found)
    return _take_cmc(library, found, separate=separate)


def take_back(library: Library, canvas: Canvas) -> Imported:
    """Store a canvas that the library may have had itself, beside the one there unless that has it all.

    Which of the two went on from the other is not asked: what was changed and deleted since is why it is wanted.
    Raises LibraryTrouble; the library is then unchanged.
    """
    own = _known(library, canvas.id)
    if own is None:
        return _add(library, canvas, canvas.head)
    differs = news(own, canvas, library.store, with_history=True)
    if not differs:
        return _known_already(library, own)
    return _take_beside(library, canvas, own, differs, _opened_on_wish(own), with_history=True)


def _take_plain(library: Library, plain: PlainCanvas) -> Imported:
    head, now = library.new_head(plain.title, plain.city, plain.template), library.clock.now()
    last: dict[str, str] = {}
    things: list[Entity] = [BoxMark(box, True, "", now) for box in plain.none_identified]
    for box, text in plain.notes:
        last[box] = rank.between(last.get(box), None)
        things.append(Note(new_id(), box, last[box], text, made_at=now, changed_at=now))
    made = library.made_once((IMPORTED, plain), lambda: library.add(head, things, IMPORTED))
    return Imported(made, head.title, len(plain.notes), was_known=False)


def _take_cmc(library: Library, file: CmcFile, *, separate: bool) -> Imported:
    canvas = file.canvas
    own = _known(library, canvas.id)
    if own is None:
        return _add(library, canvas, canvas.head)
    looked = None if separate else look_beside(library, canvas, own)
    if looked is not None and looked.relation.waits:
        raise CopyJoins(looked)
    old = looked is not None and looked.relation is Relation.NOTHING_NEW
    differs = () if old else news(own, canvas, library.store)
    if not differs:
        stays_behind = what_stays_behind(looked) if looked is not None else ""
        return replace(_known_already(library, own), stays_behind=stays_behind)
    why = why_opened(looked) if looked is not None else _opened_on_wish(own)
    return _take_beside(library, canvas, own, differs, why)


def _known_already(library: Library, own: Canvas) -> Imported:
    if own.head.deleted_at:
        library.restore(own.id)
    return _nothing_new(own)


def _take_beside(
    library: Library, canvas: Canvas, own: Canvas, differs: tuple[str, ...], why: str, *, with_history: bool = False
) -> Imported:
    """Add `canvas`, which `differs` from our `own`, under a head of its own, unless that was done before."""
    head = _head_of_copy(canvas)
    copy = _copy_made_before(library, canvas, head, with_history=with_history)
    if copy is not None:
        return _nothing_new(copy)
    added = _add(library, canvas, head, BESIDE)
    return replace(added, beside=why, differs=differs, title_here=own.head.title)


def _opened_on_wish(own: Canvas) -> str:
    another = tr("The library has another state of “{title}”.", title=own.head.title)
    return another + " " + tr("The file was opened as a canvas of its own.")


def _known(library: Library, canvas_id: str) -> Canvas | None:
    try:
        return library.store.load(canvas_id)[0]
    except NotThere:
        return None


def _copy_made_before(library: Library, canvas: Canvas, head: Head, *, with_history: bool) -> Canvas | None:
    """The separate canvas under `head` that the same file became when it was imported before."""
    as_copy = canvas.snapshot()
    as_copy.write([head])
    about = (head.project, head.version, head.parent, head.base, head.title)
    for there in library.of_project(head.project):
        if (there.project, there.version, there.parent, there.base, there.title) == about and there.id != canvas.id:
            copy = _known(library, there.id)
            if copy is not None and not news(copy, as_copy, library.store, with_history=with_history):
                return copy
    return None


def _head_of_copy(canvas: Canvas) -> Head:
    """A head beside the known one. What is signed keeps its title, which is part of the words that were signed."""
    if canvas.sign_off is not None:
        return replace(canvas.head, id=new_id())
    mark = tr("{title} (copy)", title="")
    title = tr("{title} (copy)", title=canvas.head.title[: LINE_LIMIT - len(mark)].rstrip())[:LINE_LIMIT].rstrip()
    return replace(canvas.head, id=new_id(), parent=canvas.id, base=canvas.content_hash, title=title)


def _add(library: Library, canvas: Canvas, head: Head, how: str = IMPORTED) -> Imported:
    canvas.write([head])
    head = replace(head, state=state_of(canvas))
    _keep_present_words(canvas, library.clock.now())
    library.add(head, _things(canvas), how)
    return Imported(head.id, head.title, canvas.note_count(), was_known=False)


def _keep_present_words(canvas: Canvas, now: int) -> None:
    """Make a revision of what the canvas says now where somebody was asked about it, or where it is a copy to be
    brought back, and the file keeps none.

    Without it these words would be gone with the next edit, and the answers could not be given out again, nor could
    the copy be joined with the one it was made of.
    """
    asked = {answer.content_hash for answer in canvas.answers}
    if canvas.content_hash in asked or canvas.head.checkpoint:
        canvas.fill(thing for thing in kept(canvas, "import", now) if isinstance(thing, Revision))


def _things(canvas: Canvas) -> Iterator[Entity]:
    for kind in KINDS.values():
        if kind is not Head:
            yield from canvas.all(kind)


def _nothing_new(own: Canvas) -> Imported:
    head = own.head
    return Imported(
        own.id,
        head.title,
        own.note_count(),
        was_known=True,
        was_deleted=bool(head.deleted_at),
        is_archived=head.archived,
    )
