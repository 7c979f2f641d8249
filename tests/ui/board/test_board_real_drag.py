"""Drags from end to end on a real (virtual) screen, where one can be started: Qt drags nothing without one."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_DRAGS = Path(__file__).parent / "on_a_screen" / "real_drags.py"


@pytest.fixture
def display() -> Iterator[str]:
    """The name of a fresh X display."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed: real drags are not tried here")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], 20)
        number = os.read(reading, 16).decode().strip() if ready else ""
        if not number:
            pytest.skip("Xvfb does not start here: real drags are not tried")
        yield f":{number}"
    finally:
        os.close(reading)
        process.terminate()
        process.wait(timeout=20)


def _on(display: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `command` on that display."""
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_notes_are_dragged_on_a_real_screen(display: str) -> None:
    if _on(display, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])").returncode != 0:
        pytest.skip("the libraries of a screen are not installed: real drags are not tried here")
    played = _on(display, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(_DRAGS))
    assert played.returncode == 0, played.stdout + played.stderr
    assert "3 passed" in played.stdout
