"""The pictures in the documents, taken from the running app in the middle of the sample workshop."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration, Moment
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample, load_templates
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.pictures import take_pictures

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Play to the agreement phase and leave docs/desk.png and docs/projector.png."""
    resources = resources_folder()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Library.open(Path(folder) / "library.cmcdb", load_templates(resources), ManualClock(MORNING))
        demonstration = Demonstration(library, load_sample(resources), load_protocols(resources))
        for moment in demonstration.play():
            if moment is Moment.AGREE:
                take_pictures(demonstration.session, resources, DOCS)
        library.close()
    print(f"{DOCS / 'desk.png'}\n{DOCS / 'projector.png'}")


if __name__ == "__main__":
    main()
