"""The points of a history as rows, while it is read anew."""

from __future__ import annotations

import pytest
from builders import put
from pytestqt.modeltest import ModelTester

from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.history.history_model import HistoryModel


@pytest.fixture
def model(library: Library, session: Session) -> HistoryModel:
    put(session, "value", "Home by night")
    session.do(KeepCheckpoint(name="council"))
    return HistoryModel(History(library, session))


def test_the_rows_are_as_they_were_until_views_know_that_others_come(
    session: Session, model: HistoryModel, qtmodeltester: ModelTester
) -> None:
    before = [model.point(row).key for row in range(model.rowCount())]
    seen: list[list[str]] = []
    model.modelAboutToBeReset.connect(lambda: seen.append([model.point(row).key for row in range(model.rowCount())]))
    session.do(KeepCheckpoint(name="after the council"))
    model.refresh()
    assert seen == [before]
    assert model.rowCount() == len(before) + 1
    qtmodeltester.check(model)


def test_a_history_that_cannot_be_read_stays_as_it_was(
    library: Library, session: Session, model: HistoryModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [model.point(row).key for row in range(model.rowCount())]
    told: list[str] = []
    model.modelAboutToBeReset.connect(lambda: told.append("others come"))
    session.do(KeepCheckpoint(name="after the council"))

    def fail(*_: object) -> None:
        raise LibraryTrouble("The library cannot be read.")

    monkeypatch.setattr("cmc_desktop.model.services.history.kept_points", fail)
    with pytest.raises(LibraryTrouble):
        model.refresh()
    assert told == []
    assert [model.point(row).key for row in range(model.rowCount())] == before
