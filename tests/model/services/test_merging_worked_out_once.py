"""What a copy would do is worked out once for looking at it and for joining it, and anew when either side changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import given_copy, open_library, put, texts

from cmc_desktop.model.domain.changes import merging
from cmc_desktop.model.domain.changes.merging import ComingCopy
from cmc_desktop.model.domain.merging.state import State
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.what_comes import what_comes


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path / "here")


@pytest.fixture
def session(library: Library) -> Session:
    session = library.session(library.new("Night bus"))
    put(session, "value", "Home by night")
    return session


@pytest.fixture
def copy(library: Library, session: Session, tmp_path: Path) -> ComingCopy:
    """It brings a cost."""
    officers = open_library(tmp_path / "there")
    given = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    theirs = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
    put(theirs, "costs", "Drivers")
    back = given_copy(officers.store, theirs, tmp_path / "back.cmc", "Ada")
    looked = look_at(library, read_file(back, library.templates).canvas)
    assert looked.copy is not None
    return looked.copy


@pytest.fixture
def merged(monkeypatch: pytest.MonkeyPatch) -> list[State]:
    """Every state that was worked out."""
    found: list[State] = []
    merge = merging.merged

    def counted(base: State, one: State, other: State) -> State:
        found.append(merge(base, one, other))
        return found[-1]

    monkeypatch.setattr(merging, "merged", counted)
    return found


def test_looking_at_a_copy_and_joining_it_is_one_piece_of_work(
    library: Library, session: Session, copy: ComingCopy, merged: list[State]
) -> None:
    what_comes(session.canvas, copy, "Bo")
    bring_back(library, session, copy, "Bo")
    assert len(merged) == 1
    assert texts(session, "costs") == ["Drivers"]


def test_what_is_written_between_looking_and_joining_counts(
    library: Library, session: Session, copy: ComingCopy, merged: list[State]
) -> None:
    what_comes(session.canvas, copy, "Bo")
    put(session, "costs", "Lamps")
    bring_back(library, session, copy, "Bo")
    assert len(merged) == 2
    assert sorted(texts(session, "costs")) == ["Drivers", "Lamps"]
    session.undo()
    assert texts(session, "costs") == ["Lamps"]
    assert [one.after for one in what_comes(session.canvas, copy, "Bo").things] == ["Drivers"]
