"""Practice: a throw-away copy of a canvas in a library of its own, with a fast clock; it leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cmc_desktop.model.domain.agenda import Workshop
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.practice_mark import PRACTICE, practice_title
from cmc_desktop.model.services.clock import Clock, FastClock
from cmc_desktop.model.services.continuing import live_notes, people_taken_along, set_marks
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.throw_away_folder import ThrowAwayFolder
from cmc_desktop.paths import Paths


class Practice:
    """Lives from the copying of a canvas to `end`; then everything that came after the copying is gone.

    `paths` are the folders to work in meanwhile, `canvas_id` is the copy in `library`, which goes by `clock`.
    """

    def __init__(self, source: Library, canvas_id: str, resources: Path, clock: Clock) -> None:
        """Copy a canvas of `source`, which is only read. `clock` is one that nobody else asks for its jumps.

        Raises NotThere, LibraryTrouble; then nothing is left behind.
        """
        canvas = source.session(canvas_id).canvas
        self.clock = FastClock(clock)
        self._folder = ThrowAwayFolder()
        self.paths = Paths(resources, self._folder.data)
        try:
            self.library = Library.open(self.paths.library, source.templates, self.clock)
        except BaseException:  # whatever it was, no folder stays
            self._folder.discard()
            raise
        try:
            self.canvas_id = self._take(canvas)
            for _key, name, phases in source.own_protocols():
                self.library.save_protocol(name, phases)
        except BaseException:  # whatever it was, no folder stays
            self.end()
            raise

    def _take(self, canvas: Canvas) -> str:
        fresh = self.library.new_head(practice_title(canvas.head.title), canvas.head.city, canvas.template)
        head = replace(fresh, project=PRACTICE, session=canvas.head.session)
        self.library.add(head, _prepared(canvas), "Practise")
        return head.id

    def end(self) -> None:
        """Throw everything away."""
        self.library.close()
        self._folder.discard()


def _prepared(canvas: Canvas) -> Iterator[Entity]:
    """What there is before a workshop begins: notes, expected people, agenda, cards, what is parked; nothing that
    happened, and no private sheets."""
    yield from (replace(note, phase="") for note in live_notes(canvas))
    yield from set_marks(canvas)
    yield from people_taken_along(canvas)
    yield from canvas.agenda
    yield from (card for card in canvas.all(CardText) if card.is_own)
    yield from (replace(parked, phase="") for parked in canvas.all(Parked) if parked.waits)
    yield Workshop(canvas.workshop.id, protocol=canvas.workshop.protocol)
