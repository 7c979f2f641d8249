"""Fills a disk of one megabyte with notes, makes room again, and tells what became of them; started by a test.

unshare --mount python tests/model/store/full_disk.py FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder


def fill(session: Session) -> tuple[list[str], str]:
    """The notes that were acknowledged, and what was told when no more would fit."""
    stored: list[str] = []
    while True:
        text = f"Note {len(stored)} {'word ' * 100}".strip()
        try:
            session.do(AddNote("value", text))
        except LibraryTrouble as trouble:
            return stored, str(trouble)
        stored.append(text)


def main(folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(200_000))
    templates = load_templates(resources_folder())
    with closing(Library.open(folder / "library.cmcdb", templates, ManualClock())) as library:
        session = library.session(library.new("Full"))
        stored, told = fill(session)
        in_memory = [note.text for note in session.canvas.notes_in("value")]
        readable = [note.text for note in library.session(session.canvas.id).canvas.notes_in("value")]
        ballast.unlink()
        session.do(AddNote("value", "There is room again"))
        after = [note.text for note in library.session(session.canvas.id).canvas.notes_in("value")]
        print(
            json.dumps(
                {
                    "stored": len(stored),
                    "told": told,
                    "in_memory": in_memory == stored,
                    "readable": readable == stored,
                    "goes_on": after == [*stored, "There is room again"],
                    "check": library.store.check(),
                }
            )
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
