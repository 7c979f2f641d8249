"""Computers with two displays: offscreen ones, and a virtual X server whose cables a test pulls and puts back."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: x, y, width, height
LAPTOP, PROJECTOR = [0, 0, 1366, 768], [1366, 0, 1920, 1080]


def offscreen(folder: Path, *displays: dict[str, object]) -> str:
    """The Qt platform of a computer with these displays, the first of them the primary one."""
    config = folder / "displays.json"
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96}
    config.write_text(json.dumps({"screens": [display | dots for display in displays]}), encoding="utf-8")
    return f"offscreen:configfile={config}"


def offscreen_display(name: str, place: list[int], dpr: int = 1) -> dict[str, object]:
    """One of these displays."""
    x, y, width, height = place
    return {"name": name, "x": x, "y": y, "width": width, "height": height, "dpr": dpr}


class Cables:
    """The displays of one X server: put in, pulled out."""

    def __init__(self, name: str) -> None:
        self.name = name

    def plug(self, monitor: str, place: list[int], output: str = "none") -> None:
        x, y, width, height = place
        self._xrandr("--setmonitor", monitor, f"{width}/{width // 4}x{height}/{height // 4}+{x}+{y}", output)

    def pull(self, monitor: str) -> None:
        self._xrandr("--delmonitor", monitor)

    def _xrandr(self, *words: str) -> None:
        subprocess.run(["xrandr", *words], env=os.environ | {"DISPLAY": self.name}, check=True, capture_output=True)


@contextmanager
def laptop_with_cables() -> Iterator[Cables]:
    """A laptop's display, and room for a projector's beside it; skips where there can be none."""
    server = shutil.which("Xvfb")
    if server is None or shutil.which("xrandr") is None:
        pytest.skip("Xvfb and xrandr are not both installed: no cable is pulled here")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "3286x1080x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], 20)
        number = os.read(reading, 16).decode().strip() if ready else ""
        if not number:
            pytest.skip("Xvfb does not start here: no cable is pulled")
        cables = Cables(f":{number}")
        cables.plug("Laptop", LAPTOP, "screen")
        yield cables
    finally:
        os.close(reading)
        process.terminate()
        process.wait(timeout=20)
