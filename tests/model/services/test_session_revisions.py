"""Which states of the content are kept, and what each of them continues."""

from __future__ import annotations

import json

import builders
import pytest

from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import BackPhase, EditNote, GiveAnswer, NextPhase
from cmc_desktop.model.domain.errors import NotThere
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


def parents(session: Session) -> dict[str, tuple[str, ...]]:
    return {revision.id: revision.parents for revision in session.canvas.all(Revision)}


def keep(session: Session, note: str, text: str) -> str:
    """Reword a note and let the state be kept; returns its hash."""
    session.do(EditNote(note, text))
    person = next(person for person in session.canvas.people if person.asked)
    session.do(GiveAnswer(person.id, AnswerKind.NOT_YET, f"About {text}"))
    assert session.canvas.head.revision == session.canvas.content_hash
    return session.canvas.content_hash


@pytest.fixture
def note(session: Session) -> str:
    """A note on a canvas in its agreement phase, of which no state is kept yet."""
    (note,) = builders.put(session, "value", "start")
    builders.add_person(session, "Ada")
    builders.set_agenda(session, [("consensus", "Agree", 10), ("consensus", "Agree again", 10)])
    builders.bring_to(session, "consensus")
    return note


def test_each_state_continues_the_one_kept_last(session: Session, note: str) -> None:
    a, b, c = (keep(session, note, text) for text in "ABC")
    assert parents(session) == {a: (), b: (a,), c: (b,)}


def test_after_going_back_to_an_old_state_the_next_one_continues_that(session: Session, note: str) -> None:
    a, b, again, c = (keep(session, note, text) for text in "ABAC")
    assert again == a
    assert parents(session) == {a: (), b: (a,), c: (a,)}
    assert keep(session, note, "B") == b
    d = keep(session, note, "D")
    assert parents(session) == {a: (), b: (a,), c: (a,), d: (b,)}


def test_which_state_was_kept_last_outlives_a_restart_and_the_hands_of_others(
    library: Library, session: Session, note: str, clock: ManualClock
) -> None:
    a, b = keep(session, note, "A"), keep(session, note, "B")
    other = library.session(session.canvas.id)
    assert keep(other, note, "A") == a
    clock.forward(minutes=-60)
    session.catch_up()
    c = keep(session, note, "C")
    assert parents(session) == parents(library.session(session.canvas.id)) == {a: (), b: (a,), c: (a,)}


def test_a_state_is_kept_once_however_often_it_is_come_back_to(session: Session, note: str) -> None:
    a = keep(session, note, "A")
    for _ in range(2):
        session.do(NextPhase())
        session.do(BackPhase())
    assert parents(session) == {a: ()}
    assert session.canvas.head.revision == a


def test_undo_of_what_was_said_leaves_what_was_kept(session: Session, note: str) -> None:
    a, b = keep(session, note, "A"), keep(session, note, "B")
    session.undo()
    assert session.canvas.content_hash == a
    assert session.canvas.head.revision == b
    c = keep(session, note, "C")
    assert parents(session)[c] == (b,), "the state in between was never kept again"


def test_an_open_canvas_holds_no_bulk_and_the_library_has_it(library: Library, session: Session, note: str) -> None:
    a, b = keep(session, note, "A"), keep(session, note, "B")
    for open_canvas in (session, library.session(session.canvas.id)):
        assert {revision.content for revision in open_canvas.canvas.all(Revision)} == {""}
        assert [open_canvas.content_of(one).hash for one in (a, b)] == [a, b]
        assert [box.notes[0].text for box in open_canvas.content_of(a).boxes if box.notes] == ["A"]
        whole = {revision.id: revision for revision in revisions_of(library, open_canvas.canvas)}
        assert whole.keys() == {a, b}
        assert all(list(json.loads(revision.ranks)) == [note] for revision in whole.values())
    with pytest.raises(NotThere, match="not kept"):
        session.content_of("0" * 64)


def test_an_opened_canvas_holds_its_kept_states_as_the_one_in_which_they_were_kept(
    library: Library, session: Session, note: str
) -> None:
    keep(session, note, "first")
    opened = library.session(session.canvas.id).canvas
    assert set(opened.all(Revision)) == set(session.canvas.all(Revision)) != set()
