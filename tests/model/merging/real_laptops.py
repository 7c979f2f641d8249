"""The same laptops with a real library each: files on a disk, and copies that are real files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import builders
from builders import given_copy
from laptops import Laptop

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import Change
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take


class RealLaptop(Laptop):
    """A laptop whose library is a real file below `folder`, with the canvas out of `file` or a new one."""

    def __init__(self, name: str, folder: Path, file: Path | None = None) -> None:
        self.name = name
        self.folder = folder
        folder.mkdir()
        self.clock = ManualClock(1_790_000_000_000 + sum(map(ord, name)) * 86_399_999)
        self.library = builders.open_library(folder, self.clock)
        self.store = self.library.store
        self.given = 0
        if file is None:
            canvas_id = self.library.new("Night bus", "Port Alder")
        else:
            canvas_id = take(self.library, read_file(file, builders.TEMPLATES)).canvas_id
        self.session = self.library.session(canvas_id)
        self.hashes = [self.canvas.content_hash]
        self.session.observe(lambda _: self.hashes.append(self.canvas.content_hash))

    def file(self) -> Path:
        """Give a copy as a file."""
        self.given += 1
        self.clock.forward(seconds=1)
        return given_copy(self.store, self.session, self.folder / f"{self.given}.cmc", self.name)

    def copy(self, *, through_a_file: bool = True) -> Canvas:
        found = read_file(self.file(), builders.TEMPLATES)
        assert isinstance(found, CmcFile)
        return found.canvas


def real_laptops(folder: Path, *names: str, changes: Iterable[Change] = ()) -> list[RealLaptop]:
    """One laptop a name, all with the same canvas: the first has it and made `changes`, then gave the others a copy."""
    first = RealLaptop(names[0], folder / names[0])
    for change in changes:
        first.session.do(change)
    file = first.file()
    return [first, *(RealLaptop(name, folder / name, file) for name in names[1:])]
