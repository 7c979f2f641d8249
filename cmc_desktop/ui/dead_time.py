"""The moment after something new came in which keys count for nothing: they were meant for what was there before."""

from __future__ import annotations

import time
from collections.abc import Callable


def milliseconds() -> int:
    """A clock that only goes forward."""
    return time.monotonic_ns() // 1_000_000


class DeadTime:
    """Begins with what is new, a name or a page, and is over after `LENGTH` ms of the clock `ticks`.

    After another place had the keys, what comes may be a sentence meant for it: then it `grows`, and is over only when
    no key was pressed for so long.
    """

    LENGTH = 300

    def __init__(self, ticks: Callable[[], int] = milliseconds) -> None:
        self.ticks = ticks
        self._began: int | None = None
        self._grows = False

    def begin(self, *, grows: bool = False) -> None:
        self._began = self.ticks()
        self._grows = grows

    def press(self) -> None:
        """Some key is pressed."""
        if self._grows and not self.over:
            self._began = self.ticks()

    @property
    def over(self) -> bool:
        return self._began is None or self.ticks() - self._began >= self.LENGTH
