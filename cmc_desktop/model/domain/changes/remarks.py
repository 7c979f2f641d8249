"""Remarks on notes in the open discussion, by somebody or by nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import check_same_words, choice_kept
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.remark import Remark, RemarkKind
from cmc_desktop.model.domain.text import spoken_words


def _remark(canvas: Canvas, remark_id: str) -> Remark:
    found = canvas.find(Remark, remark_id)
    if found is None or found.deleted:
        raise NotThere(tr("This remark is not there any more."))
    return found


def _checked(kind: RemarkKind, raw: str) -> str:
    words = spoken_words(raw)
    if kind is not RemarkKind.SUPPORT and not words:
        raise Refusal(tr("A question or an objection needs some words."))
    return words


@dataclass(frozen=True)
class AddRemark(Change):
    """Remark on a note; `person` is the id of who said it, empty when it is not to be told."""

    note: str
    kind: str
    words: str = ""
    person: str = ""
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("add a remark")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        note, kind = canvas.note(self.note), RemarkKind(self.kind)
        if self.person:
            canvas.person(self.person)
        serial = max((remark.serial for remark in canvas.all(Remark)), default=0) + 1
        item = canvas.current_item
        words = _checked(kind, self.words)
        phase = item.id if item else ""
        return (Remark(self.id, serial, note.id, kind.value, self.person, words, now, phase),)


@dataclass(frozen=True)
class EditRemark(Change):
    """Put a remark right: its kind, its words, who said it. `was`: refused when it says something else by now.

    `was_kind` and `was_person` are what was seen; what was chosen meanwhile stays unless another was chosen here.
    """

    remark: str
    kind: str
    words: str = ""
    person: str = ""
    was: str | None = None
    was_kind: str | None = None
    was_person: str | None = None

    @property
    def label(self) -> str:
        return tr("change a remark")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old = _remark(canvas, self.remark)
        check_same_words(old.words, spoken_words(self.words), self.was)
        kind = RemarkKind(choice_kept(old.kind, self.kind, self.was_kind))
        person = choice_kept(old.person, self.person, self.was_person)
        if person and person != old.person:
            canvas.person(person)
        words = _checked(kind, self.words)
        new = replace(old, kind=kind.value, words=words, person=person)
        return () if new == old else (new,)


@dataclass(frozen=True)
class DeleteRemark(Change):
    """Take a remark away."""

    remark: str

    @property
    def label(self) -> str:
        return tr("delete a remark")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (_remark(canvas, self.remark).gone(),)
