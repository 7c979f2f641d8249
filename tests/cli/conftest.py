"""The command line as scripts use it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Command, Result

from cmc_desktop import app


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder the app keeps everything in."""
    return tmp_path / "data"


@pytest.fixture
def cmc(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process; `given` is what it reads from standard input."""

    def run(*arguments: object, given: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        capsys.readouterr()
        try:
            status = app.run(["--data", str(data), *map(str, arguments)])
        except SystemExit as end:
            status = int(end.code or 0)
        return Result(status, *capsys.readouterr())

    return run


@pytest.fixture
def cmc_process(data: Path) -> Command:
    """Run a command as a process of its own, with bytes in and out; `env` is added to the environment."""

    def run(*arguments: object, given: bytes = b"", env: dict[str, str] | None = None) -> Result:
        command = [sys.executable, "-m", "cmc_desktop", "--data", data, *arguments]
        finished = subprocess.run(
            [os.fsencode(str(part)) if not isinstance(part, bytes) else part for part in command],
            input=given,
            capture_output=True,
            env={**os.environ, **(env or {})},
        )
        return Result(finished.returncode, finished.stdout.decode(), finished.stderr.decode())

    return run


@pytest.fixture
def canvas(cmc: Command) -> str:
    """The id of an empty canvas."""
    return cmc("new", "Night bus", "--city", "Port Alder").last_line
