"""The laptop's worst moment: the process is killed while the room contributes. The next start goes on there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import builders
import pytest
from hands import Hands, Key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import SystemClock

HERE = Path(__file__).parent
#: what `remaining` may be off by after the restart
TWO_SECONDS = 2_000


def killed_after(folder: Path, notes: int) -> tuple[str, list[str], float]:
    """Run the app in `folder`, kill it once `notes` are typed: the canvas, the reported notes, when the round began."""
    command = [sys.executable, str(HERE / "room_to_be_killed.py"), str(folder)]
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE.parent)]),
    }
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings, text=True)
    assert process.stdout is not None
    lines = []
    began = 0.0
    for line in process.stdout:
        began = began or time.time()
        lines.append(line.rstrip("\n"))
        if len(lines) == notes:
            process.send_signal(signal.SIGKILL)
            break
    lines += [line.rstrip("\n") for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    return lines[0].split(" ")[0], [line.split(" ", 1)[1] for line in lines], began


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("notes", [1, 7, 25])
def test_the_next_start_returns_to_the_canvas_the_phase_the_time_and_every_note(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, notes: int
) -> None:
    canvas_id, typed, began = killed_after(tmp_path, notes)

    hands = Hands(qtbot, qapp, builders.paths_in(tmp_path), SystemClock())

    canvas = hands.desk.bridge.canvas
    assert canvas.id == canvas_id
    item = canvas.current_item
    assert item is not None
    assert item.kind == "round"
    left = canvas.run(item.id).remaining(item, hands.desk.bridge.now())
    expected = item.minutes * 60_000 - (time.time() - began) * 1000
    assert abs(left - expected) < TWO_SECONDS
    stored = [note.text for note in canvas.notes_in("partners")]
    assert stored[: len(typed)] == typed
    assert len(stored) - len(typed) <= 1

    hands.desk.page.board.focus_box("partners")
    hands.type("And we go on")
    hands.press(Key.Key_Return)
    assert canvas.notes_in("partners")[-1].text == "And we go on"
