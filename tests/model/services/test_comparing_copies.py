"""Comparing with a state that a copy brought: on paper it has the time at which it was made there."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import open_library, put
from test_odd_copies import Laptop

from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.comparing import state_named


def test_a_state_from_a_copy_has_the_time_of_its_point_of_history(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    there = Laptop(tmp_path, "there")
    clock = ManualClock()
    clock.forward(minutes=90)
    there.library = open_library(tmp_path / "later", clock)
    there.takes(here.gives())
    put(here.session, "costs", "Paint")
    put(there.session, "costs", "Signs")
    path = there.gives("back.cmc")
    made = there.session.canvas.content_hash
    here.joins(path)
    now = here.library.clock.now()
    assert state_named(made[:8], here.session, here.library, now).at == clock.now()
    with pytest.raises(NotThere) as refused:
        state_named("0000", here.session, here.library, now)
    assert f"(a kept state, {day_and_time(clock.now())})" in refused.value.todo
    assert "1970" not in refused.value.todo


def test_a_state_that_was_kept_without_its_time_has_that_of_its_point(tmp_path: Path) -> None:
    here = Laptop(tmp_path, "here").new()
    here.gives()
    canvas = here.session.canvas
    point = canvas.find(Checkpoint, canvas.head.checkpoint)
    assert point is not None
    canvas.fill([Revision(canvas.content_hash, (), "copy", 0, canvas.content.canonical(), canvas.ranks())])
    found = state_named(canvas.content_hash[:8], here.session, here.library, here.library.clock.now())
    assert found.at == point.at
