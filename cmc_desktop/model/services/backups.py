"""Which copies of a library are there to be put back."""

from __future__ import annotations

from pathlib import Path

from cmc_desktop.model.store.backup import backups_beside


def backups_of(library: Path) -> list[Path]:
    """The copies of the library file `library`, newest first; none when their folder is missing or cannot be read."""
    try:
        files = backups_beside(library).glob(f"{library.stem}-*{library.suffix}")
        return sorted((file for file in files if file.is_file()), key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        return []
