"""The soft gong at 5, 1 and 0 minutes: played by whatever the system has, never an error."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from cmc_desktop.ui.phase_clock import ClockLevel

#: programs that play a wave file and end, with their options, the best first
_PLAYERS = (("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"))


class Player(Protocol):
    def play(self, name: str) -> None:
        """Play the sound called `name` ('warning', 'end') without waiting for it."""
        ...


class SystemPlayer:
    """Plays the wave files of `folder` (`resources/sounds`) through the system; beeps where that is not possible."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def play(self, name: str) -> None:
        path = self._folder / f"{name}.wav"
        if not (path.is_file() and (_by_windows(path) or _by_program(path))):
            QApplication.beep()


def _by_windows(path: Path) -> bool:
    if sys.platform == "win32":
        import winsound  # there on Windows only

        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True
    return False


def _by_program(path: Path) -> bool:
    for program, *options in _PLAYERS:
        found = shutil.which(program)
        if found is None:
            continue
        process = QProcess()
        process.setProgram(found)
        process.setArguments([*options, str(path)])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        return bool(process.startDetached())
    return False


class Gong:
    """Decides when to sound: once for each level the clock of a phase reaches while it is watched.

    A phase that is met in its last minutes stays silent, and so does one whose clock goes back.
    """

    def __init__(self, player: Player | None, *, on: bool = True) -> None:
        self.on = on
        self._player = player
        self._phase = ""
        self._level = ClockLevel.CALM

    def look(self, phase: str, level: ClockLevel) -> None:
        """The clock of `phase` stands at `level`."""
        deeper = phase == self._phase and level > self._level
        self._phase, self._level = phase, level
        if deeper and self.on and self._player is not None:
            self._player.play("end" if level is ClockLevel.OVER else "warning")
