"""The moderator's script: the whole day on paper, what to say, the rule and when to go on, phase by phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.lengths import length
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.pace import share
from cmc_desktop.model.domain.phase_rules import WALKED, PhaseKind
from cmc_desktop.model.domain.template import Box
from cmc_desktop.model.export.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Look,
    Paragraph,
    Table,
    Together,
)
from cmc_desktop.model.services.cards import BY_ELEMENT, Card, card_of, plan_for
from cmc_desktop.model.services.resources import Protocol

#: when a day begins unless somebody says otherwise, in minutes after midnight
NINE = 9 * 60
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A phase of the day; `begins` and `ends` are minutes after midnight."""

    kind: str
    title: str
    begins: int
    minutes: int

    @property
    def ends(self) -> int:
        return self.begins + self.minutes

    @property
    def times(self) -> str:
        return f"{clock(self.begins)}–{clock(self.ends)}"


def clock(minutes: int) -> str:
    """Minutes after midnight as '09:05'; a day that runs over midnight begins anew."""
    hours, rest = divmod(minutes % _DAY, 60)
    return f"{hours:02}:{rest:02}"


def script(
    canvas: Canvas, protocols: Mapping[str, Protocol], *, begins: int = NINE, elements: bool = True, now: int
) -> Document:
    """The script of a workshop that begins `begins` minutes after midnight, with the words for each element or without.

    A canvas that has no agenda yet gets that of the first of `protocols`. `now` is the time of printing in ms.
    """
    return Document(
        title=tr("Moderator’s script"),
        subtitle=about_canvas(canvas),
        blocks=tuple(_Script(canvas, protocols, begins, elements).blocks()),
        foot=tr("{title} · printed {day}", title=canvas.head.title or canvas.template.title, day=day(now)),
    )


def about_canvas(canvas: Canvas) -> str:
    """Title, city, session and template, as a document's subtitle says them."""
    head = canvas.head
    return " · ".join(part for part in (head.title, head.city, head.session, canvas.template.title) if part)


class _Script:
    """Writes the blocks of a script."""

    def __init__(self, canvas: Canvas, protocols: Mapping[str, Protocol], begins: int, elements: bool) -> None:
        self._canvas = canvas
        self._protocols = protocols
        self._elements = elements
        self._slots = slots(canvas, protocols, begins)
        self._people = sum(person.takes_turns for person in canvas.people)

    def blocks(self) -> Iterator[Block]:
        yield from self._agenda()
        for place, slot in enumerate(self._slots, 1):
            yield from self._phase(place, slot)

    def _agenda(self) -> Iterator[Block]:
        yield Heading(tr("The day"))
        if not self._canvas.agenda and self._slots:
            yield Paragraph(tr("No agenda is chosen yet; these are the phases of the whole workshop."), Look.MUTED)
        columns = (
            Column(tr("Time"), 1.5),
            Column(tr("Phase"), 2.8, strong=True),
            Column(tr("Minutes"), 1.4, figures=True),
            Column(tr("Pace"), 3.8),
        )
        rows = [(slot.times, slot.title, str(slot.minutes), self._pace(slot)) for slot in self._slots]
        yield Table(columns, tuple(rows))
        yield Paragraph(self._whole(), Look.MUTED)

    def _whole(self) -> str:
        count = len(self._canvas.template.walk)
        words = trn("{n} element", "{n} elements", count)
        if self._people:
            words += ", " + trn("{n} person who contributes", "{n} people who contribute", self._people)
        return words

    def _pace(self, slot: Slot) -> str:
        """'6:26 min an element, 22 s a person', for phases that walk through the elements."""
        if slot.kind not in WALKED:
            return ""
        part = share(slot.minutes, len(self._canvas.template.walk), self._people)
        words = tr("{length} an element", length=length(part.element))
        if slot.kind == PhaseKind.ROUND and part.person:
            return tr("{element}, {length} a person", element=words, length=length(part.person))
        return words

    def _phase(self, place: int, slot: Slot) -> Iterator[Block]:
        plan = plan_for(slot.kind, self._canvas.workshop.protocol, self._protocols)
        card = card_of(self._canvas, self._protocols, slot.kind)
        minutes = trn("{n} minute", "{n} minutes", slot.minutes)
        facts = " · ".join(part for part in (slot.times, minutes, self._pace(slot)) if part)
        by_element = self._elements and slot.kind in BY_ELEMENT
        heading = Heading(f"{place} {slot.title}", new_page=by_element)
        beginning: list[Block] = [heading, Paragraph(facts, Look.STRONG, keep=True)]
        if plan is not None and plan.purpose:
            beginning.append(Paragraph(tr(plan.purpose), Look.MUTED, keep=True))
        yield Together((*beginning, Facts(_card_facts(card, rule=card.rule))))
        if by_element:
            for box in self._canvas.template.in_walk_order:
                yield self._element(slot, box, card)

    def _element(self, slot: Slot, box: Box, phase: Card) -> Block:
        card = card_of(self._canvas, self._protocols, slot.kind, box.key)
        rule = card.rule if card.rule != phase.rule else ""
        about = tr(box.question)
        if slot.kind == PhaseKind.PRESENT and box.explanation:
            about = f"{about}\n{tr(box.explanation)}"
        facts = _card_facts(card, rule=rule)
        words: tuple[Block, ...] = (Paragraph(about, Look.QUOTE, keep=bool(facts)), *((Facts(facts),) if facts else ()))
        return Together((Heading(box.label, 2), *words))


def _card_facts(card: Card, *, rule: str) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """The parts of a card that say something, under their names."""
    parts: tuple[tuple[str, str | tuple[str, ...]], ...] = (
        (tr("What to say"), card.say),
        (tr("Rule"), rule),
        (tr("When to go on"), card.move_on),
    )
    return tuple((name, words) for name, words in parts if words)


def slots(canvas: Canvas, protocols: Mapping[str, Protocol], begins: int) -> list[Slot]:
    """The phases of a day that begins `begins` minutes after midnight; without an agenda, the first protocol's."""
    lines = [(item.kind, item.title, item.minutes) for item in canvas.agenda]
    if not lines:
        first = next(iter(protocols.values()), None)
        lines = [(kind, tr(name), minutes) for kind, name, minutes in (first.lines if first else ())]
    slots = []
    for kind, title, minutes in lines:
        slots.append(Slot(kind, title, begins, minutes))
        begins += minutes
    return slots
