"""A whole day in the room, on a desk with a second display: beside the desk, and on a cable that is pulled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import screens

HERE = Path(__file__).parent
#: seconds; the day itself takes some twenty on an idle computer
_LONG = 400


def play(folder: Path, platform: str, **surroundings: str) -> None:
    """The day in a process of its own, whose displays are those of the platform."""
    path = os.pathsep.join(str(HERE.parent / part) for part in ("ui/projector", "."))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'day'}"]
    played = subprocess.run(
        [*command, str(HERE / "room_day.py")],
        env=os.environ | {"QT_QPA_PLATFORM": platform, "PYTHONPATH": path, "PYTEST_ADDOPTS": ""} | surroundings,
        capture_output=True,
        text=True,
        timeout=_LONG,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr


def test_a_day_on_two_displays(tmp_path: Path) -> None:
    laptop = screens.offscreen_display("laptop", screens.LAPTOP)
    projector = screens.offscreen_display("projector", screens.PROJECTOR)
    play(tmp_path, screens.offscreen(tmp_path, laptop, projector))


def test_a_day_on_which_the_projectors_cable_is_pulled_in_the_round(tmp_path: Path) -> None:
    with screens.laptop_with_cables() as cables:
        if not _has_a_screen(cables.name):
            pytest.skip("the libraries of a screen are not installed: no cable is pulled here")
        cables.plug("Projector", screens.PROJECTOR)
        play(tmp_path, "xcb", DISPLAY=cables.name)


def _has_a_screen(display: str) -> bool:
    command = [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    return subprocess.run(command, env=surroundings, capture_output=True, check=False).returncode == 0
