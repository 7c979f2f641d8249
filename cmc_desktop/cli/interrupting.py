"""Ctrl+C in work of many steps: the step at hand is finished, and what was done is told."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: the exit status of what was stopped by Ctrl+C
STOPPED = 130


@contextmanager
def ctrl_c_noted() -> Iterator[Callable[[], bool]]:
    """Gives what tells whether Ctrl+C was pressed; the first only says so, a second one stops at once, as usual.

    For the main thread alone.
    """
    was_pressed = False
    before = signal.getsignal(signal.SIGINT)

    def note(_number: int, _frame: object) -> None:
        nonlocal was_pressed
        was_pressed = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: was_pressed
    finally:
        signal.signal(signal.SIGINT, before)
