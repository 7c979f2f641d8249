"""As many conflicts as a copy is said to bring are open once it is joined, wherever they are counted."""

from __future__ import annotations

from random import Random

import pytest
from canvas_histories import Room, ids_from
from laptops import Laptop

from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.services.what_comes import what_comes


class CountingRoom(Room):
    """A room that counts, at every joining, what was told before and what is open then."""

    def join(self, laptop: Laptop, copy: Canvas) -> None:
        coming = laptop.look_at(copy)
        if coming is None:
            return
        before, found = open_conflicts(laptop.canvas), what_comes(laptop.canvas.snapshot(), coming)
        laptop.take(copy)
        after = open_conflicts(laptop.canvas)
        assert {one.id for one in found.contests} == after.keys()
        assert found.brought == len(after.keys() - before.keys())
        assert found.plain()["counts"]["conflicts"] == agreement(laptop.canvas).conflicts
        self.merges += len(after) > 0


@pytest.mark.parametrize("seeds", [range(12), range(12, 24)])
def test_what_a_preview_counts_is_what_is_open_once_the_copy_is_joined(seeds: range) -> None:
    with_conflicts = 0
    for seed in seeds:
        random = Random(seed)
        with ids_from(random):
            room = CountingRoom(random, content_only=bool(seed % 2))
            room.play(16)
        with_conflicts += room.merges
    assert with_conflicts
