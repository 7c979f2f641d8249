"""The app starts light, without a network, and where it was left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import builders
import pytest

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import user_paths

CHILD = Path(__file__).with_name("started_app.py")

#: at the first frame, and when the app is ready
Told = tuple[dict[str, Any], dict[str, Any]]


def started(data: Path, *arguments: str) -> Told:
    """What the app tells at its first frame, and when it is ready; it has ended well when this returns."""
    child = subprocess.run(
        [sys.executable, str(CHILD), str(data), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert child.returncode == 0, child.stderr
    first_frame, ready = map(json.loads, child.stdout.splitlines())
    return first_frame, ready


def filled_canvas(data: Path, notes: int = 20) -> str:
    """A canvas with notes in the library the app opens."""
    paths = user_paths(data)
    library = Library.open(paths.library, builders.TEMPLATES, ManualClock())
    canvas_id = library.new("Night bus", "Port Alder")
    builders.fill(library.session(canvas_id), notes)
    library.close()
    return canvas_id


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told]:
    """The folder of an app that was started once, and what it told."""
    folder = tmp_path_factory.mktemp("first")
    return folder, started(folder)


@dataclass(frozen=True)
class Starts:
    """What one app told, start after start."""

    canvas: str
    on_the_canvas: Told
    again: Told
    without_the_canvas: Told
    at_last: Told


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> Starts:
    """A canvas is opened, of two; the app is started again, twice more when the library is gone."""
    folder = tmp_path_factory.mktemp("starts")
    canvas_id = filled_canvas(folder)
    filled_canvas(folder)
    on_the_canvas, again = started(folder, canvas_id), started(folder)
    user_paths(folder).library.unlink()
    return Starts(canvas_id, on_the_canvas, again, started(folder), started(folder))


def test_nothing_heavy_is_loaded_at_the_first_frame(first_start: tuple[Path, Told]) -> None:
    _, (first_frame, _) = first_start
    assert first_frame["loaded"] == []


def test_nothing_heavy_is_loaded_at_the_first_frame_when_a_canvas_was_open(starts: Starts) -> None:
    first_frame, _ = starts.again
    assert first_frame["loaded"] == []


def test_the_first_start_shows_the_library_and_makes_it(first_start: tuple[Path, Told]) -> None:
    folder, (_, ready) = first_start
    assert ready == {"page": "LibraryPage", "canvas": "", "notes": 0}
    assert user_paths(folder).library.is_file()


def test_the_app_starts_and_works_on_a_canvas_without_a_network(starts: Starts) -> None:
    # The child cannot make a socket at all.
    _, ready = starts.on_the_canvas
    assert ready == {"page": "DeskPage", "canvas": starts.canvas, "notes": 20}


def test_a_second_start_returns_to_the_canvas_that_was_open(starts: Starts) -> None:
    _, ready = starts.again
    assert ready == {"page": "DeskPage", "canvas": starts.canvas, "notes": 20}


def test_the_app_starts_in_the_library_when_the_open_canvas_is_gone(starts: Starts) -> None:
    _, ready = starts.without_the_canvas
    assert ready == {"page": "LibraryPage", "canvas": "", "notes": 0}
    _, again = starts.at_last
    assert again["page"] == "LibraryPage"
