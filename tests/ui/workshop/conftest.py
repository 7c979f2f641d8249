"""What the tests of leading a workshop start from: a bridge on a real session, and moments of a workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import builders
import pytest
from PySide6.QtWidgets import QApplication

from cmc_desktop.model.domain.agreement import Agreement, Standing, agreement
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.resources import Protocol, load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.session_bridge import SessionBridge


@pytest.fixture
def bridge(qapp: QApplication, session: Session) -> Iterator[SessionBridge]:
    """The bridge on the open canvas; it is closed after the test."""
    bridge = SessionBridge(session)
    yield bridge
    bridge.close()


@pytest.fixture(scope="session")
def protocols() -> Mapping[str, Protocol]:
    return load_protocols(resources_folder())


@pytest.fixture
def agreeing(session: Session) -> list[str]:
    """Four participants in the agreement phase, nobody asked yet: their ids."""
    return builders.workshop_at(session, "consensus", participants=4)


@pytest.fixture
def tick(bridge: SessionBridge, clock: ManualClock) -> Callable[..., None]:
    """Let time pass and tell the windows, as the timer does every second."""

    def pass_time(*, minutes: float = 0, seconds: float = 0) -> None:
        clock.forward(minutes=minutes, seconds=seconds)
        bridge.ticked.emit(clock.now())

    return pass_time


@pytest.fixture
def now(session: Session) -> Callable[[], Agreement]:
    """The agreement as the model has it."""
    return lambda: agreement(session.canvas)


@pytest.fixture
def standing(now: Callable[[], Agreement]) -> Callable[[str], Standing]:
    """Where a person stands, as the model has it."""
    return lambda person: next(row.standing for row in now().rows if row.person.id == person)
