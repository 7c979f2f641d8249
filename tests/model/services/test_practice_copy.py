"""What is practised: a copy before its workshop, in a library of its own, from which nothing can be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote, SignOffCanvas
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.practice_mark import is_practice
from cmc_desktop.model.domain.text import LINE_LIMIT
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import SUFFIXES, Exporter, revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.practice import Practice
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

RESOURCES = resources_folder()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's place for temporary files, for this test alone."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@contextmanager
def practising(library: Library, canvas_id: str) -> Iterator[Practice]:
    practice = Practice(library, canvas_id, RESOURCES, ManualClock())
    try:
        yield practice
    finally:
        practice.end()


def words(session: Session) -> dict[str, list[str]]:
    return {box: builders.texts(session, box) for box in builders.BOXES}


def test_notes_roster_and_agenda_come_along_and_the_workshop_begins_anew(library: Library, session: Session) -> None:
    builders.workshop_at(session, "consensus")
    builders.everyone_satisfied(session)
    with practising(library, session.canvas.id) as practice:
        copy = practice.library.session(practice.canvas_id)
        canvas = copy.canvas
        assert words(copy) == words(session)
        assert [person.name for person in canvas.people] == [person.name for person in session.canvas.people]
        assert not any(person.arrived_at for person in canvas.people)
        assert [item.title for item in canvas.agenda] == [item.title for item in session.canvas.agenda]
        assert (canvas.workshop.active, canvas.answers, canvas.head.state) == (False, [], CanvasState.DRAFT)


def test_a_signed_canvas_is_practised_as_one_that_is_not(library: Library, session: Session) -> None:
    builders.sign(session)
    with practising(library, session.canvas.id) as practice:
        copy = practice.library.session(practice.canvas_id)
        assert copy.canvas.sign_off is None
        copy.do(AddNote("value", "One more"))
        assert words(copy) != words(session)


def test_a_whole_workshop_can_be_practised_to_its_sign_off_and_a_new_version_stays_practice(
    library: Library, session: Session
) -> None:
    builders.sign(session)
    with practising(library, session.canvas.id) as practice:
        copy = practice.library.session(practice.canvas_id)
        builders.bring_to(copy, "round")
        for person in copy.canvas.people:
            assert not person.present
        copy.do(builders.EveryoneArrives())
        builders.bring_to(copy, "consensus")
        builders.everyone_satisfied(copy)
        copy.do(builders.NextPhase())
        copy.do(SignOffCanvas())
        assert copy.canvas.head.state == CanvasState.SIGNED
        assert copy.canvas.content_hash != session.canvas.content_hash
        again = practice.library.session(Series(practice.library).new_version(practice.canvas_id))
        assert is_practice(again.canvas.head)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_file_of_any_kind_is_written_from_a_practice(
    library: Library, session: Session, tmp_path: Path, suffix: str
) -> None:
    builders.sign(session)
    target = tmp_path / f"record{suffix}"
    with practising(library, session.canvas.id) as practice:
        canvas = practice.library.session(practice.canvas_id).canvas
        exporter = Exporter(RESOURCES / "fonts", practice.clock)
        with pytest.raises(Refusal, match="This is a practice"):
            exporter.export(canvas, target, revisions=revisions_of(practice.library, canvas))
    assert not target.exists()


def test_the_title_says_that_it_is_a_practice_and_is_cut_when_it_is_long(library: Library) -> None:
    canvas_id = library.new("A" * LINE_LIMIT)
    with practising(library, canvas_id) as practice:
        title = practice.library.session(practice.canvas_id).canvas.head.title
        assert title.startswith("Practice: AAA")
        assert len(title) == LINE_LIMIT


def test_the_councils_own_agendas_are_there_and_one_saved_in_practice_goes_with_it(
    library: Library, canvas_id: str
) -> None:
    library.save_protocol("Short evening", [("round", "Round", 30)])
    with practising(library, canvas_id) as practice:
        assert [name for _, name, _ in practice.library.own_protocols()] == ["Short evening"]
        practice.library.save_protocol("Tried out", [("round", "Round", 5)])
    assert [name for _, name, _ in library.own_protocols()] == ["Short evening"]


def test_a_canvas_that_is_not_there_leaves_no_folder(library: Library, temporary: Path) -> None:
    with pytest.raises(NotThere):
        Practice(library, "nowhere", RESOURCES, ManualClock())
    assert list(temporary.iterdir()) == []


def test_the_end_leaves_nothing(library: Library, session: Session, temporary: Path) -> None:
    builders.fill(session)
    with practising(library, session.canvas.id) as practice:
        assert list(temporary.iterdir()) == [practice.paths.data.parent]
        assert practice.paths.library.is_file()
    assert list(temporary.iterdir()) == []
