"""Garbage goes in quiet moments, on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.quiet_collector import QuietCollector


class _Ring:
    def __init__(self) -> None:
        self.me = self
        self.went_on: list[int] = []
        weakref.finalize(self, lambda seen: seen.append(threading.get_ident()), self.went_on)


def _make(count: int) -> list[list[object]]:
    """Containers that stay as long as the list is kept."""
    return [[n] for n in range(count)]


def _thrown_away() -> tuple[weakref.ref[_Ring], list[int]]:
    """A thing that only the collector takes away, and where it goes."""
    ring = _Ring()
    return weakref.ref(ring), ring.went_on


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[QuietCollector]:
    gc.collect()
    one = QuietCollector()
    yield one
    one.deleteLater()
    qtbot.waitUntil(gc.isenabled)


def test_what_is_thrown_away_goes_by_itself_once_nobody_is_at_anything(collector: QuietCollector, qtbot: QtBot) -> None:
    kept = _make(2_000)
    thing, _ = _thrown_away()
    qtbot.waitUntil(lambda: thing() is None, timeout=10_000)
    assert len(kept) == 2_000


def test_it_waits_while_something_goes_on(collector: QuietCollector) -> None:
    thing, _ = _thrown_away()
    kept = []
    for _ in range(5):
        kept.append(_make(2_000))
        collector.look()
        assert thing() is not None
    collector.look()
    assert thing() is None


def test_work_without_an_end_does_not_keep_it_waiting_for_ever(collector: QuietCollector) -> None:
    thing, _ = _thrown_away()
    kept = []
    for _ in range(12):
        kept.append(_make(2_000))
        collector.look()
    assert thing() is None


def test_what_grew_old_before_it_was_thrown_away_goes_too(collector: QuietCollector) -> None:
    ring = _Ring()
    thing = weakref.ref(ring)
    gc.collect(1)
    gc.collect(1)
    del ring
    kept = []
    for _ in range(12):
        kept.append(_make(2_000))
        collector.look()
        collector.look()
    assert thing() is None


def test_a_thread_at_work_never_takes_away_what_belongs_to_the_window(collector: QuietCollector, qtbot: QtBot) -> None:
    thing, went_on = _thrown_away()
    kept: list[object] = []
    worker = threading.Thread(target=lambda: kept.extend(_make(100_000)))
    worker.start()
    worker.join()
    assert thing() is not None
    qtbot.waitUntil(lambda: thing() is None, timeout=10_000)
    assert went_on == [threading.get_ident()]


def test_with_its_window_it_gives_back_to_python_what_it_took(qtbot: QtBot) -> None:
    one = QuietCollector()
    assert not gc.isenabled()
    one.deleteLater()
    qtbot.waitUntil(gc.isenabled)
