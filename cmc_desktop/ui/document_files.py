"""Documents about a canvas that are written into files: asks by dialog, then leaves the work to `FileActions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.local_time import minutes_of_day
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.export.document import Document
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.resources import Protocol
    from cmc_desktop.ui.dialogs.script_dialog import ScriptWish
    from cmc_desktop.ui.paper.print_place import PrintPlace
    from cmc_desktop.ui.tasks import Job


class DocumentFiles:
    """What can be printed of a canvas besides its board. Services and dialogs are loaded with the first use."""

    def __init__(self, files: FileActions) -> None:
        self._files = files

    def script(self, library: Library, canvas: Canvas, protocols: Mapping[str, Protocol], parent: QWidget) -> None:
        """Ask how, then write or print the moderator's script of `canvas`."""
        from cmc_desktop.model.services.script import NINE, script
        from cmc_desktop.ui.dialogs.script_dialog import ScriptDialog

        snapshot, now = canvas.snapshot(), library.clock.now()
        started = canvas.workshop.started_at

        label = tr("Writing the script of “{title}”.", title=canvas.head.title)

        def made(wish: ScriptWish) -> Document:
            return script(snapshot, protocols, begins=wish.begins, elements=wish.elements, now=now)

        def write(wish: ScriptWish) -> None:
            self._files.write_document(lambda: made(wish), wish.path, wish.paper, now=now, label=label)

        def print_it(wish: ScriptWish, place: PrintPlace) -> Job:
            title = suggestion.stem
            return self._files.print_document(lambda: made(wish), wish.paper, place, now=now, title=title, label=label)

        suggestion = self._files.suggested(canvas.head, tr("script"))
        begins = minutes_of_day(started) if started else NINE
        ScriptDialog(suggestion, begins, write, print_it, parent).open()
