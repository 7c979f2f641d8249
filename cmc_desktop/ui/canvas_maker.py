"""What makes a canvas's file or pages on a worker's thread, from all that was read of it on the window's."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.copy_file import history_for_export
from cmc_desktop.model.services.exporting import Exporter, format_of, revisions_of
from cmc_desktop.model.services.last_point import keep_for_export
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.people_elsewhere import people_elsewhere
from cmc_desktop.model.services.record_lineage import record_lineage
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off
from cmc_desktop.ui.dialogs.export_choice import ExportChoice
from cmc_desktop.ui.tasks import Job


class CanvasMaker:
    """Holds a snapshot; what is written is what was previewed."""

    @classmethod
    def with_history(cls, library: Library, session: Session, fonts: Path) -> CanvasMaker:
        """For a canvas file that can be brought back: where the canvas stands is kept where it can be.

        Raises CanvasGone, LibraryTrouble.
        """
        canvas = keep_for_export(library.store, session)
        return cls(library, canvas, fonts, history_for_export(library.store, canvas))

    def __init__(self, library: Library, canvas: Canvas, fonts: Path, history: tuple[Checkpoint, ...] = ()) -> None:
        self._canvas = canvas.snapshot()
        self._history = history
        self._exporter = Exporter(fonts, library.clock)
        self._revisions: tuple[Revision, ...] = ()
        self._lineage: tuple[Ancestor, ...] = ()
        self._at_sign_off: tuple[Entity, ...] = ()
        self._damage: CmcError | None = None
        try:
            self._revisions = revisions_of(library, canvas)
            self._lineage = record_lineage(library, canvas.id)
            self._at_sign_off = clocks_at_sign_off(library, canvas)
        except CmcError as error:
            # a table needs no earlier states, so it can be written even where those are damaged
            self._damage = error
        self._elsewhere: tuple[Participant, ...] = ()
        self._people_damage: CmcError | None = None
        try:
            self._elsewhere = people_elsewhere(library, canvas)
        except CmcError as error:
            # only who wants roles in the place of names has to know everybody
            self._people_damage = error

    @property
    def elsewhere(self) -> tuple[Participant, ...]:
        """People of the project's other sessions, as far as they are known."""
        return self._elsewhere

    def make(self, choice: ExportChoice, path: Path, job: Job) -> Paper:
        """The bytes for `path`, whose suffix says as what. Raises what `Exporter.made` raises, and LibraryTrouble where
        earlier states are needed and cannot be read."""
        made_as = format_of(path)
        if self._damage is not None and (made_as.needs_revisions or made_as.is_record):
            raise self._damage
        if self._people_damage is not None and choice.roles_only:
            raise self._people_damage
        return self._exporter.made(
            self._canvas,
            path,
            revisions=self._revisions,
            history=self._history,
            lineage=self._lineage,
            at_sign_off=self._at_sign_off,
            with_minutes=choice.with_minutes,
            paper=choice.paper,
            upright=choice.upright,
            layout=choice.layout,
            roles_only=choice.roles_only,
            elsewhere=self._elsewhere,
            step=Steps(job.cancelled, job.progress),
        )
