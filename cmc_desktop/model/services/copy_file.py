"""The file that a copy travels in: the canvas at a point of its history, with what a later merge has to start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.canvas import KINDS, Canvas
from cmc_desktop.model.domain.checkpoint import EXCHANGED, Checkpoint, Why
from cmc_desktop.model.domain.errors import LibraryTrouble, NotThere
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.merging.ancestry import Ancestry, nearest_first
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.last_point import stands_at
from cmc_desktop.model.store.library_store import LibraryStore

#: of so many states that other libraries may have seen a copy takes along what they said, and of as many that Undo may
#: go back to; with them go those that merging them starts from
STATES_ALONG = 6
#: of so many it does while they are light; what is before is named only
LIGHT_STATES_ALONG = 12
#: characters of what is told of those besides their words
_LIGHT = 300_000
#: beyond the nearest two that others may have seen, states go along while their words are not more characters than this
_WORDS, _NEAREST = 2_000_000, 2
#: points that no Undo takes back
_STAYS = frozenset({Why.COPY, Why.SENT_BACK, Why.KEPT, Why.CONTINUED})


@dataclass(frozen=True)
class CopyFile:
    """The bytes of a copy. `untold` says why the library does not know at which point it was given, empty when it
    does; `left_out`: of so many answers the words they were given for could not be read, so they are not in it;
    `is_gone`: the canvas is not in the library any more.
    """

    data: bytes
    untold: str = ""
    left_out: int = 0
    is_gone: bool = False

    @property
    def stored(self) -> bool:
        """Whether the library knows at which point it was given."""
        return not self.untold

    @property
    def told(self) -> str:
        """What is not as usual, in a few sentences; empty when nothing is."""
        if self.stored:
            return ""
        if self.is_gone:
            told = self.untold + " " + tr("The file holds all of it: “Bring back…” puts it into the library again.")
            return told + " " + tr("Only answers to earlier words are not in it.") if self.left_out else told
        told = self.untold + " " + tr("The library does not know of this copy; it can be brought back as usual.")
        if self.left_out:
            told += " " + tr("Earlier answers are not in it; they are in the library.")
        return told


def copy_of(store: LibraryStore, canvas: Canvas) -> bytes:
    """The bytes of a copy: the canvas at its last checkpoint, with the history behind it."""
    history = tuple(history_for_copy(store, canvas))
    named = {one.revision for one in history if one.rest} | {answer.content_hash for answer in canvas.answers}
    if canvas.sign_off is not None:
        named.add(canvas.sign_off.content_hash)
    contents = (store.revision(canvas.id, name) for name in sorted(named - {canvas.content_hash}))
    return cmc_bytes(canvas, contents, checkpoints=history)


def copy_from_memory(canvas: Canvas, untold: str = "") -> CopyFile:
    """A copy made without the library: the line of descent is told by name, which is enough for the way back.

    Answers go along only when they were given for the present words: others rest on words that are in the library.
    """
    present = canvas.content_hash
    left_out = sum(answer.content_hash != present for answer in canvas.answers)
    copy = Canvas(canvas.head, canvas.template)
    for kind in KINDS.values():
        if kind is Answer:
            copy.fill(answer for answer in canvas.answers if answer.content_hash == present)
        elif kind not in (Head, Revision):
            copy.fill(canvas.all(kind))
    known = {one.id: one for one in copy.all(Checkpoint)}
    parents = {name: one.parents for name, one in known.items()}
    history = [known[name].light for name in nearest_first(parents, copy.head.checkpoint)]
    return CopyFile(cmc_bytes(copy, (), checkpoints=history), untold, left_out)


def history_for_copy(store: LibraryStore, canvas: Canvas) -> Iterator[Checkpoint]:
    """The checkpoints behind a canvas, the nearest first; those that a merge may start from with what they hold.

    Of a large canvas they are fewer; `write_cmc` leaves out the farthest of them where the file would be too large.
    """
    known = {one.id: one for one in canvas.all(Checkpoint)}
    parents = {name: one.parents for name, one in known.items()}
    order = list(nearest_first(parents, canvas.head.checkpoint))
    along, room = _may_be_bases(known, order, STATES_ALONG), _LIGHT
    more = _may_be_bases(known, order, LIGHT_STATES_ALONG) - along
    nearest, words, counted = _may_be_bases(known, order, _NEAREST), _WORDS, {canvas.content_hash}
    for name in order:
        one = known[name].light
        if name in nearest or (words > 0 and (name in along or (name in more and room > 0))):
            one, content = _held(store, canvas.id, one)
            words -= 0 if one.revision in counted else len(content)
            counted.add(one.revision)
        if name in more:
            room -= len(one.rest) + len(one.beside)
        yield one


def history_for_export(store: LibraryStore, canvas: Canvas) -> tuple[Checkpoint, ...]:
    """The same for a file that is exported; none when the canvas is signed, or not at its last checkpoint."""
    if canvas.sign_off is not None:
        return ()
    with suppress(NotThere):  # a point that could not be kept: the file alone knows of it
        if not stands_at(store, canvas):
            return ()
    return tuple(history_for_copy(store, canvas))


def _may_be_bases(known: Mapping[str, Checkpoint], order: list[str], count: int) -> set[str]:
    """Of the points behind a tip, the nearest first and the tip in front, those that a merge may have to start from.

    They are the nearest `count` that others may have seen, and those where Undo may put the canvas again after the copy
    is given; where several of them are the base together, they are merged first, from the last points they share.
    """
    seen: list[str] = []
    undone_to: dict[str, None] = {}
    for name in order:
        if len(seen) == count:
            break
        one = known[name]
        if one.why in EXCHANGED and name != order[0]:
            seen.append(name)
        if one.why not in _STAYS:
            undone_to |= dict.fromkeys(parent for parent in one.parents if parent in known)
    along = {*seen, *list(undone_to)[:count]}
    ancestry = Ancestry({name: one.parents for name, one in known.items()})
    new = set(along)
    while new:
        shared = {base for one in new for other in along for base in ancestry.last_common(one, other)}
        new = (shared & known.keys()) - along
        along |= new
    return along - {order[0]} if order else along


def _held(store: LibraryStore, canvas_id: str, light: Checkpoint) -> tuple[Checkpoint, str]:
    """With what it holds, and the words it said; by name alone where either is damaged: a copy can be given even so."""
    try:
        held = store.checkpoint(canvas_id, light.id)
        words = store.revision(canvas_id, held.revision).content if held.rest else ""
    except (LibraryTrouble, NotThere):
        return light, ""
    return held, words
