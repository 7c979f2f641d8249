"""Where things are on this computer: data, logs and the files that come with the app."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

#: a file that only a folder of ours has
_MARK = Path("templates/city-model-canvas.json")


def resources_folder() -> Path:
    """The bundled files: inside the package when installed or frozen, beside it in a checkout.

    Beside an installed package other packages stand, which may have a folder of the same name.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package / "resources", package.parent / "resources"]
    for folder in candidates:
        if (folder / _MARK).is_file():
            return folder
    raise FileNotFoundError("The files that come with CMC Desktop (templates, fonts) are missing: install it again.")


@dataclass(frozen=True)
class Paths:
    """The folders one run of the application works in; handed down, never looked up."""

    resources: Path
    data: Path

    @property
    def library(self) -> Path:
        return self.data / "library.cmcdb"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def unstored_words(self) -> Path:
        return self.data / "unstored-words.json"

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def settings(self) -> Path:
        return self.data / "settings.ini"


def user_paths(data: Path | None = None) -> Paths:
    """The user's own folders, or everything below `data` where one is given."""
    if data is None:
        from platformdirs import user_data_path

        data = user_data_path("cmc-desktop", appauthor=False)
    return Paths(resources=resources_folder(), data=data)
