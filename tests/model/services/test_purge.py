"""A deleted canvas that is removed for good leaves no name and no word behind."""

from __future__ import annotations

import random
from contextlib import closing

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddRemark,
    AddSheetNotes,
    DeleteNotes,
    EditCard,
    EditMinute,
    EditNote,
    EditPerson,
    MarkNoneIdentified,
    Park,
    SettleParked,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_store import LibraryStore

#: stands in every word and name of the canvas to be removed, and nowhere else
MARK = "quixotry"


@pytest.fixture
def kept(library: Library) -> Session:
    """A canvas that stays, worked on before and after the other one."""
    session = library.session(library.new("Market hall", "Elsewhere"))
    builders.sign(session)
    return session


@pytest.fixture
def doomed(library: Library, kept: Session) -> Session:
    """A canvas with a long story: names and words that were changed, moved, deleted, answered for and found."""
    session = library.session(library.new(f"{MARK} bus", f"{MARK} Alder"))
    boxes = [box for box in builders.BOXES[1:] if box != "env_costs"]
    for number in range(80):
        builders.put(session, boxes[number % len(boxes)], f"{MARK.upper()} {number} " + f"{MARK}{number} " * 20)
        if number % 10 == 0:
            library.search(f"{MARK} {number}")
    notes = [note for box in builders.BOXES for note in builders.ids(session, box)]
    for note in notes[:20]:
        session.do(EditNote(note, f"{MARK} in other words"))
    session.do(DeleteNotes(tuple(notes[20:40])))
    library.search(MARK)
    people = [builders.add_person(session, f"{MARK} {number}" * 4) for number in range(40)]
    for person in people:
        session.do(EditPerson(person, PersonDetails(f"Ms {MARK}", organisation=f"{MARK} Ltd")))
    session.do(MarkNoneIdentified("env_costs", f"Ms {MARK}"))
    builders.bring_to(session, "consensus")
    talk(session, people[1])
    builders.everyone_satisfied(session)
    return session


def talk(session: Session, person: str) -> None:
    """Lines of sheets, remarks, parked things, minutes and cards, each written and changed."""
    for number in range(20):
        sheet = AddSheetNotes(person, "value", (f"{MARK} on paper {number}",))
        remark = AddRemark(builders.ids(session, "value")[0], "question", f"{MARK}? {number}", person)
        parked, minute = Park(f"{MARK} later {number}"), AddMinute(f"{MARK} said {number}", person)
        for change in (sheet, remark, parked, minute):
            session.do(change)
        session.do(SettleParked(parked.id, f"{MARK} again"))
        session.do(EditMinute(minute.id, f"{MARK} said more"))
        session.do(EditCard("round", "", f"{MARK} first {number}", "", ""))


def traces(library: Library) -> int:
    data = library.store.path.read_bytes()
    return data.lower().count(MARK.encode())


def test_no_name_and_no_word_is_left_in_the_file(library: Library, kept: Session, doomed: Session) -> None:
    before = builders.everything(kept.canvas)
    library.delete(doomed.canvas.id)
    assert traces(library) > 1000
    library.purge(doomed.canvas.id)
    assert traces(library) == 0
    library.close()
    assert traces(library) == 0
    assert library.store.path is not None
    with closing(Library.open(library.store.path, builders.TEMPLATES, ManualClock())) as again:
        assert again.store.check() == "ok"
        assert builders.everything(again.session(kept.canvas.id).canvas) == before
        with pytest.raises(NotThere):
            again.session(doomed.canvas.id)


def test_rows_between_those_of_another_canvas_leave_nothing_behind_either(library: Library, session: Session) -> None:
    """SQLite leaves old copies in some pages that it rearranged, one story in three; so the file is written anew."""
    doomed, chance = library.session(library.new(MARK)), random.Random()
    for _ in range(150):
        for canvas, word in ((session, "harmless "), (doomed, f"{MARK} ")):
            notes = [note for box in builders.BOXES for note in builders.ids(canvas, box)]
            if not notes or chance.random() < 0.6:
                builders.put(canvas, chance.choice(builders.BOXES[1:]), word * chance.choice([1, 5, 60, 400]))
            else:
                canvas.do(EditNote(chance.choice(notes), word * chance.choice([2, 3, 90])))
    library.delete(doomed.canvas.id)
    library.purge(doomed.canvas.id)
    assert traces(library) == 0
    with library.store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0
    assert library.store.check() == "ok"


def test_search_goes_on_to_find_what_is_there_and_what_comes(library: Library, kept: Session, doomed: Session) -> None:
    library.delete(doomed.canvas.id)
    library.purge(doomed.canvas.id)
    assert library.search(MARK) == []
    assert len(library.search("gets home")) == 1
    new = library.session(library.new("Ferry"))
    builders.put(new, "value", "Over the river in ten minutes")
    assert [hit.listed.head.title for hit in library.search("river")] == ["Ferry"]


def test_only_a_deleted_canvas_is_removed(library: Library, kept: Session) -> None:
    with pytest.raises(Refusal, match="Only a canvas that was deleted"):
        library.purge(kept.canvas.id)
    with pytest.raises(NotThere):
        library.purge("nonsense")
    assert [listed.head.id for listed in library.listed()] == [kept.canvas.id]


@pytest.mark.both_databases
def test_a_canvas_that_others_bring_back_at_the_last_moment_stays(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas_id = library.new("Market hall")
    library.delete(canvas_id)
    real = LibraryStore.head

    def seen_before_that(store: LibraryStore, canvas_id: str) -> Head:
        head = real(store, canvas_id)
        monkeypatch.setattr(LibraryStore, "head", real)
        library.restore(canvas_id)
        return head

    monkeypatch.setattr(LibraryStore, "head", seen_before_that)
    with pytest.raises(Refusal, match="Only a canvas that was deleted"):
        library.purge(canvas_id)
    assert [listed.head.id for listed in library.listed()] == [canvas_id]


def test_an_open_canvas_is_worked_on_after_another_was_removed(
    library: Library, kept: Session, session: Session, doomed: Session
) -> None:
    library.delete(doomed.canvas.id)
    library.purge(doomed.canvas.id)
    builders.put(session, "value", "Still here")
    assert builders.texts(library.session(session.canvas.id), "value") == ["Still here"]
