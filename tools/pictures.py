"""The pictures in the documents, taken from the running app in the middle of the sample workshop and after it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration, Moment
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample, load_templates
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.pictures import take_pictures
from tools import copies_pictures

DOCS = Path(__file__).resolve().parent.parent / "docs"
#: what the names of the pictures begin with at each moment
SHOWN = {Moment.ROUND: "round", Moment.DISCUSS: "discuss", Moment.AGREE: "agree"}


def main() -> None:
    """Play the sample and leave docs/MOMENT-desk.png and docs/MOMENT-projector.png of each moment shown."""
    resources = resources_folder()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Library.open(Path(folder) / "library.cmcdb", load_templates(resources), ManualClock(MORNING))
        demonstration = Demonstration(library, load_sample(resources), load_protocols(resources))
        for moment in demonstration.play():
            if moment in SHOWN:
                take_pictures(demonstration.session, resources, Path(folder))
                _keep(Path(folder), SHOWN[moment])
        library.close()
        copies_pictures.take_pictures(resources, Path(folder), DOCS)


def _keep(folder: Path, moment: str) -> None:
    for window in ("desk", "projector"):
        kept = DOCS / f"{moment}-{window}.png"
        shutil.move(folder / f"{window}.png", kept)
        print(kept)


if __name__ == "__main__":
    main()
