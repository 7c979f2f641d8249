"""Documents about a canvas that are written into files: asks by dialog, then leaves the work to `FileActions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.local_time import minutes_of_day
from cmc_desktop.ui.file_actions import FileActions

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.resources import Protocol
    from cmc_desktop.ui.dialogs.script_dialog import ScriptWish


class DocumentFiles:
    """What can be printed of a canvas besides its board. Services and dialogs are loaded with the first use."""

    def __init__(self, files: FileActions) -> None:
        self._files = files

    def script(self, library: Library, canvas: Canvas, protocols: Mapping[str, Protocol], parent: QWidget) -> None:
        """Ask how, then write the moderator's script of `canvas`."""
        from cmc_desktop.model.services.script import NINE, script
        from cmc_desktop.ui.dialogs.script_dialog import ScriptDialog

        snapshot, now = canvas.snapshot(), library.clock.now()
        started = canvas.workshop.started_at

        def write(wish: ScriptWish) -> None:
            self._files.write_document(
                lambda: script(snapshot, protocols, begins=wish.begins, elements=wish.elements, now=now),
                wish.path,
                wish.paper,
                now=now,
                label=tr("Writing the script of “{title}”.", title=canvas.head.title),
            )

        suggestion = self._files.suggested(canvas.head, tr("script"))
        ScriptDialog(suggestion, minutes_of_day(started) if started else NINE, write, parent).open()
