"""The points one can look back to: every end of a phase, answers, the sign-off, and the sessions gone on from."""

from __future__ import annotations

from pathlib import Path

import builders

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    BackPhase,
    EditNote,
    EndWorkshop,
    GiveAnswer,
    NextPhase,
    SignOffCanvas,
    SkipPhase,
    StartWorkshop,
)
from cmc_desktop.model.domain.revision import Content
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.points import content_at, points
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session


def said(session: Session, library: Library) -> list[str]:
    """What was going on at the points, oldest first."""
    return [point.words for point in reversed(points(session, library))]


def begun(session: Session) -> None:
    builders.put(session, "value", "One")
    builders.add_people(session, 2)
    builders.set_agenda(session)
    session.do(StartWorkshop())


def all_ended(session: Session, clock: ManualClock) -> None:
    for _ in session.canvas.agenda[1:]:
        clock.forward(minutes=10)
        session.do(NextPhase())
    clock.forward(minutes=10)
    session.do(EndWorkshop())


def test_every_phase_has_its_end_also_when_it_changed_no_word(
    session: Session, library: Library, clock: ManualClock
) -> None:
    begun(session)
    start = clock.now()
    all_ended(session, clock)
    names = [item.title for item in session.canvas.agenda]
    assert said(session, library) == [f"end of “{name}”" for name in names]
    assert [point.at - start for point in reversed(points(session, library))] == [
        600_000 * number for number in range(1, len(names) + 1)
    ]


def test_a_phase_ended_with_what_stood_then_also_when_older_words_had_come_back(
    session: Session, library: Library
) -> None:
    builders.put(session, "value", "One")
    builders.set_agenda(session, [("discuss", name, 10) for name in "ABC"])
    session.do(StartWorkshop())
    (note,) = builders.ids(session, "value")
    for text, over in (("One", NextPhase()), ("Two", NextPhase()), ("One", EndWorkshop())):
        session.do(EditNote(note, text))
        session.do(over)
    found = [content_at(point, session, library) for point in reversed(points(session, library))]
    assert [only_note(content) for content in found] == ["One", "Two", "One"]


def only_note(content: Content) -> str:
    """The one note of a content."""
    return next(note.text for box in content.boxes for note in box.notes)


def test_a_phase_that_was_skipped_or_gone_back_from_has_not_ended(session: Session, library: Library) -> None:
    begun(session)
    session.do(NextPhase())
    session.do(SkipPhase("No time"))
    session.do(BackPhase())
    assert said(session, library) == [f"end of “{session.canvas.agenda[0].title}”"]


def test_the_sign_off_has_a_point_of_its_own(session: Session, library: Library, clock: ManualClock) -> None:
    people = builders.workshop_at(session, "consensus")
    clock.forward(minutes=1)
    for person in people:
        session.do(GiveAnswer(person, AnswerKind.SATISFIED))
    clock.forward(minutes=1)
    session.do(SignOffCanvas())
    signed, asked, *_ = points(session, library)
    assert (signed.words, signed.at, signed.hash) == (
        "when it was signed off",
        clock.now(),
        session.canvas.content_hash,
    )
    assert (asked.words, asked.at) == ("when people answered", clock.now() - 60_000)


def test_a_session_began_when_it_was_started_and_not_when_its_words_were_kept_first(
    session: Session, library: Library, clock: ManualClock
) -> None:
    begun(session)
    session.do(EndWorkshop())
    clock.forward(minutes=50)
    second = library.session(Series(library).next_session(session.canvas.id, "Second go"))
    newest = points(second, library)[0]
    assert (newest.words, newest.session, newest.at) == (
        "as this session began",
        "Second go · version 2",
        clock.now(),
    )


def test_only_the_sessions_gone_on_from_come_before(session: Session, library: Library) -> None:
    begun(session)
    session.do(EndWorkshop())
    series = Series(library)
    sibling = library.session(series.next_session(session.canvas.id, "Other group"))
    builders.put(sibling, "value", "Theirs alone")
    second = series.next_session(session.canvas.id, "Second go")
    third = library.session(series.next_session(second, "Agreement"))
    assert {point.canvas for point in points(third, library)} == {session.canvas.id, second, third.canvas.id}
    library.delete(second)
    assert {point.canvas for point in points(third, library)} == {session.canvas.id, third.canvas.id}


def test_a_session_that_was_changed_after_its_workshop_was_left_with_those_words(
    session: Session, library: Library, clock: ManualClock
) -> None:
    begun(session)
    session.do(EndWorkshop())
    clock.forward(minutes=30)
    builders.put(session, "value", "An afterthought")
    clock.forward(minutes=30)
    second = library.session(Series(library).next_session(session.canvas.id, "Second go"))
    left = next(point for point in points(second, library) if point.canvas == session.canvas.id)
    assert (left.words, left.at) == ("as this session left it", clock.now() - 30 * 60_000)
    assert left.hash == session.canvas.content_hash


def test_a_canvas_that_came_as_a_file_has_its_points_too(
    session: Session, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    builders.put(session, "value", "One")
    builders.set_agenda(session, [("discuss", name, 10) for name in "ABC"])
    session.do(StartWorkshop())
    for over in (NextPhase(), NextPhase(), EndWorkshop()):
        clock.forward(minutes=10)
        if over == EndWorkshop():
            session.do(EditNote(builders.ids(session, "value")[0], "Two"))
        session.do(over)
    file = tmp_path / "a.cmc"
    file.write_bytes(cmc_bytes(session.canvas.snapshot(), revisions_of(library, session.canvas)))
    there = builders.open_library(tmp_path / "there")
    came = there.session(import_file(there, file).canvas_id)
    assert points(came, there) == points(session, library)
    there.close()
