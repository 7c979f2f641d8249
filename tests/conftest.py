"""What every test has: no network, and a library in a folder of its own."""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import builders
import pytest
from compiled_once import compiled_once
from postgres_server import PostgresServer

from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.paths import Paths

#: tests after which everything new is looked through
_FULL_EVERY = 10


class NetworkUsed(AssertionError):
    """Something tried to leave this computer; the app never does."""


def _blocked(method: str) -> Any:
    real = getattr(socket.socket, method)

    def guard(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise NetworkUsed(f"{method}{arguments}")
        return real(self, *arguments)

    return guard


def _no_names(*arguments: Any, **_named: Any) -> Any:
    raise NetworkUsed(f"a name was looked up: {arguments}")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """No call leaves the machine: connecting and looking up names raise, whoever tries it."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, method, _blocked(method))
        for lookup in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
            patch.setattr(socket, lookup, _no_names)
        yield


@pytest.fixture(autouse=True, scope="session")
def statements_compiled_once() -> Iterator[None]:
    """A new library need not compile what another of this run compiled before."""
    with compiled_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def library_made_once(statements_compiled_once: None) -> None:
    """A new library is made before any test has changed anything about how that is done."""
    builders.new_library()


@pytest.fixture(autouse=True)
def garbage_goes_on_the_windows_thread() -> Iterator[None]:
    """As in the app: what Python collects while another thread works may be an object of Qt, which ends the process."""
    gc.disable()
    yield
    gc.enable()
    if gc.get_count()[2] < _FULL_EVERY:
        gc.collect(1)
        return
    gc.collect()
    # what was loaded meanwhile stays: it need not be looked through again and again
    gc.freeze()


@pytest.fixture(autouse=True)
def windows_end_with_their_test() -> Iterator[None]:
    """What a test let Qt delete later is deleted at its end, not in the middle of what the next one waits for.

    A main window that stays all the same would be seen by every later test that looks at all windows.
    """
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    main_window = sys.modules.get("cmc_desktop.ui.main_window")
    if main_window is not None:
        windows = sys.modules["PySide6.QtWidgets"].QApplication.topLevelWidgets()
        assert not [window for window in windows if isinstance(window, main_window.MainWindow)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The app's folders, in a place of this test's own."""
    return builders.paths_in(tmp_path)


@pytest.fixture
def templates() -> Mapping[str, Template]:
    """The templates that come with the app."""
    return builders.TEMPLATES


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still until the test moves it."""
    return ManualClock()


def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end, so the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both_databases`, or one that asks for `library_address` itself, runs on both."""
    marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if "library_address" in (metafunc.fixturenames if marked else metafunc.definition.obj.__code__.co_varnames):
        metafunc.parametrize("library_address", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def library_address(request: pytest.FixtureRequest, paths: Paths) -> LibraryAddress:
    """Where the library of this test is: a file that does not exist yet, or an empty library on a server.

    With CMC_TEST_LIBRARY=postgresql every test that is not marked has its library on a server.
    """
    if getattr(request, "param", os.environ.get("CMC_TEST_LIBRARY", "sqlite")) == "sqlite":
        return paths.library
    address: ServerAddress = request.getfixturevalue("shared_library")
    return address


@pytest.fixture
def library(
    library_address: LibraryAddress, templates: Mapping[str, Template], clock: ManualClock
) -> Iterator[Library]:
    """An empty library, in a real file unless the test is marked `both_databases`."""
    if isinstance(library_address, Path):
        builders.put_new_library(library_address)
    library = Library.open(library_address, templates, clock)
    yield library
    library.close()


@pytest.fixture(scope="session")
def postgres_of_the_run() -> Iterator[PostgresServer]:
    """The server all tests of this run share; started by the first that needs it."""
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture
def postgres(postgres_of_the_run: PostgresServer) -> Iterator[PostgresServer]:
    """A running PostgreSQL server; skips visibly where none is installed."""
    yield postgres_of_the_run
    postgres_of_the_run.start_again()


@pytest.fixture
def shared_library(postgres: PostgresServer) -> Iterator[ServerAddress]:
    """A new, empty library on a server, in a database of its own."""
    address = postgres.new_library()
    yield address
    postgres.start_again()
    postgres.drop(address)


@pytest.fixture
def canvas_id(library: Library) -> str:
    """An empty City Model Canvas in the library."""
    return library.new("Night bus", "Port Alder")


@pytest.fixture
def session(library: Library, canvas_id: str) -> Session:
    """The empty canvas, opened for work."""
    return library.session(canvas_id)
