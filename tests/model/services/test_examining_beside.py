"""The check in a process of its own finds what the check here finds, and leaves nothing behind."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builders
import damages
import pytest

from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.examining_beside import VERB, Examine, examiner
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.soundness import examine
from cmc_desktop.paths import resources_folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "library.cmcdb"
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        builders.sign(library.session(library.new("Night bus", "Oslo")))
        builders.fill(library.session(library.new("Market hall")))
    return path


def nothing() -> None:
    """No pause."""


@pytest.fixture
def beside() -> Examine:
    return examiner(resources_folder(), worth_it=0)


def test_it_finds_the_same_of_a_sound_library_and_of_a_changed_one(copy: Path, beside: Examine) -> None:
    here = examine(copy, builders.TEMPLATES, {})
    assert beside(copy, {}, {}, nothing) == here  # the templates are those it finds by itself
    known = {canvas_id: (facts,) for canvas_id, facts in here.canvases.items()}
    next(kind for kind in damages.KINDS if kind.__name__ == "another_name")(copy, random.Random(1))
    denied = beside(copy, {}, known, nothing)
    assert denied.faults
    assert denied == examine(copy, builders.TEMPLATES, known)
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


@pytest.mark.parametrize(
    "command", [("no-such-program-at-all",), (sys.executable, "-c", "raise SystemExit(3)"), (sys.executable, "-c", "")]
)
def test_where_no_process_does_it_it_is_done_here(copy: Path, command: tuple[str, ...]) -> None:
    done = examiner(resources_folder(), command, worth_it=0)(copy, builders.TEMPLATES, {}, nothing)
    assert done == examine(copy, builders.TEMPLATES, {})


def test_who_stops_it_does_not_wait_for_it(copy: Path) -> None:
    def stop() -> None:
        raise Cancelled("stopped")

    before = sorted(copy.parent.iterdir())
    for_ever = (sys.executable, "-c", "import time; time.sleep(600)")
    with pytest.raises(Cancelled):
        examiner(resources_folder(), for_ever, worth_it=0)(copy, builders.TEMPLATES, {}, stop)
    assert sorted(copy.parent.iterdir()) == before


def test_a_backup_is_made_by_it(copy: Path, beside: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def counted(path: Path, *rest: object) -> object:
        asked.append(path)
        function: Callable[..., object] = beside
        return function(path, *rest)

    outcome = BackingUp(copy, builders.TEMPLATES, ManualClock(), examine=counted).run()  # type: ignore[arg-type]  # counts only
    assert outcome.new
    assert len(asked) == 1
    assert VERB == "--examine-copy"  # as the app's own arguments say
