"""The projector takes the display the desk is not on, and is a window of its own where there is only one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LAPTOP = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768}
PROJECTOR = {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080}
SHARP = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def with_displays(folder: Path, *displays: dict[str, object]) -> dict[str, Any]:
    """What the process tells on a computer with these displays."""
    config = folder / "displays.json"
    config.write_text(json.dumps({"screens": [display | SHARP for display in displays]}), encoding="utf-8")
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), str(HERE.parents[1])]),
    }
    command = [sys.executable, str(HERE / "two_displays.py"), str(folder)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_second_display_is_filled_by_the_projector(tmp_path: Path) -> None:
    told = with_displays(tmp_path, LAPTOP, PROJECTOR)

    assert told == {"found": True, "full_screen": True, "place": [1366, 0, 1920, 1080]}


def test_with_one_display_the_projector_is_a_window_of_its_own(tmp_path: Path) -> None:
    told = with_displays(tmp_path, LAPTOP)

    assert not told["found"]
    assert not told["full_screen"]
    assert told["place"][2:] == [960, 540]
