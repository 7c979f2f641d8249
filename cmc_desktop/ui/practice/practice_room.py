"""Where a practice takes place: the main window moves into a folder of its own, and back when it is over."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.changes import EveryoneArrives
from cmc_desktop.model.domain.practice_mark import no_file_from_practice
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.paths import Paths
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.message_bar import Until
from cmc_desktop.ui.practice.practice_bar import PracticeBar
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.practice import Practice

#: what would write a file, which could be taken for that of a real workshop
_WRITING = frozenset({"export", "record_pack", "handout", "script", "export_minutes"})
#: what belongs to the real library, or would be kept after the practice
_REAL = frozenset({"new", "import", "library", "open_library", "shared_library", "backups", "settings"})


@dataclass(frozen=True)
class _Home:
    """What the window goes back to."""

    paths: Paths
    settings: Settings


class PracticeRoom(QObject):
    """While a practice goes on, the window's folders and settings are those of the practice: whatever the desk keeps
    in a file goes there, and with it.

    Signals:
        end_chosen(): the practice is over; who leads takes the desk away and then calls `end`.
    """

    end_chosen = Signal()

    def __init__(self, window: MainWindow, actions: Actions, clock: Clock) -> None:
        """`clock` is one that nobody else asks for its jumps."""
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._clock = clock
        self._practice: Practice | None = None
        self._home = _Home(window.paths, window.settings)
        self._bar: PracticeBar | None = None
        self._bridge: SessionBridge | None = None

    @property
    def library(self) -> Library | None:
        """The library of the practice that goes on; None when there is none."""
        return self._practice.library if self._practice is not None else None

    def begin(self, source: Library, canvas_id: str) -> str:
        """Copy a canvas of `source` and move the window to the copy, whose id is returned. Raises CmcError."""
        # not before the first frame: this loads SQLAlchemy
        from cmc_desktop.model.services.practice import Practice

        window = self._window
        practice = Practice(source, canvas_id, window.paths.resources, self._clock)
        self._home = _Home(window.paths, window.settings)
        with suppress(OSError):  # without them it begins with the usual ones
            shutil.copyfile(window.paths.settings, practice.paths.settings)
        window.paths, window.settings = practice.paths, Settings(practice.paths.settings)
        self._practice = practice
        self._bar = PracticeBar(window.look, practice.clock.speed, window)
        self._bar.speed_chosen.connect(practice.clock.run_at)
        self._bar.everyone_chosen.connect(self._on_everyone_chosen)
        self._bar.end_chosen.connect(self.end_chosen)
        window.addToolBar(self._bar)
        self._bar.show()
        self._actions.rename("practice", tr("End the practice"))
        return practice.canvas_id

    def take_desk(self, bridge: SessionBridge) -> None:
        """The copy, or a new version of it, is on the desk."""
        self._bridge = bridge
        bridge.written.connect(self._look_who_is_expected)
        self._look_who_is_expected()

    def end(self) -> None:
        """Move the window back and throw away what was practised; no desk shows it any more."""
        practice, self._practice, self._bridge = self._practice, None, None
        if practice is None:
            return
        self._window.paths, self._window.settings = self._home.paths, self._home.settings
        if self._bar is not None:
            self._window.removeToolBar(self._bar)
            self._bar.deleteLater()
            self._bar = None
        self._actions.rename("practice")
        practice.end()

    def _look_who_is_expected(self, _fact: object = None) -> None:
        if self._bar is not None and self._bridge is not None:
            canvas = self._bridge.canvas
            expected = any(not person.arrived_at for person in canvas.people)
            self._bar.everyone.setVisible(expected and canvas.sign_off is None)

    def _on_everyone_chosen(self) -> None:
        if self._bridge is not None:
            self._bridge.do(EveryoneArrives())

    def keeps_out(self, action_id: str) -> bool:
        """Whether an action has no place in the practice that goes on; why not is told."""
        if self._practice is None:
            return False
        if action_id in _WRITING:
            self._tell_why_not(str(no_file_from_practice()))
        elif action_id in _REAL:
            self._tell_why_not(tr("This is a practice on a copy. End it first to go on with what is real."))
        elif action_id == "stored":
            self._tell_why_not(tr("This is a practice: nothing of it is kept. The real canvas is stored as it was."))
        else:
            return False
        return True

    def _tell_why_not(self, text: str) -> None:
        end = tr("End the practice")
        self._window.tell(text, end, self.end_chosen.emit, stays=True, until=Until.CANVAS_LEFT)


def sweep_the_killed() -> None:
    """Remove what practices left behind whose process was killed."""
    # not before the first frame: what it needs of the model
    from cmc_desktop.model.services.throw_away_folder import sweep

    sweep()
