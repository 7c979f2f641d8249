"""The hand-out kit from the windows: opens its dialog and leaves the work to `FileActions`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.local_time import minutes_of_day
from cmc_desktop.ui.file_actions import Ended, FileActions
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.giving_out import Exported
    from cmc_desktop.model.services.handout_kit import HandoutKit, WrittenKit
    from cmc_desktop.model.services.kit_wish import KitRoster, KitWish
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.resources import Protocol
    from cmc_desktop.ui.dialogs.handouts.handouts_dialog import MakeKit
    from cmc_desktop.ui.paper.print_place import PrintPlace


class HandoutFiles:
    """Hand-outs for a canvas, or for none. Services and dialog are loaded with the first use."""

    def __init__(self, files: FileActions, fonts: Path) -> None:
        self._files = files
        self._fonts = fonts

    def ask(self, library: Library, canvas: Canvas | None, protocols: Mapping[str, Protocol], parent: QWidget) -> None:
        """Ask what is wanted for `canvas` and its people, then make it."""
        if self._files.is_closed():
            return
        from cmc_desktop.model.services.handout_kit import HandoutKit
        from cmc_desktop.model.services.kit_wish import KitWish, empty_canvas, people_of
        from cmc_desktop.model.services.script import NINE
        from cmc_desktop.ui.dialogs.handouts.handouts_dialog import HandoutDesk, HandoutsDialog

        now, fonts = library.clock.now(), self._fonts
        snapshot = canvas.snapshot() if canvas is not None else None
        canvases = [snapshot] if snapshot else [empty_canvas(one) for one in library.templates.values()]
        started = canvases[0].workshop.started_at
        try:
            people = people_of(canvases[0])
        except CmcError as error:
            self._files.refused.emit(error)
            return

        def kit(job: Job) -> HandoutKit:
            return HandoutKit(fonts, now, cancelled=job.cancelled, progress=job.progress)

        desk = HandoutDesk(
            canvases,
            KitWish(canvases[0], begins=minutes_of_day(started) if started else NINE, protocols=protocols),
            people,
            self._files.suggested(canvases[0].head, tr("hand-outs")),
            kit,
            lambda wish, path: self._write(kit, wish, path, dialog.ended),
            lambda wish, folder: self._write_folder(kit, wish, folder, dialog.ended),
            lambda wish, place: self._print(kit, wish, place),
            _read_roster,
        )
        dialog = HandoutsDialog(desk, parent)
        dialog.open()

    def _write(self, kit: MakeKit, wish: KitWish, path: Path, ended: Ended) -> Job:
        def work(job: Job) -> Exported:
            return kit(job).write(wish, path, job.ask)

        return self._files.write_file(tr("Making the hand-outs."), work, path.parent, ended)

    def _print(self, kit: MakeKit, wish: KitWish, place: PrintPlace) -> Job:
        title = self._files.suggested(wish.canvas.head, tr("hand-outs")).stem
        return self._files.print_made(tr("Making the hand-outs."), lambda job: kit(job).make(wish), title, place)

    def _write_folder(self, kit: MakeKit, wish: KitWish, folder: Path, ended: Ended) -> Job:
        def work(job: Job) -> WrittenKit:
            return kit(job).write_folder(wish, folder, job.ask)

        return self._files.write_folder(tr("Making the hand-outs."), work, folder, ended)


def _read_roster(path: Path) -> KitRoster:
    """The people of a table, and how it was read. Raises what reading it raises."""
    from cmc_desktop.model.exchange.roster_csv import ROSTER_LIMIT, read_roster
    from cmc_desktop.model.services.kit_wish import KitRoster, people_of_roster
    from cmc_desktop.model.services.safe_file import read_bounded

    roster = read_roster(read_bounded(path, ROSTER_LIMIT))
    return KitRoster(people_of_roster(roster.people), " ".join(roster.told))
