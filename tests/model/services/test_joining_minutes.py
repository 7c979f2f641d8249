"""Minutes that were written on a second laptop are joined afterwards; no line of either side is lost."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain import changes
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.joining_minutes import join_minutes
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.minutes_document import minutes_in_order
from cmc_desktop.model.services.session import Session


def write(session: Session, text: str) -> str:
    change = changes.AddMinute(text)
    session.do(change)
    return change.id


def texts(canvas: Canvas) -> list[str]:
    return [line.text for line in minutes_in_order(canvas)]


def file_of(session: Session) -> bytes:
    return write_cmc(session.canvas, [session._store.revision(session.canvas.id, r.id) for r in []])


@pytest.fixture
def second(session: Session, tmp_path: Path) -> Session:
    """The same canvas on the note-taker's laptop, in a library of its own; one line was there before the copy."""
    write(session, "Before the copy")
    path = tmp_path / "copy.cmc"
    path.write_bytes(write_cmc(session.canvas))
    other = builders.open_library(tmp_path / "second")
    return other.session(import_file(other, path).canvas_id)


def joined(session: Session, second: Session) -> object:
    return join_minutes(session, read_cmc(write_cmc(second.canvas), builders.TEMPLATES).canvas)


def test_lines_of_the_second_laptop_stand_among_those_of_the_first(session: Session, second: Session) -> None:
    write(session, "Here")
    write(second, "There")
    told = joined(session, second)
    assert sorted(texts(session.canvas)) == ["Before the copy", "Here", "There"]
    assert (told.added, told.changed, told.same) == (1, 0, 1)


def test_the_same_file_twice_changes_nothing(session: Session, second: Session) -> None:
    write(second, "There")
    joined(session, second)
    before = builders.everything(session.canvas)
    told = joined(session, second)
    assert builders.everything(session.canvas) == before
    assert told.words.startswith("Nothing new")


def test_a_line_put_right_there_is_put_right_here(session: Session, second: Session) -> None:
    line = minutes_in_order(second.canvas)[0]
    second.do(changes.EditMinute(line.id, "Put right"))
    joined(session, second)
    assert texts(session.canvas) == ["Put right"]


def test_a_line_changed_on_both_sides_is_kept_twice(session: Session, second: Session) -> None:
    line = minutes_in_order(second.canvas)[0]
    session.do(changes.EditMinute(line.id, "As it is put here"))
    second.do(changes.EditMinute(line.id, "As it is put there"))
    joined(session, second)
    joined(session, second)
    assert sorted(texts(session.canvas)) == ["As it is put here", "As it is put there"]


def test_undo_takes_the_whole_joining_back(session: Session, second: Session) -> None:
    write(second, "There")
    write(second, "And there")
    joined(session, second)
    session.undo()
    assert texts(session.canvas) == ["Before the copy"]


def test_minutes_of_another_canvas_are_refused(session: Session, library: Library) -> None:
    other = library.session(library.new("Another"))
    write(other, "Of another")
    with pytest.raises(Refusal, match="not a copy"):
        joined(session, other)
    assert texts(session.canvas) == []


def test_a_signed_canvas_takes_minutes_too(session: Session, second: Session) -> None:
    builders.sign(session)
    signed = session.canvas.content_hash
    write(second, "Written up afterwards")
    joined(session, second)
    assert "Written up afterwards" in texts(session.canvas)
    assert session.canvas.content_hash == signed


LINES = st.lists(
    st.builds(
        Minute,
        st.sampled_from(["00000000-0000-4000-8000-00000000000" + digit for digit in "1234"]),
        st.integers(1, 3),
        st.just(""),
        st.just(""),
        st.just(""),
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 2),
    ),
    unique_by=lambda line: line.id,
)


@given(LINES, LINES)
def test_no_wording_of_either_side_is_lost_unless_it_was_never_changed(here: list[Minute], there: list[Minute]) -> None:
    canvas = builders.empty_canvas()
    canvas.fill(here)
    canvas.write(changes.JoinMinutes(tuple(there)).decide(canvas, 0))
    after = {line.text for line in canvas.all(Minute) if not line.deleted}
    theirs = {line.id: line for line in there}
    kept_here = {line.text for line in here if line.edits or theirs.get(line.id, line).edits <= line.edits}
    assert {line.text for line in there if _newer(here, line)} | kept_here <= after
    assert not changes.JoinMinutes(tuple(there)).decide(canvas, 0)


def _newer(here: list[Minute], line: Minute) -> bool:
    known = next((one for one in here if one.id == line.id), None)
    return known is None or line.edits >= known.edits
