"""The app starts light, without a network, and where it was left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import builders

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import user_paths

CHILD = Path(__file__).with_name("started_app.py")


def started(data: Path, *arguments: str) -> tuple[dict[str, Any], dict[str, Any]]:
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


def test_nothing_heavy_is_loaded_at_the_first_frame(tmp_path: Path) -> None:
    first_frame, _ = started(tmp_path)
    assert first_frame["loaded"] == []


def test_nothing_heavy_is_loaded_at_the_first_frame_when_a_canvas_was_open(tmp_path: Path) -> None:
    canvas_id = filled_canvas(tmp_path)
    started(tmp_path, canvas_id)
    first_frame, _ = started(tmp_path)
    assert first_frame["loaded"] == []


def test_the_first_start_shows_the_library_and_makes_it(tmp_path: Path) -> None:
    _, ready = started(tmp_path)
    assert ready == {"page": "LibraryPage", "canvas": "", "notes": 0}
    assert user_paths(tmp_path).library.is_file()


def test_the_app_starts_and_works_on_a_canvas_without_a_network(tmp_path: Path) -> None:
    # The child cannot make a socket at all.
    canvas_id = filled_canvas(tmp_path)
    _, ready = started(tmp_path, canvas_id)
    assert ready == {"page": "DeskPage", "canvas": canvas_id, "notes": 20}


def test_a_second_start_returns_to_the_canvas_that_was_open(tmp_path: Path) -> None:
    canvas_id = filled_canvas(tmp_path)
    filled_canvas(tmp_path)
    started(tmp_path, canvas_id)
    _, ready = started(tmp_path)
    assert ready == {"page": "DeskPage", "canvas": canvas_id, "notes": 20}


def test_the_app_starts_in_the_library_when_the_open_canvas_is_gone(tmp_path: Path) -> None:
    canvas_id = filled_canvas(tmp_path)
    started(tmp_path, canvas_id)
    user_paths(tmp_path).library.unlink()
    _, ready = started(tmp_path)
    assert ready == {"page": "LibraryPage", "canvas": "", "notes": 0}
    _, again = started(tmp_path)
    assert again["page"] == "LibraryPage"
