"""What the model's tests have besides: canvases that are filled, in a workshop, or signed."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.services.session import Session


@pytest.fixture
def filled(session: Session) -> Session:
    """A canvas with 64 notes in all boxes."""
    builders.fill(session)
    return session


@pytest.fixture
def agreeing(session: Session) -> Session:
    """A filled canvas in the agreement phase, three participants in the room, nobody asked yet."""
    builders.workshop_at(session, "consensus")
    return session


@pytest.fixture
def signed(session: Session) -> Session:
    """A signed canvas."""
    builders.sign(session)
    return session
