"""Two windows or laptops that go on from one canvas at the same moment: each canvas of the project is told apart."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import builders
import pytest

from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.services import continuing, series, variants
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress

pytestmark = pytest.mark.both_databases


@pytest.fixture
def other(library: Library, library_address: LibraryAddress) -> Iterator[Library]:
    """The library as another window has it open."""
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as other:
        yield other


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for the other before it adds its canvas, and once more where it has read which canvases there are.

    There the other only comes where nothing keeps it off; who is kept off is waited for no longer than it takes to see.
    """
    beginning, having_read = Barrier(2), Barrier(2)

    def begun(*arguments: Any) -> Any:
        beginning.wait(10)
        return continuing.continued(*arguments)

    def read(*arguments: Any) -> Any:
        with suppress(BrokenBarrierError):
            having_read.wait(1)
        return continuing.next_head(*arguments)

    for module in (variants, series):
        monkeypatch.setattr(module, "continued", begun)
        monkeypatch.setattr(module, "next_head", read)


def told(pool: ThreadPoolExecutor, *calls: Any) -> tuple[list[str], list[CmcError]]:
    """The ids of the canvases that were made, and what was raised."""
    made: list[str] = []
    raised: list[CmcError] = []
    for call in [pool.submit(*call) for call in calls]:
        try:
            made.append(call.result())
        except CmcError as error:
            raised.append(error)
    return made, raised


def test_one_of_two_variants_of_one_name_is_refused(session: Session, library: Library, other: Library) -> None:
    sessions = (session, other.session(session.canvas.id))
    with ThreadPoolExecutor() as pool:
        pairs = zip((library, other), sessions, strict=True)
        made, raised = told(pool, *((variants.make_variant, at, one, "as it should be", "") for at, one in pairs))
    assert [type(error) for error in raised] == [Refusal]
    assert "as it should be" in str(raised[0])
    heads = library.of_project(session.canvas.head.project, deleted=True)
    assert [(head.id, head.version) for head in heads] == [(session.canvas.id, 1), (made[0], 2)]


def test_one_of_two_next_sessions_of_one_name_is_refused(session: Session, library: Library, other: Library) -> None:
    with ThreadPoolExecutor() as pool:
        calls = [(Series(one).next_session, session.canvas.id, "Evening") for one in (library, other)]
        made, raised = told(pool, *calls)
    assert [type(error) for error in raised] == [Refusal]
    assert [head.id for head in library.of_project(session.canvas.head.project)] == [session.canvas.id, *made]


def test_two_new_versions_have_two_numbers(session: Session, library: Library, other: Library) -> None:
    builders.sign(session)
    with ThreadPoolExecutor() as pool:
        made, raised = told(pool, *((Series(one).new_version, session.canvas.id) for one in (library, other)))
    assert (len(made), raised) == (2, [])
    assert [head.version for head in library.of_project(session.canvas.head.project)] == [1, 2, 3]
    for one in made:
        assert library.session(one).canvas.content_hash == session.canvas.content_hash
