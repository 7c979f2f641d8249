"""Who has to be asked again, and about which elements: what differs from the words each of them answered for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agreement import Agreement, Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.domain.template import Template


@dataclass(frozen=True, slots=True)
class ToReask:
    """One person whose answer was for other words. `elements` are those that differ, in the order of the walk.

    `entitled` says that title or city differ. `known` is False when the answered words are not kept, so that nobody
    can say what differs.
    """

    person: Participant
    elements: tuple[str, ...]
    entitled: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Words:
    """What is compared of a content: title and city, and the hash of each element."""

    entitled: tuple[str, str]
    boxes: dict[str, str]


class Reasking:
    """Compares what was answered with what the canvas says. Answered contents never change, so each is read once."""

    def __init__(self, content_of: Callable[[str], Content]) -> None:
        """`content_of` gives the content of a hash, or raises NotThere."""
        self._content_of = content_of
        self._answered: dict[str, _Words | None] = {}

    def due(self, canvas: Canvas) -> tuple[ToReask, ...]:
        """Everybody in the room whose answer was for other words, in the order of the roster."""
        found: list[ToReask] = []
        now: Agreement = agreement(canvas)
        for row in now.in_room:
            if row.standing is Standing.STALE and row.answer is not None:
                found.append(self._to_reask(canvas, row.person, row.answer.content_hash))
        return tuple(found)

    def elements_since(self, canvas: Canvas, content_hash: str) -> tuple[str, ...] | None:
        """The elements that differ from the content with this hash; None when it is not kept."""
        was, present = self._words(content_hash), _words(canvas.content)
        return None if was is None else _differing(canvas.template, was, present)

    def _to_reask(self, canvas: Canvas, person: Participant, content_hash: str) -> ToReask:
        was, present = self._words(content_hash), _words(canvas.content)
        if was is None:
            return ToReask(person, (), known=False)
        return ToReask(person, _differing(canvas.template, was, present), was.entitled != present.entitled)

    def _words(self, content_hash: str) -> _Words | None:
        if content_hash not in self._answered:
            try:
                self._answered[content_hash] = _words(self._content_of(content_hash))
            except NotThere:
                self._answered[content_hash] = None
        return self._answered[content_hash]


def _words(content: Content) -> _Words:
    return _Words((content.title, content.city), {box.key: box.hash for box in content.boxes})


def _differing(template: Template, was: _Words, present: _Words) -> tuple[str, ...]:
    return tuple(key for key in template.walk if was.boxes.get(key) != present.boxes.get(key))


def elements_of(due: Iterable[ToReask], template: Template) -> tuple[str, ...]:
    """The elements that anybody has to be asked about again, in the order of the walk."""
    wanted = {key for one in due for key in one.elements}
    return tuple(key for key in template.walk if key in wanted)


def sentence(due: tuple[ToReask, ...], template: Template) -> str:
    """'3 people about 1 element: 7 Key activities'; empty when nobody has to be asked again."""
    if not due:
        return ""
    people = trn("{n} person", "{n} people", len(due))
    elements = elements_of(due, template)
    if elements:
        count = trn("{n} element", "{n} elements", len(elements))
        if len(elements) > 1:
            return tr("{people} about {elements}", people=people, elements=count)
        label = template.box(elements[0]).label
        return tr("{people} about {elements}: {label}", people=people, elements=count, label=label)
    if any(one.entitled for one in due):
        return tr("{people} about title and city", people=people)
    return tr("{people} about other words than these", people=people)


def about(one: ToReask, template: Template) -> str:
    """What one person has to be asked about again: the element by name when it is one, else how many."""
    if len(one.elements) == 1:
        return template.box(one.elements[0]).label
    if one.elements:
        return trn("{n} element", "{n} elements", len(one.elements))
    return tr("title and city") if one.entitled else ""
