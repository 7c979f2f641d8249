"""The note-taker's laptop, in a process of its own: takes the copy in, writes along with the phases, gives it out.

Arguments: a folder for its library, the file of the copy, the file to write, and lines as PHASE=WORDS.
"""

from __future__ import annotations

import sys
from pathlib import Path

import builders

from cmc_desktop.model.domain.changes import AddMinute
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.importing import import_file


def main() -> None:
    folder, copy, back, *lines = sys.argv[1:]
    clock = SystemClock()
    library = builders.open_library(Path(folder), clock)
    session = library.session(import_file(library, Path(copy)).canvas_id)
    for line in lines:
        phase, _, words = line.partition("=")
        builders.bring_to(session, phase)
        session.do(AddMinute(words))
    exporter = Exporter(builders.paths_in(Path(folder)).resources / "fonts", clock)
    exporter.export(session.canvas, Path(back), revisions=revisions_of(library, session.canvas))
    library.close()


if __name__ == "__main__":
    main()
