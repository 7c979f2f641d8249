"""Whatever a workshop did, undid and redid: its canvas goes through a `.cmc` file and comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

import builders
import cmc_examples as examples
import pytest
import rfc8785
from at_length import at_length
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import AGENDA, ANSWERS, CLOCK, CONTENT, ELEMENTS, PACE, PEOPLE, SHEETS, TALK, TURNS, a_change

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

ROOM = (*CONTENT, *PEOPLE, *ANSWERS, *AGENDA, *CLOCK, *TURNS, *SHEETS, *TALK, *ELEMENTS, *PACE)


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("random"))
    yield library
    library.close()


def play(data: st.DataObject, session: Session, names: tuple[str, ...], steps: int) -> None:
    """Whatever is drawn and the domain allows."""
    for _ in range(data.draw(st.integers(0, steps))):
        way = data.draw(st.sampled_from(["do", "do", "do", "do", "undo", "redo"]))
        if isinstance(session.clock, ManualClock):
            session.clock.forward(seconds=data.draw(st.integers(0, 900)))
        with suppress(Refusal, NotThere):
            if way == "do":
                change, slip = a_change(data.draw, session.canvas, names), data.draw(st.sampled_from(["", "a slip"]))
                if getattr(change, "person", "") != "nobody":  # no view offers somebody who is not on the roster
                    session.do(change, slip=slip)
            else:
                getattr(session, way)()


def brought_to_a_phase(data: st.DataObject, library: Library) -> Session:
    session = library.session(library.new("Night bus"))
    kind = data.draw(st.sampled_from(["", "present", "round", "discuss", "consensus"]))
    if kind:
        builders.workshop_at(session, kind, notes=15)
    return session


def bytes_of(library: Library, canvas: Canvas) -> bytes:
    return cmc_bytes(canvas, revisions_of(library, canvas))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_whatever_was_done_in_a_room_comes_back_the_same(shared_library: Library, data: st.DataObject) -> None:
    session = brought_to_a_phase(data, shared_library)
    play(data, session, ROOM, 25)
    written = bytes_of(shared_library, session.canvas)
    again = read_cmc(written, builders.TEMPLATES).canvas
    assert builders.everything(again) == examples.all_that_travels(session.canvas)
    there = read_cmc(written, builders.TEMPLATES)
    assert there.canvas.content_hash == session.canvas.content_hash
    assert rfc8785.dumps(json.loads(written)) == written
    stored = shared_library.session(session.canvas.id).canvas
    assert bytes_of(shared_library, stored) == written


test_whatever_was_done_at_length = at_length(test_whatever_was_done_in_a_room_comes_back_the_same, 400)


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_another_library_gives_the_same_file_again(
    shared_library: Library, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    session = brought_to_a_phase(data, shared_library)
    play(data, session, ROOM, 15)
    written = bytes_of(shared_library, session.canvas)
    folder = tmp_path_factory.mktemp("other")
    (folder / "a.cmc").write_bytes(written)
    assert import_file(shared_library, folder / "a.cmc").was_known
    other = builders.open_library(folder)
    imported = other.session(import_file(other, folder / "a.cmc").canvas_id).canvas
    assert bytes_of(other, imported) == written
    other.close()
