"""What time it is: a clock that a changed system time does not disturb, and others for practice and tests."""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> int:
        """Milliseconds since 1970 in UTC."""
        ...

    def jump(self) -> int:
        """By how many milliseconds the system's time was set since the last look; 0 mostly."""
        ...


def _steady_seconds() -> float:
    """Seconds that go on during sleep and never jump.

    That is the boot time on Linux and the system's (not Python's) monotonic clock on macOS; on Windows
    Python's own goes on during sleep.
    """
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform)
    return time.clock_gettime(getattr(time, name)) if name else time.monotonic()


class SystemClock:
    """The wall clock read once, then carried on by the steady clock; `jump` tells when the two part."""

    def __init__(self) -> None:
        self._wall = time.time()
        self._steady = _steady_seconds()

    def now(self) -> int:
        return round((self._wall + _steady_seconds() - self._steady) * 1000)

    def jump(self) -> int:
        """By how many milliseconds the system's time was set since the last look; 0 for less than two seconds.

        After a jump the clock follows the new time; running phases are moved along by `ShiftClock`.
        """
        by = round(time.time() * 1000) - self.now()
        if abs(by) < 2000:
            return 0
        self._wall += by / 1000
        return by


class ManualClock:
    """A clock that stands still until it is moved: for tests and for playing the demonstration."""

    def __init__(self, now: int = 1_790_000_000_000) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def jump(self) -> int:
        return 0

    def forward(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self._now += round((minutes * 60 + seconds) * 1000)


class FastClock:
    """Another clock, run faster for practice; the speed can be changed at any time and no moment comes twice.

    Nobody else may ask the wrapped clock for its `jump`: then it goes on steadily, whatever the system's time is set
    to, and a practice has no need to follow that.
    """

    def __init__(self, clock: Clock, speed: int = 10) -> None:
        """`speed` is how many seconds pass here in one of the wrapped clock's."""
        self._clock = clock
        self._speed = speed
        self._real = self._fast = clock.now()

    @property
    def speed(self) -> int:
        return self._speed

    def run_at(self, speed: int) -> None:
        """Go on from the present moment at another speed."""
        real = self._clock.now()
        self._fast = self._at(real)
        self._real, self._speed = real, speed

    def now(self) -> int:
        return self._at(self._clock.now())

    def jump(self) -> int:
        return 0

    def _at(self, real: int) -> int:
        return self._fast + (real - self._real) * self._speed
