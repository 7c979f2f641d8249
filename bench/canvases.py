"""Invented canvases of any size: notes of many lengths, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.model.domain.changes import AddNotes
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.paths import Paths, resources_folder, user_paths

SIZES = (150, 2_000, 10_000)

_LONGEST = 266
_PHRASES = (
    "the city bus at night every twenty minutes people who work late home safe street lights repaired within a day "
    "library open on Sundays cheaper passes for pupils drivers trained quiet electric engines fewer cars data from "
    "sensors shared with residents neighbourhood council pays half of the running costs partners from the harbour "
    "university measures air quality volunteers maintenance contract hospital shift workers affordable fares"
)
_WORDS = _PHRASES.split()


@dataclass(frozen=True)
class Desk:
    """A data folder with a library in it, and the ids of its canvases by their number of notes."""

    paths: Paths
    ids: Mapping[int, str]


def note_texts(count: int, seed: int = 7) -> list[str]:
    """Texts of 8 to 266 characters, about 60 in the mean, every fiftieth as long as they come."""
    chance = random.Random(seed)
    texts = []
    for number in range(count):
        length = _LONGEST if number % 50 == 49 else round(min(200.0, max(8.0, chance.lognormvariate(3.85, 0.55))))
        words = [chance.choice(_WORDS).capitalize()]
        while sum(map(len, words)) + len(words) - 1 < length:
            words.append(chance.choice(_WORDS))
        texts.append(" ".join(words)[:length].ljust(length, "."))
    return texts


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
