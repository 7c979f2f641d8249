"""Libraries with canvases of any size."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.texts import note_texts
from cmc_desktop.model.domain.changes import AddNotes
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.paths import Paths, resources_folder, user_paths

SIZES = (150, 2_000, 10_000)


@dataclass(frozen=True)
class Desk:
    """A data folder with a library in it, and the ids of its canvases by their number of notes."""

    paths: Paths
    ids: Mapping[int, str]


def templates() -> dict[str, Template]:
    return load_templates(resources_folder())


def open_library(paths: Paths) -> Library:
    """The library in `paths`, by the clock the app uses."""
    return Library.open(paths.library, templates(), SystemClock())


def fill(library: Library, canvas_id: str, count: int) -> None:
    """Put `count` notes on an empty canvas: one in the mission, the others over all boxes, some fuller than others."""
    session = library.session(canvas_id)
    texts = note_texts(count)
    boxes = session.canvas.template.walk[1:]
    chance = random.Random(count)
    shares: dict[str, list[str]] = {box: [] for box in boxes}
    weights = [1 + place % 3 for place in range(len(boxes))]
    for text in texts[1:]:
        shares[chance.choices(boxes, weights)[0]].append(text)
    session.do(AddNotes("mission", (texts[0],)))
    for box, share in shares.items():
        session.do(AddNotes(box, tuple(share)))


def make_desk(folder: Path, sizes: tuple[int, ...] = SIZES) -> Desk:
    """A library below `folder` with one canvas of each size."""
    paths = user_paths(folder)
    library = open_library(paths)
    ids = {size: library.new(f"Canvas of {size} notes", "Port Alder") for size in sizes}
    for size, canvas_id in ids.items():
        fill(library, canvas_id, size)
    library.close()
    return Desk(paths, ids)
