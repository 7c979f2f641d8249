"""The moment after a new name in which keys count for nothing: a second press was meant for the person before."""

from __future__ import annotations

import time
from collections.abc import Callable


def milliseconds() -> int:
    """A clock that only goes forward."""
    return time.monotonic_ns() // 1_000_000


class DeadTime:
    """Begins with each new name and is over after `LENGTH` ms of the clock `ticks`."""

    LENGTH = 300

    def __init__(self, ticks: Callable[[], int] = milliseconds) -> None:
        self.ticks = ticks
        self._began = ticks() - self.LENGTH

    def begin(self) -> None:
        self._began = self.ticks()

    @property
    def over(self) -> bool:
        return self.ticks() - self._began >= self.LENGTH
