"""How often a shared library that could not be opened is looked for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.errors import CmcError, CutOff, LibraryTrouble
from cmc_desktop.ui.library_again import LibraryAgain


def pauses(qtbot: QtBot, error: CmcError, looks: int, then: CmcError | None) -> list[int]:
    """How long was waited before each of so many looks that met `error`, and one that met `then`."""
    again = LibraryAgain(first_ms=1, longest_ms=8)
    waited: list[int] = []

    def look() -> None:
        waited.append(again.pause_ms)
        met = error if len(waited) <= looks else then
        if met is not None:
            raise met

    with qtbot.waitSignal(again.worth_it):
        again.wait(error, look)
    return waited


def test_what_is_wrong_with_a_server_that_is_there_is_looked_at_ever_more_seldom(qtbot: QtBot) -> None:
    assert pauses(qtbot, LibraryTrouble("No rights."), 5, None) == [1, 2, 4, 8, 8, 8]


def test_a_server_that_is_away_is_looked_for_steadily(qtbot: QtBot) -> None:
    assert pauses(qtbot, CutOff("Away."), 3, None) == [1, 1, 1, 1]


def test_something_else_that_is_wrong_is_told(qtbot: QtBot) -> None:
    assert pauses(qtbot, CutOff("Away."), 1, LibraryTrouble("No rights.")) == [1, 1]


def test_nothing_is_looked_for_any_more_once_it_rests(qtbot: QtBot) -> None:
    again = LibraryAgain(first_ms=1)
    other = LibraryAgain(first_ms=20)
    looks: list[str] = []
    again.wait(CutOff("Away."), lambda: looks.append("first"))
    again.rest()
    with qtbot.waitSignal(other.worth_it):
        other.wait(CutOff("Away."), lambda: looks.append("other"))
    assert looks == ["other"]
