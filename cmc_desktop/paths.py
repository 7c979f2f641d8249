"""Where things are on this computer: data, logs, backups and the files that come with the app."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


def resources_folder() -> Path:
    """The bundled files: beside the package in a checkout, inside it when installed or frozen."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package.parent / "resources", package / "resources"]
    for folder in candidates:
        if (folder / "templates").is_dir():
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
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def protocols(self) -> Path:
        return self.data / "protocols"

    @property
    def settings(self) -> Path:
        return self.data / "settings.ini"


def user_paths(data: Path | None = None) -> Paths:
    """The user's own folders, or everything below `data` where one is given."""
    if data is None:
        from platformdirs import user_data_path

        data = user_data_path("cmc-desktop", appauthor=False)
    return Paths(resources=resources_folder(), data=data)
