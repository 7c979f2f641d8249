"""The library's verbs: list, find, make, open, copy, put away canvases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes import Archive, Change, Delete, Restore, Unarchive
from cmc_desktop.model.domain.changes.agenda import planned
from cmc_desktop.model.domain.changes.head import title_line
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import ChangedElsewhere, NotThere, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.saved_agenda import with_witness
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.domain.text import LINE_LIMIT, line
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.continuing import live_notes, set_marks
from cmc_desktop.model.services.finding import Finder, Hit
from cmc_desktop.model.services.led_elsewhere import check_not_led
from cmc_desktop.model.services.new_in_doubt import NewInDoubt
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.history_rows import heads_of_project
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.library_store import JournalEntry, LibraryStore
from cmc_desktop.model.store.listing import Listed, Mark, every_listed, in_order, listed_since
from cmc_desktop.model.store.purge import purge, remove_as_made
from cmc_desktop.model.store.word_index import WordIndex

#: an agenda of the council's own: key, name, phases as (kind, name, minutes)
OwnProtocol: TypeAlias = tuple[str, str, list[tuple[str, str, int]]]


class Library:
    """Everything that is done with canvases as a whole."""

    def __init__(self, store: LibraryStore, templates: Mapping[str, Template], clock: Clock) -> None:
        self.store = store
        self.templates = templates
        self.clock = clock
        self._new_in_doubt = NewInDoubt(store)
        self.finder = Finder(WordIndex(store.engine))

    @classmethod
    def open(cls, address: LibraryAddress, templates: Mapping[str, Template], clock: Clock) -> Library:
        """Open the library; a file is made where there is none. Raises LibraryTrouble."""
        return cls(LibraryStore(address, templates), templates, clock)

    def close(self) -> None:
        self.finder.close()
        self.store.close()

    def listed(self, *, archived: bool = False) -> list[Listed]:
        return self.store.listed(archived=archived)

    def every_listed(self) -> tuple[list[Listed], Mark]:
        """All canvases, also those put away and deleted, last changed first; and how far the library was read."""
        return every_listed(self.store.engine)

    def listed_since(self, mark: Mark) -> tuple[list[Listed], Mark] | None:
        """The canvases written to since `mark`; None when all have to be read anew."""
        return listed_since(self.store.engine, mark)

    @staticmethod
    def in_order(listed: Iterable[Listed]) -> dict[str, Listed]:
        """Canvases by their ids in the list's order, last changed first."""
        return {one.head.id: one for one in in_order(listed)}

    def template(self, key: str) -> Template:
        """The template with this key. Raises NotThere, naming those there are."""
        template = self.templates.get(key)
        if template is None:
            raise NotThere(
                tr("There is no template “{key}”.", key=key),
                todo=tr("The templates are: {keys}.", keys=", ".join(self.templates)),
            )
        return template

    def new(self, title: str, city: str = "", template: str = "city-model-canvas") -> str:
        """Make an empty canvas; returns its id."""
        chosen = self.template(template)
        head = self.new_head(title_line(title), line(city, tr("The city")), chosen)
        return self.made_once(("New", head.title, head.city, template), lambda: self.add(head, (), "New"))

    def new_head(self, title: str, city: str, template: Template) -> Head:
        """The head of a draft of its own, that nothing came before; not stored yet."""
        canvas_id, draft = new_id(), CanvasState.DRAFT.value
        now = self.clock.now()
        return Head(canvas_id, new_id(), 1, "", "", title, city, template.key, template.version, draft, now)

    def made_once(self, wish: object, make: Callable[[], str], source: Callable[[], object] = lambda: None) -> str:
        """Make a new canvas, and return its id: after MaybeStored the same wish does not double it, as long as `source`
        says that what it is made of has not gone on."""
        return self._new_in_doubt.made_once(wish, make, source)

    def add(self, head: Head, things: Iterable[Entity], name: str) -> str:
        """Store a whole new canvas in one transaction; returns its id. Raises Refusal when that is taken."""
        things = tuple(things)
        entry = JournalEntry(1, self.clock.now(), "do", name)
        try:
            self.store.commit(head.id, (head, *things), (None,) * (len(things) + 1), entry)
        except ChangedElsewhere as error:
            raise Refusal(
                tr("This canvas is in the library already."), safe=tr("The one that is there was not touched.")
            ) from error
        return head.id

    def add_to_project(
        self, project: str, made: Callable[[list[Head]], tuple[Head, Iterable[Entity]]], name: str
    ) -> str:
        """Store a whole new canvas of a project in one transaction, in which nobody else goes on from one of them.

        `made` is given the heads of the project's canvases, the deleted ones too, by version; it returns the new head
        and what else is in the canvas, or raises. Returns the new canvas's id.
        """
        return self.store.add_to_project(project, made, JournalEntry(1, self.clock.now(), "do", name))

    def session(self, canvas_id: str) -> Session:
        """Open a canvas for work. Raises NotThere. While its workshop is led elsewhere, it refuses to be changed."""
        session = Session(self.store, canvas_id, self.clock)
        if self.store.leading is not None:
            session.may_write = partial(check_not_led, session, self.store.leading)
        return session

    def do(self, canvas_id: str, change: Change, *, though_led: bool = False) -> None:
        """Change a canvas that is not open. Raises LedElsewhere, unless it is meant `though_led` elsewhere."""
        session = self.session(canvas_id)
        if though_led:
            session.may_write = lambda: None
        session.do(change)

    def archive(self, canvas_id: str, *, though_led: bool = False) -> None:
        self.do(canvas_id, Archive(), though_led=though_led)

    def unarchive(self, canvas_id: str) -> None:
        self.do(canvas_id, Unarchive(), though_led=True)

    def delete(self, canvas_id: str, *, though_led: bool = False) -> None:
        """Take a canvas out of the list; `restore` brings it back."""
        self.do(canvas_id, Delete(), though_led=though_led)

    def restore(self, canvas_id: str) -> None:
        self.do(canvas_id, Restore(), though_led=True)

    def purge(self, canvas_id: str) -> None:
        """Remove a deleted canvas for good, so that its names and words are nowhere in the library file.

        Copies of the library keep it. Raises NotThere, Refusal when the canvas was not deleted, LibraryTrouble.
        """
        self._check_may_go(self.store.head(canvas_id))
        purge(self.store.engine, canvas_id, self._check_may_go)  # others may have brought it back, or signed it, since

    def take_back(self, canvas_id: str) -> bool:
        """Remove a canvas that was made from another one, as long as nothing was written to it since; True when it is
        gone. Raises NotThere, LibraryTrouble, Refusal where nothing may be written."""
        return remove_as_made(self.store.engine, canvas_id, lambda _head: self.store.rights.check())

    def _check_may_go(self, head: Head) -> None:
        if not head.deleted_at:
            raise Refusal(tr("Only a canvas that was deleted can be removed for good."), todo=tr("Delete it first."))
        self.store.rights.check()
        if head.state == CanvasState.SIGNED.value and not self.store.rights.sign:
            raise Refusal(
                tr("A signed canvas of this shared library is removed for good by a signer only."),
                safe=tr("Nothing was removed."),
                todo=tr("Let somebody do it who has the role of a signer."),
            )

    def duplicate(self, canvas_id: str) -> str:
        """An independent copy of the content as a draft; people and answers stay behind. Returns its id."""
        canvas, standing = self.store.load(canvas_id)
        title = tr("{title} (copy)", title=canvas.head.title)[:LINE_LIMIT].rstrip()
        head = self.new_head(title, canvas.head.city, canvas.template)
        copies = [replace(note, id=new_id(), author="", phase="") for note in live_notes(canvas)]
        things = (*copies, *set_marks(canvas))
        return self.made_once(("Duplicate", canvas_id, standing), lambda: self.add(head, things, "Duplicate"))

    def deleted(self) -> list[Listed]:
        """The canvases that were deleted and can be brought back, whether archived or not."""
        return [*self.store.listed(deleted=True), *self.store.listed(archived=True, deleted=True)]

    def every(self) -> list[Listed]:
        """The canvases that are not deleted, archived ones last."""
        return [*self.store.listed(), *self.store.listed(archived=True)]

    def of_project(self, project: str, *, deleted: bool = False) -> list[Head]:
        """The canvases of a project by version, archived ones too; the deleted ones only where they are wanted."""
        return heads_of_project(self.store.engine, project, deleted=deleted)

    def search(self, words: str, among: Iterable[Listed] | None = None) -> list[Hit]:
        """Canvases in which every word begins one in a note, in title, city, session or a person's name.

        In the order of `among`, the canvases looked through where the caller has read them already; else all that are
        not deleted, last changed first. Brings the word index up to date where it can.
        """
        self.finder.refresh()
        found = self.finder.canvases(words)
        hits = [listed for listed in (self.every() if among is None else among) if listed.head.id in found]
        matches = self.finder.matches([listed.head.id for listed in hits], words)
        return [Hit(listed, *matches[listed.head.id]) for listed in hits]

    def own_protocols(self) -> list[OwnProtocol]:
        """Agendas the council saved: (key, name, phases as (kind, name, minutes))."""
        return [(key, name, _lines(phases)) for key, name, phases in self.store.own_protocols()]

    def save_protocol(
        self, name: str, phases: Iterable[tuple[str, str, int]], seen: Iterable[OwnProtocol] | None = None
    ) -> str:
        """Keep an agenda under a name of its own; returns its key. An agenda of that name is replaced.

        With `seen`, the agendas that were shown: only when it is among them, as it was. Else raises Refusal.
        """
        name = line(name, tr("The name"))
        if not name:
            raise Refusal(tr("Give the agenda a name."))
        items = [planned("", "", *phase) for phase in phases]
        if not items:
            raise Refusal(tr("An agenda needs at least one phase."))
        lines = [(item.kind, item.name, item.minutes) for item in items]
        shown = None if seen is None else [lines, *(list(kept) for _key, known, kept in seen if known == name)]
        kept = json.dumps(with_witness(name, lines), ensure_ascii=False)
        return self.store.save_protocol(new_id(), name, kept, lambda there: shown is None or _lines(there) in shown)


def _lines(phases: str) -> list[tuple[str, str, int]]:
    """The lines (kind, name, minutes) of a saved agenda, which has a witness behind them."""
    return [(kind, name, minutes) for kind, name, minutes, *_ in json.loads(phases)]
