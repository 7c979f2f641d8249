"""What a canvas itself wrote down about people by name, when they are called otherwise: it follows, so nothing keeps
the name they had. What somebody typed is left as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.name_folding import folded_name
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.text import LINE_LIMIT

if TYPE_CHECKING:
    from cmc_desktop.model.domain.personal_names import NameFinder

Renaming = Callable[[str], str]


def renaming(pairs: Iterable[tuple[str, str]], others: Iterable[str] = ()) -> Renaming:
    """Puts the present names of people in the place of their former ones; `pairs` are (former, present).

    Parts of a name count as well, but what means somebody of the `others`, too, stays.
    """
    present = {folded_name(former): now for former, now in pairs if former.strip() and former != now}
    theirs = {folded_name(name) for name in others}
    if not present:
        return lambda text: text

    # Working out the ways to write thirty names takes a while, and mostly nothing was written under any of them.
    @cache
    def finder() -> NameFinder:
        return _finder(present)

    @cache
    def bystanders() -> NameFinder:
        return _finder({name: name for name in theirs - present.keys()})

    def renamed(text: str) -> str:
        folded = folded_name(text)
        if not text or folded in theirs:
            return text
        if folded in present:
            return present[folded]
        whole = [former for former in present if former in folded]
        found = finder().talk(text)
        is_so_called = any(folded_name(now) in folded for now in present.values())
        if not found.count or (not whole and (is_so_called or bystanders().named_in(text))):
            return text
        return found.text if len(found.text) <= LINE_LIMIT else present[(whole or list(present))[0]]

    return renamed


def _finder(labels: Mapping[str, str]) -> NameFinder:
    # takes time to load, and nobody is called otherwise as the app starts
    from cmc_desktop.model.domain.personal_names import Named, NameFinder

    people = [Named(name, label) for name, label in labels.items()]
    return NameFinder(people, several="…", either=lambda _one, _other: "…")


def follow(canvas: Canvas, person: Participant, former: Iterable[str]) -> Iterator[Entity]:
    """What else of a canvas to write when `person`, with the present name, was called `former` before."""
    others = [one.name for one in canvas.all(Participant) if one.id != person.id]
    yield from followed(canvas, renaming([(name, person.name) for name in former], [person.name, *others]))


def followed(canvas: Canvas, renamed: Renaming) -> Iterator[Entity]:
    """What of a canvas names somebody whom `renamed` calls otherwise, with the present names."""
    for thing in (*canvas.all(Checkpoint), *canvas.all(Conflict), *canvas.all(BoxMark)):
        new = named_anew(thing, renamed)
        if new != thing:
            yield new


def named_anew(thing: Any, renamed: Renaming) -> Any:
    """An entity with the present name of whoever made it, or brought its values."""
    if isinstance(thing, Checkpoint | BoxMark):
        return replace(thing, by=renamed(thing.by))
    return replace(thing, names=tuple(map(renamed, thing.names))) if isinstance(thing, Conflict) else thing
