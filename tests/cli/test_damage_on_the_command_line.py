"""A library with a damaged page: every verb that reads tells of the damage or answers rightly, and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import builders
import pytest
from commands import Command, Result

from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Why
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample
from cmc_desktop.paths import resources_folder

#: SQLite's own page size, which is a library's
PAGE = 4096
#: the pages of a library are shared out, so that several workers can go through them
SHARES = 4
#: so many pages hold the beginnings of every table and index; of the alike ones behind them, each so many-th is damaged
BEGINNINGS, EACH = 60, 7


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """A library with the signed sample workshop and a draft beside it: the file, and the ids of the two."""
    path = tmp_path_factory.mktemp("whole") / "library.cmcdb"
    resources = resources_folder()
    with closing(Library.open(path, builders.TEMPLATES, ManualClock(MORNING))) as library:
        demonstration = Demonstration(library, load_sample(resources), load_protocols(resources))
        for _ in demonstration.play():
            pass
        draft = library.session(library.new("Market hall", "Oslo"))
        builders.fill(draft, 40)
        library.search("bus")
        builders.put(draft, "value", "A market by night", "Warm bread " * 300)
        draft.do(KeepCheckpoint(Why.COPY.value))  # else each export would make a point of its own moment
        yield path, demonstration.session.canvas.id, draft.canvas.id


def verbs(signed: str, draft: str, folder: Path) -> list[list[object]]:
    return [
        ["list"],
        ["list", "--json"],
        ["list", "--archived"],
        ["show", signed],
        ["show", draft, "--json"],
        ["search", "market"],
        ["search", "bus", "--json"],
        ["export", signed, folder / "signed.cmc"],
        ["export", draft, folder / "draft.cmc"],
        ["export", signed, folder / "signed.json"],
        ["export", draft, folder / "draft.csv"],
    ]


def answer(cmc: Command, verb: list[object]) -> tuple[Result, bytes]:
    """What a verb says, and what it wrote."""
    file = verb[-1] if verb[0] == "export" else None
    if isinstance(file, Path):
        file.unlink(missing_ok=True)
    result = cmc(*verb)
    return result, file.read_bytes() if isinstance(file, Path) and file.exists() else b""


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_page_is_damaged_it_is_told_or_does_no_harm(
    cmc: Command, whole: tuple[Path, str, str], data: Path, tmp_path: Path, share: int
) -> None:
    path, signed, draft = whole
    sound = path.read_bytes()
    pages = len(sound) // PAGE
    assert pages > 2 * BEGINNINGS
    library = data / "library.cmcdb"
    data.mkdir()
    asked = verbs(signed, draft, tmp_path)
    shutil.copy(path, library)
    right = [answer(cmc, verb) for verb in asked]
    assert [result.status for result, _ in right] == [0] * len(asked)
    told = 0
    chosen = [*range(BEGINNINGS), *range(BEGINNINGS, pages, EACH)][share::SHARES]
    for page in chosen:
        damaged = sound[: page * PAGE] + bytes(PAGE) + sound[(page + 1) * PAGE :]
        for verb, expected in zip(asked, right, strict=True):
            library.write_bytes(damaged)
            found = answer(cmc, verb)
            if found == expected:
                continue
            result, written = found
            where = f"page {page + 1} of {pages}, {verb[0]} {verb[-1]}: {result}"
            assert (result.status, result.out, written) == (1, "", b""), where
            assert "is damaged" in result.err, where
            assert "It was left as it is." in result.err or "Nothing was changed." in result.err, where
            told += 1
    assert told > len(chosen)
    assert not (data / "logs").exists()


def test_a_table_can_be_taken_out_where_the_earlier_states_are_damaged(
    cmc: Command, whole: tuple[Path, str, str], data: Path, tmp_path: Path
) -> None:
    path, signed, _ = whole
    data.mkdir()
    shutil.copy(path, data / "library.cmcdb")
    with closing(sqlite3.connect(data / "library.cmcdb")) as connection, connection:
        connection.execute("UPDATE revisions SET content = replace(content, 'bus', 'car')")
    for name in ("a.cmc", "a.pdf"):
        refused = cmc("export", signed, tmp_path / name)
        assert (refused.status, (tmp_path / name).exists()) == (1, False)
        assert "is damaged" in refused.err
    assert [cmc("export", signed, tmp_path / name).status for name in ("a.json", "a.csv")] == [0, 0]
