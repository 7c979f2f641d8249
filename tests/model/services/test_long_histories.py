"""Histories of more points than a file holds: nearer ones go along, and a canvas stays one that can be given away."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from builders import put
from test_odd_copies import Laptop
from test_what_copies_claim import with_points

from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.exchange import cmc_writer, history_reader
from cmc_desktop.model.services import recognising
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.looked_at import Relation

LIMIT = 40


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (cmc_writer, history_reader, recognising):
        monkeypatch.setattr(module, "CHECKPOINTS_LIMIT", LIMIT)


def chain(count: int) -> list[dict[str, Any]]:
    return [{"why": "copy", "nonce": f"chain {number}"} for number in range(count)]


@pytest.fixture
def crowded(tmp_path: Path) -> Laptop:
    """A canvas that two copies were joined with, each of which brought nearly as many points as a file holds."""
    here = Laptop(tmp_path, "here").new()
    away = [Laptop(tmp_path, name).takes(here.gives(f"{name}.cmc")) for name in ("Olli", "Ada")]
    for laptop in away:
        put(laptop.session, "costs", f"Signs of {laptop.name}")
        looked, _ = here.joins(with_points(laptop.gives(f"back-{laptop.name}.cmc"), *chain(LIMIT - 8)))
        assert looked.relation is Relation.JOINS
    return here


def test_a_canvas_that_such_copies_were_joined_with_can_be_given_away_and_exported(
    tmp_path: Path, crowded: Laptop
) -> None:
    for number, path in enumerate((crowded.gives("again.cmc"), crowded.exports())):
        told = json.loads(path.read_bytes())
        assert told["checkpoint"] in {one["id"] for one in told["checkpoints"]}
        assert len(told["checkpoints"]) <= LIMIT
        elsewhere = Laptop(tmp_path, f"elsewhere-{number}").takes(path)
        put(elsewhere.session, "costs", f"Lamps {number}")
        looked, _ = crowded.joins(elsewhere.gives(f"lamps-{number}.cmc"))
        assert looked.relation is Relation.JOINS


def test_what_a_file_leaves_out_are_the_farthest_points(crowded: Laptop) -> None:
    told = json.loads(crowded.gives("again.cmc").read_bytes())
    parents = {one["id"]: one["parents"] for one in told["checkpoints"]}
    level, near = [told["checkpoint"]], set[str]()
    for _ in itertools.count():
        new = [one for one in level if one in parents and one not in near]
        if not new:
            break
        near.update(new)
        level = [parent for one in new for parent in parents[one]]
    assert near == parents.keys()


def test_a_canvas_takes_in_no_more_points_than_a_file_holds(crowded: Laptop) -> None:
    assert len(list(crowded.session.canvas.all(Checkpoint))) <= LIMIT + 8


def test_the_own_history_stays_the_history_when_not_all_of_a_line_was_taken_in(crowded: Laptop, tmp_path: Path) -> None:
    crowded.session.do(KeepCheckpoint(name="before the long one"))
    away = Laptop(tmp_path, "Mo").takes(crowded.gives("mo.cmc"))
    put(away.session, "costs", "Benches")
    away.gives("of which nobody hears.cmc")
    looked, _ = crowded.joins(away.gives("back-mo.cmc"))
    assert looked.relation is Relation.JOINS
    told = [point.title for point in History(crowded.library, crowded.session).points]
    assert "before the long one" in told
    assert not [title for title in told if "undone" in title]
