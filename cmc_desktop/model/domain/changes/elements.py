"""Agreeing element by element, and the quiet check before the spoken question."""

from __future__ import annotations

from dataclasses import dataclass, field

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.answers import check_in_agreement
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_states import element_hash
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.quiet_check import CheckKind, QuietCheck

#: more people than this raise no fingers in one room
_MANY = 1000


def _check_heard(heard: str, present: str, about: str) -> None:
    """Raise Refusal when the words that the room was asked about, if they are known, are not there any more."""
    if heard and heard != present:
        raise Refusal(
            tr("“{box}” was changed in the meantime, so nothing was recorded.", box=about),
            todo=tr("Look at what it says now and ask again."),
        )


@dataclass(frozen=True)
class AgreeElement(Change):
    """The room agrees on an element as it stands. `heard`: its hash on the screen; refused when it changed since."""

    element: str
    heard: str = ""

    @property
    def label(self) -> str:
        return tr("agree on an element")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box = box_of(canvas, self.element)
        check_in_agreement(canvas)
        present = element_hash(canvas, box.key)
        _check_heard(self.heard, present, box.label)
        if not canvas.note_count(box.key) and not canvas.mark(box.key).none_identified:
            raise Refusal(
                tr("“{box}” is empty.", box=box.label),
                todo=tr("Add a note, or mark it “none identified” when the room found nothing."),
            )
        known = canvas.find(ElementAgreement, box.key)
        return () if known is not None and known.hash == present else (ElementAgreement(box.key, present, now),)


@dataclass(frozen=True)
class ReopenElement(Change):
    """The room does not agree on an element after all."""

    element: str

    @property
    def label(self) -> str:
        return tr("reopen an element")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        box_of(canvas, self.element)
        known = canvas.find(ElementAgreement, self.element)
        return (known.gone(),) if known is not None and known.hash else ()


def hash_of_check(canvas: Canvas, element: str) -> str:
    """The hash of what a quiet check is about: an element, or the whole canvas when `element` is empty."""
    return element_hash(canvas, element) if element else canvas.content_hash


@dataclass(frozen=True)
class RecordQuietCheck(Change):
    """Enter the counts of a quiet check on an element, or on the whole canvas when `element` is empty.

    `heard`: the hash of what the room was asked about; refused when it changed since.
    """

    undoable = False

    kind: str
    counts: tuple[int, ...]
    element: str = ""
    heard: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("record a quiet check")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        check_in_agreement(canvas)
        kind = CheckKind(self.kind)
        if len(self.counts) != kind.places or not all(0 <= count <= _MANY for count in self.counts):
            raise Refusal(tr("A quiet check has {n} counts from 0 on.", n=kind.places))
        if not any(self.counts):
            raise Refusal(tr("Enter how many slips or hands there were."))
        label = box_of(canvas, self.element).label if self.element else tr("The whole canvas")
        about = hash_of_check(canvas, self.element)
        _check_heard(self.heard, about, label)
        serial = max((check.serial for check in canvas.all(QuietCheck)), default=0) + 1
        return (QuietCheck(self.id, serial, kind.value, self.element, about, self.counts, now),)


@dataclass(frozen=True)
class WithdrawQuietCheck(Change):
    """A quiet check was entered by mistake."""

    undoable = False

    check: str

    @property
    def label(self) -> str:
        return tr("take back a quiet check")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        known = canvas.find(QuietCheck, self.check)
        if known is None:
            raise NotThere(tr("This quiet check is not there any more."))
        return () if known.withdrawn else (known.gone(),)
