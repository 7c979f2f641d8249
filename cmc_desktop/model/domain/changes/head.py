"""Changes to the head of a canvas: its title, and where the library keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.changes.meanwhile import combined
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.text import line


def title_line(raw: str) -> str:
    """A canvas title: not empty, one line. Raises Refusal."""
    title = line(raw, tr("The title"))
    if not title:
        raise Refusal(tr("A canvas needs a title."))
    return title


@dataclass(frozen=True)
class Rename(Change):
    """Give the canvas another title or city; both are part of what is agreed to.

    `was`: what was renamed. Of the two, what was left as it was stays as it is by now; what was not is refused when it
    says something else by now.
    """

    title: str
    city: str
    was: Head | None = None

    @property
    def label(self) -> str:
        return tr("rename canvas")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        present = canvas.head
        was = None if self.was is None else replace(present, title=self.was.title, city=self.was.city)
        wish = replace(present, title=title_line(self.title), city=line(self.city, tr("The city")))
        head = combined(present, wish, was)
        return () if head == present else (head,)


@dataclass(frozen=True)
class Archive(Change):
    """Put the canvas out of the way; nothing is lost."""

    undoable = False

    @property
    def label(self) -> str:
        return tr("archive canvas")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.head, archived=True),)


@dataclass(frozen=True)
class Unarchive(Change):
    undoable = False

    @property
    def label(self) -> str:
        return tr("take canvas out of the archive")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.head, archived=False),)


@dataclass(frozen=True)
class Delete(Change):
    """Take the canvas out of the library's list; `Restore` brings it back."""

    undoable = False

    @property
    def label(self) -> str:
        return tr("delete canvas")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.head, deleted_at=now),)


@dataclass(frozen=True)
class Restore(Change):
    undoable = False

    @property
    def label(self) -> str:
        return tr("bring canvas back")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        return (replace(canvas.head, deleted_at=0),)
