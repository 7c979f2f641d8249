"""The application's clock: carried on steadily, following the system's time only when told to look."""

from __future__ import annotations

import pytest

from cmc_desktop.model.services import clock as clocks
from cmc_desktop.model.services.clock import ManualClock, SystemClock


class System:
    """The edge of the world: the system's two clocks, moved by hand."""

    def __init__(self) -> None:
        self.wall = 1_790_000_000.0
        self.steady = 1000.0

    def forward(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    system = System()
    monkeypatch.setattr(clocks.time, "time", lambda: system.wall)
    monkeypatch.setattr(clocks, "_steady_seconds", lambda: system.steady)
    return system


def test_the_clock_starts_with_the_systems_time_and_goes_on(system: System) -> None:
    clock = SystemClock()
    assert clock.now() == 1_790_000_000_000
    system.forward(1.5)
    assert clock.now() == 1_790_000_001_500
    assert clock.jump() == 0


@pytest.mark.parametrize("hours", [-26, 26])
def test_a_changed_system_time_is_seen_once_and_then_followed(system: System, hours: int) -> None:
    clock = SystemClock()
    system.forward(10)
    system.wall += hours * 3600
    assert clock.now() == 1_790_000_010_000
    assert clock.jump() == hours * 3_600_000
    assert clock.now() == 1_790_000_010_000 + hours * 3_600_000
    assert clock.jump() == 0


def test_small_corrections_are_no_jump(system: System) -> None:
    clock = SystemClock()
    system.wall += 1.9
    assert clock.jump() == 0
    assert clock.now() == 1_790_000_000_000


def test_sleep_is_no_jump(system: System) -> None:
    """Both clocks go on while the laptop sleeps: the room's time has passed too."""
    clock = SystemClock()
    system.forward(3600)
    assert (clock.jump(), clock.now()) == (0, 1_790_003_600_000)


def test_the_real_clocks_go_forward_only() -> None:
    clock = SystemClock()
    seen = [clock.now() for _ in range(1000)]
    assert seen == sorted(seen)
    assert clock.jump() == 0


def test_the_manual_clock_stands_still_until_moved() -> None:
    clock = ManualClock()
    start = clock.now()
    assert clock.now() == start
    clock.forward(minutes=2, seconds=3)
    assert clock.now() == start + 123_000
    assert clock.jump() == 0
