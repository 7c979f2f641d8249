"""Keys come as far apart as from a person who looks before each; who types on unseen is what few tests are about."""

from __future__ import annotations

import pytest

from cmc_desktop.ui.dead_time import DeadTime


@pytest.fixture(autouse=True)
def no_dead_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file about typing on has a fixture of this name that lets the dead time be."""
    monkeypatch.setattr(DeadTime, "LENGTH", 0)
