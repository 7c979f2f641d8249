"""Private sheets: what people wrote alone, typed in beforehand and released one by one in the round."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.contributing import said
from cmc_desktop.model.domain.changes.meanwhile import check_same_words
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.entity import Entity, new_id
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.private_sheets import is_on_board
from cmc_desktop.model.domain.sheet_note import SheetNote
from cmc_desktop.model.domain.text import note_text


def _next_serial(canvas: Canvas) -> int:
    return max((line.serial for line in canvas.all(SheetNote)), default=0) + 1


def _line(canvas: Canvas, line_id: str) -> SheetNote:
    found = canvas.find(SheetNote, line_id)
    if found is None or found.deleted:
        raise NotThere(tr("This line is not on the sheet any more."))
    if is_on_board(canvas, found):
        raise Refusal(tr("This line is on the board already."))
    return found


@dataclass(frozen=True)
class AddSheetNotes(Change):
    """Put lines on a person's private sheet for an element, after those that are there."""

    person: str
    element: str
    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.ids:
            object.__setattr__(self, "ids", tuple(new_id() for _ in self.texts))

    @property
    def label(self) -> str:
        return trn("add a line to a sheet", "add {n} lines to a sheet", len(self.texts))

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        person, box = canvas.person(self.person), box_of(canvas, self.element)
        first = _next_serial(canvas)
        return tuple(
            SheetNote(line_id, first + place, person.id, box.key, note_text(text), now)
            for place, (line_id, text) in enumerate(zip(self.ids, self.texts, strict=True))
        )


@dataclass(frozen=True)
class EditSheetNote(Change):
    """Change a line that is still private. `was`: refused when it says something else than this by now."""

    line: str
    text: str
    was: str | None = None

    @property
    def label(self) -> str:
        return tr("change a line of a sheet")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        old, text = _line(canvas, self.line), note_text(self.text)
        check_same_words(old.text, text, self.was)
        return () if text == old.text else (replace(old, text=text),)


@dataclass(frozen=True)
class DeleteSheetNote(Change):
    """Take a line off the sheet."""

    line: str

    @property
    def label(self) -> str:
        return tr("delete a line of a sheet")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (_line(canvas, self.line).gone(),)


@dataclass(frozen=True)
class ReleaseSheetNote(Change):
    """Put a line of a sheet on the board under its person's name, as `Contribute` would."""

    line: str
    id: str = field(default_factory=new_id)

    @property
    def label(self) -> str:
        return tr("put a line of a sheet on the board")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        line = _line(canvas, self.line)
        puts, note = said(canvas, line.element, line.text, line.person, self.id, now)
        return (*puts, replace(line, released=note))
