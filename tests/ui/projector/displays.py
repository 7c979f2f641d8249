"""The real app in a process of its own, on displays that a test makes, pulls and puts back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class App:
    """The process, asked and moved line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, what: str = "", **until: object) -> dict[str, Any]:
        """Let the app do something, wait until these facts hold, and return all facts as they are then."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, "until": until}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the app ended: {self._process.communicate(timeout=60)[1]}"
        facts: dict[str, Any] = json.loads(line)
        assert until.items() <= facts.items(), facts
        return facts


@contextmanager
def running_app(folder: Path, platform: str, **surroundings: str) -> Iterator[App]:
    """The app on a Qt platform; it has to end well, without a word of Qt or Python about anything."""
    path = os.pathsep.join([str(HERE.parents[2]), str(HERE.parents[1])])
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", str(HERE / "app_on_displays.py"), str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": platform, "PYTHONPATH": path} | surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield App(process)
        _, said = process.communicate(timeout=60)
        worries = [line for line in said.splitlines() if "does not support" not in line]
        assert not worries, said
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
