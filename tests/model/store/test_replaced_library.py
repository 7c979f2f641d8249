"""A library in whose place another file was put: whoever has the old one open stores nothing in it any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.errors import LibraryReplaced, LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.putting_back import put_in_place
from cmc_desktop.paths import Paths


def put_back(paths: Paths, part: Path, before: Callable[[], object] = lambda: None) -> Path:
    aside = put_in_place(part, paths.library, paths.data / "backups", "aside.cmcdb", before)
    assert aside is not None
    return aside


@pytest.fixture
def part(session: Session, paths: Paths) -> Path:
    """A copy of the library, about to take its place."""
    builders.put(session, "value", "Before")
    return Path(shutil.copy(paths.library, paths.library.with_name("part")))


def words_in(path: Path, canvas_id: str) -> list[str]:
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        return builders.texts(library.session(canvas_id), "value")


def test_nothing_is_written_to_or_read_from_what_was_set_aside(session: Session, paths: Paths, part: Path) -> None:
    aside = put_back(paths, part)
    for _ in range(2):
        with pytest.raises(LibraryReplaced):
            builders.put(session, "value", "Into nowhere")
        with pytest.raises(LibraryReplaced):
            session.catch_up()
    assert builders.texts(session, "value") == ["Before"]
    assert words_in(aside, session.canvas.id) == words_in(paths.library, session.canvas.id) == ["Before"]


def test_nobody_writes_between_the_last_look_and_the_change_of_files(
    session: Session, paths: Paths, part: Path
) -> None:
    with closing(Library.open(paths.library, builders.TEMPLATES, ManualClock())) as other:
        other.store.engine.dispose()
        hurried = other.session(session.canvas.id)
        with other.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")

        def write_meanwhile() -> None:
            with pytest.raises(LibraryTrouble, match="in use by another program"):
                builders.put(hurried, "value", "Between two looks")

        aside = put_back(paths, part, write_meanwhile)
        with pytest.raises(LibraryReplaced):
            builders.put(hurried, "value", "Afterwards")
    assert words_in(aside, session.canvas.id) == ["Before"]


def test_a_library_that_was_deleted_takes_no_words(session: Session, paths: Paths, part: Path) -> None:
    paths.library.unlink()
    with pytest.raises(LibraryReplaced):
        builders.put(session, "value", "Into nowhere")
