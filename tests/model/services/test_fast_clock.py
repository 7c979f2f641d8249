"""The clock of a practice: faster, and never back or in leaps when its speed is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.services.clock import FastClock, ManualClock


def test_it_begins_with_the_time_of_the_clock_it_wraps() -> None:
    real = ManualClock()
    assert FastClock(real).now() == real.now()


def test_ten_seconds_pass_in_one() -> None:
    real = ManualClock(1000)
    clock = FastClock(real, 10)
    real.forward(seconds=1)
    assert clock.now() == 11_000


def test_it_never_tells_of_a_jump() -> None:
    assert FastClock(ManualClock()).jump() == 0


@given(st.lists(st.tuples(st.sampled_from((1, 5, 10, 30)), st.integers(0, 3_600_000))))
def test_each_stretch_takes_its_own_speed_and_no_change_of_speed_moves_the_clock(
    stretches: list[tuple[int, int]],
) -> None:
    real = ManualClock(5_000)
    clock = FastClock(real)
    expected = 5_000
    for speed, passed in stretches:
        clock.run_at(speed)
        assert clock.now() == expected
        assert clock.speed == speed
        real.forward(seconds=passed / 1000)
        expected += passed * speed
        assert clock.now() == expected
