"""A project's sessions follow one another, each with the words, the people and the parking list of the one before."""

from __future__ import annotations

import builders
import pytest

from cmc_desktop.model.domain import changes
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session


@pytest.fixture
def first(session: Session) -> Session:
    """A first session with notes, people, an agenda and three things put aside, one of them settled; not begun."""
    builders.put(session, "value", "one", "two")
    builders.add_people(session, 3)
    builders.set_agenda(session)
    for text in ("Ask the port", "Settled already", "The ferry"):
        session.do(changes.Park(text, "value"))
    settled = next(parked for parked in session.canvas.all(Parked) if parked.text == "Settled already")
    session.do(changes.SettleParked(settled.id, "Not ours"))
    return session


def parked(session: Session) -> list[tuple[str, str]]:
    lines = sorted(session.canvas.all(Parked), key=lambda line: line.serial)
    return [(line.text, line.session) for line in lines if line.waits]


def test_the_next_session_starts_from_the_last_result(library: Library, first: Session) -> None:
    second = library.session(Series(library).next_session(first.canvas.id, "Second go"))
    assert second.canvas.content_hash == first.canvas.content_hash
    head = second.canvas.head
    assert (head.session, head.version, head.parent, head.base) == (
        "Second go",
        2,
        first.canvas.id,
        first.canvas.content_hash,
    )
    assert [person.name for person in second.canvas.people] == [person.name for person in first.canvas.people]
    assert not any(person.present for person in second.canvas.people)
    assert [item.name for item in second.canvas.agenda] == [item.name for item in first.canvas.agenda]
    assert not second.canvas.workshop.started_at


def test_what_waits_on_the_parking_list_comes_along_with_the_session_it_is_from(
    library: Library, first: Session
) -> None:
    second = library.session(Series(library).next_session(first.canvas.id, "Second go"))
    assert parked(second) == [("Ask the port", "1"), ("The ferry", "1")]
    second.do(changes.Park("Tickets", "revenue"))
    third = library.session(Series(library).next_session(second.canvas.id, "Agreement"))
    assert parked(third) == [("Ask the port", "1"), ("The ferry", "1"), ("Tickets", "Second go")]


def test_the_session_before_stays_as_it_is(library: Library, first: Session) -> None:
    before = builders.everything(library.session(first.canvas.id).canvas)
    Series(library).next_session(first.canvas.id, "Second go")
    assert builders.everything(library.session(first.canvas.id).canvas) == before


def test_the_words_it_starts_from_can_be_compared_with_later(library: Library, first: Session) -> None:
    second = library.session(Series(library).next_session(first.canvas.id, "Second go"))
    builders.put(second, "value", "three")
    assert second.content_of(first.canvas.content_hash) == first.canvas.content
    assert second.canvas.find(Revision, first.canvas.content_hash) is not None


def test_the_series_lists_its_sessions_in_order(library: Library, first: Session) -> None:
    second = Series(library).next_session(first.canvas.id, "Second go")
    third = Series(library).next_session(second, "Agreement")
    library.new("Another project")
    for one in (first.canvas.id, second, third):
        assert [head.id for head in Series(library).heads(one)] == [first.canvas.id, second, third]


def test_a_running_workshop_is_ended_first(library: Library, first: Session) -> None:
    first.do(changes.StartWorkshop())
    with pytest.raises(Refusal, match="goes on"):
        Series(library).next_session(first.canvas.id, "Second go")
    first.do(changes.EndWorkshop())
    assert Series(library).next_session(first.canvas.id, "Second go")


def test_a_session_needs_a_name(library: Library, first: Session) -> None:
    with pytest.raises(Refusal, match="needs a name"):
        Series(library).next_session(first.canvas.id, "  ")


def test_two_sessions_of_a_project_do_not_have_one_name(library: Library, first: Session) -> None:
    series = Series(library)
    second = series.next_session(first.canvas.id, "Second go")
    for canvas, name in ((second, "Second go"), (first.canvas.id, " second  GO ")):
        with pytest.raises(Refusal, match="already"):
            series.next_session(canvas, name)
    assert len(series.heads(second)) == 2
    other = library.new("Another project")
    assert series.next_session(other, "Second go")


def test_the_lineage_leaves_out_what_another_group_did(library: Library, first: Session) -> None:
    series = Series(library)
    series.next_session(first.canvas.id, "Other group")
    second = series.next_session(first.canvas.id, "Second go")
    third = series.next_session(second, "Agreement")
    assert [head.id for head in series.lineage(third)] == [second, first.canvas.id]


def test_what_somebody_said_who_was_taken_off_the_roster_stays_theirs(library: Library, first: Session) -> None:
    person = first.canvas.people[-1]
    first.do(changes.AddNote("costs", "Said before leaving", author=person.id))
    first.do(changes.Park("The last bus", "value", person=person.id))
    first.do(changes.RemovePerson(person.id))
    second = library.session(Series(library).next_session(first.canvas.id, "Second go")).canvas

    (note,) = second.notes_in("costs")
    waiting = next(one for one in second.all(Parked) if one.text == "The last bus")
    for named in (note.author, waiting.person):
        author = second.find(Participant, named)
        assert author is not None
        assert (author.name, author.removed) == (person.name, True)
    assert person.name not in [one.name for one in second.people]


def ended_workshop(library: Library, clock: object, canvas_id: str, minutes: int) -> None:
    session = library.session(canvas_id)
    session.do(changes.StartWorkshop())
    while session.canvas.current_item.kind != "round":
        session.do(changes.NextPhase())
    clock.forward(minutes=minutes)
    session.do(changes.NextPhase())
    session.do(changes.EndWorkshop())


def test_after_two_workshops_the_times_of_the_round_are_known(library: Library, first: Session, clock) -> None:
    series = Series(library)
    second = series.next_session(first.canvas.id, "Second go")
    third = series.next_session(second, "Agreement")
    ended_workshop(library, clock, first.canvas.id, 100)
    assert series.measured_times(third) == {}
    ended_workshop(library, clock, second, 120)
    times = series.measured_times(third)
    assert (times["round"].minutes, times["round"].workshops) == (110, 2)
    assert "consensus" not in times
