"""Other processes for tests of the store: with another user's rights, with a limit, killed midway."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

NOBODY = 65534


def in_child(work: Callable[[], Any], *, before: Callable[[], None] = lambda: None) -> Any:
    """What `work` returns in a forked process in which `before` ran first; raises what went wrong there."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before()
            answer = (True, work())
        except BaseException:
            answer = (False, traceback.format_exc())
        with os.fdopen(writable, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as pipe:
        answered = pipe.read()
    _, status = os.waitpid(child, 0)
    if not answered:
        raise AssertionError(f"the other process ended with status {status}")
    fine, value = pickle.loads(answered)
    if not fine:
        raise AssertionError(value)
    return value


def killed_by(signal_number: int, work: Callable[[], Any], *, before: Callable[[], None] = lambda: None) -> bool:
    """Whether a forked process that does `work` was killed by this signal; raises when it failed otherwise."""
    child = os.fork()
    if child == 0:
        try:
            before()
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal_number:
        return True
    assert os.WEXITSTATUS(status) == 0, f"the other process ended with status {status}"
    return False


def as_nobody() -> None:
    """Give up root's rights, which permissions do not bind; an ordinary user keeps their own."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def dies_writing_beyond(limit: int) -> Callable[[], None]:
    """Have the process killed by the system at the first write beyond `limit` bytes of a file."""

    def set_limit() -> None:
        import resource  # Windows has none, and must be able to read this file

        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_limit
