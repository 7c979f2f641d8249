"""The word index on both databases: what is found, when it is fresh, what is left of what was removed."""

from __future__ import annotations

import threading
from contextlib import closing

import builders
import pytest
from sqlalchemy import event

from cmc_desktop.model.domain import words
from cmc_desktop.model.domain.changes import AddNotes, EditNote, EditPerson, RemovePerson
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.finding import Finder
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store import search
from cmc_desktop.model.store.library_address import LibraryAddress
from cmc_desktop.model.store.listing import every_listed, listed_since
from cmc_desktop.model.store.search import begin_anew
from cmc_desktop.model.store.word_index import WordIndex

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bus(library: Library) -> Session:
    session = library.session(library.new("Night bus for Málaga", "Port Alder"))
    builders.put(session, "value", "The bus stops late", "A stop for every bus", "城市交通规划", "บริการรถเมล์กลางคืน")
    builders.put(session, "partners", "Łódź and İzmir", "हिन्दी भाषा", "O'Neil's 100% \\ plan_b")
    builders.add_person(session, "Åsa Öberg-Example")
    return session


WORDS = [
    ("bus stops", True),
    ('"bus stops"', True),
    ('"stop for ev"', True),
    ('"late A stop"', False),
    ('"stops bus"', False),
    ("“bus stops late”", True),
    ("城市", True),
    ("交通", True),
    ("通交", False),
    ("รถเมล์", True),
    ("เมล์รถ", False),
    ("हिन्दी", True),
    ("भाषा", True),
    ("asa oberg", True),
    ("exam", True),
    ("xample", False),
    ("o'neil", True),
    ("100%", True),
    ("plan_b", True),
    ("b", True),
    ("málaga late", True),
    ("malaga early", False),
    ("port alder asa bus", True),
    ("izmir", True),
    ("'; DROP TABLE overview; --", False),
    ('" * : & | !', False),
]


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize(("words", "there"), WORDS)
def test_words_phrases_and_scripts_without_spaces_are_found_indexed_or_not(
    library: Library, bus: Session, words: str, there: bool, fresh: bool
) -> None:
    if fresh:
        assert library.finder.refresh()
    assert library.finder.is_fresh is fresh
    assert library.finder.canvases(words) == ({bus.canvas.id} if there else set())


def test_an_edit_makes_one_canvas_stale_and_is_found_before_and_after_it_is_taken_in(
    library: Library, bus: Session
) -> None:
    other = library.new("Market hall")
    library.finder.refresh()
    bus.do(EditNote(builders.ids(bus, "value")[0], "A ferry"))
    for _ in range(2):
        assert library.finder.canvases("ferry") == {bus.canvas.id}
        assert library.finder.canvases('"bus stops late"') == set()
        assert library.finder.canvases("market") == {other}
        library.finder.refresh()
    assert library.finder.is_fresh


def test_somebody_who_was_renamed_or_taken_off_the_roster_is_not_found_any_more(library: Library, bus: Session) -> None:
    (person,) = [person.id for person in bus.canvas.people]
    library.finder.refresh()
    bus.do(EditPerson(person, PersonDetails("Anna Example", organisation="Harbour Ltd")))
    assert library.finder.canvases("asa") == set()
    assert library.finder.canvases("harbour") == {bus.canvas.id}
    library.finder.refresh()
    assert library.finder.canvases("asa") == set()
    bus.do(RemovePerson(person))
    assert library.finder.canvases("anna") == set()
    library.finder.refresh()
    assert library.finder.canvases("anna") == set()


def test_what_matches_says_which_notes_and_people_hold_the_words(library: Library, bus: Session) -> None:
    matches = library.finder.matches([bus.canvas.id], "bus stops example")[bus.canvas.id]
    assert [note.text for note in matches.notes] == ["The bus stops late", "A stop for every bus"]
    assert [person.name for person in matches.people] == ["Åsa Öberg-Example"]


def test_looking_for_words_writes_nothing(library: Library, bus: Session) -> None:
    asked: list[str] = []
    event.listen(library.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    library.finder.canvases("bus")
    library.finder.matches([bus.canvas.id], "bus")
    assert asked
    assert not [statement for statement in asked if not statement.lstrip().startswith(("SELECT", "BEGIN", "SHOW"))]


def test_a_purged_canvas_is_out_of_the_index_and_its_key_is_never_given_again(library: Library, bus: Session) -> None:
    library.finder.refresh()
    assert library.finder.canvases("bus")
    library.delete(bus.canvas.id)
    library.purge(bus.canvas.id)
    new = library.new("Rain gardens")
    library.finder.refresh()
    assert library.finder.canvases("bus") == set()
    assert library.finder.canvases("rain") == {new}


def test_two_that_refresh_at_once_and_edits_between_leave_a_fresh_index(library: Library, bus: Session) -> None:
    ids = [library.new(f"Canvas {number}") for number in range(60)]
    twin = Finder(WordIndex(library.store.engine))
    workers = [threading.Thread(target=finder.refresh) for finder in (library.finder, twin)]
    for worker in workers:
        worker.start()
    for number in range(20):
        bus.do(AddNotes("value", (f"Word{number}",)))
    for worker in workers:
        worker.join()
    library.finder.refresh()
    assert library.finder.is_fresh
    assert library.finder.canvases("canvas") == set(ids)
    assert library.finder.canvases("word19") == {bus.canvas.id}


def test_a_closed_finder_leaves_the_library_alone(library: Library, bus: Session) -> None:
    library.finder.close()
    assert library.finder.refresh() is False
    assert not library.finder.is_fresh


def test_the_list_tells_notes_tags_and_the_last_change_indexed_or_not(library: Library, bus: Session) -> None:
    bus.do(AddNotes("value", ("Tagged",), tags=("pilot", "budget")))
    for _ in range(2):
        (listed,) = library.listed()
        assert (listed.notes, listed.tags) == (bus.canvas.note_count(), ("budget", "pilot"))
        assert listed.changed_at == library.store.journal_of(bus.canvas.id)[-1].entry.at
        library.finder.refresh()


def test_what_changed_since_is_read_alone_until_a_canvas_was_removed_for_good(library: Library, bus: Session) -> None:
    other = library.new("Market hall")
    everything, mark = every_listed(library.store.engine)
    assert {one.head.id for one in everything} == {bus.canvas.id, other}
    library.do(other, AddNotes("value", ("A stall",)))
    since = listed_since(library.store.engine, mark)
    assert since is not None
    changed = {one.head.id: one.notes for one in since[0]}
    assert changed[other] == 1
    library.delete(other)
    library.purge(other)
    assert listed_since(library.store.engine, mark) is None


def test_a_canvas_removed_for_good_is_noticed_however_many_are_made_since(library: Library, bus: Session) -> None:
    gone = library.new("Market hall")
    _, mark = every_listed(library.store.engine)
    library.delete(gone)
    library.purge(gone)
    for number in range(3):
        builders.put(library.session(library.new(f"Rain garden {number}")), "value", "One", "Two")
    assert listed_since(library.store.engine, mark) is None
    everything, mark = every_listed(library.store.engine)
    assert gone not in {one.head.id for one in everything}
    assert listed_since(library.store.engine, mark) is not None, "it is told once"


def test_an_index_that_is_begun_anew_forgets_no_removal(library: Library, bus: Session) -> None:
    gone = library.new("Market hall")
    library.delete(gone)
    library.purge(gone)
    _, mark = every_listed(library.store.engine)
    with library.store.engine.begin() as connection:
        begin_anew(connection)
    assert listed_since(library.store.engine, mark) is not None


@pytest.fixture
def folded_before(library: Library, bus: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is as a build left it that knew nothing of Ł."""
    with monkeypatch.context() as earlier:
        earlier.setattr(words, "FOLDS", {ord("Ł"): "ł"})
        assert library.finder.refresh()
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_state SET id = 1")


@pytest.mark.usefixtures("folded_before")
def test_an_index_whose_words_were_folded_by_another_rule_is_filled_anew(
    bus: Session, library_address: LibraryAddress
) -> None:
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as again:
        assert again.finder.canvases("lodz") == set()
        for _ in range(2):
            assert again.finder.refresh()
            assert again.finder.canvases("lodz") == {bus.canvas.id}
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as once_more:
        assert once_more.finder.canvases("lodz") == {bus.canvas.id}


@pytest.mark.usefixtures("folded_before")
def test_folding_anew_goes_by_a_few_and_leaves_the_list_its_figures_when_it_is_ended(
    library: Library, bus: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 1)
    other = library.new("Łódź, too")
    assert library.finder.refresh()
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_state SET id = 1")
    asked = iter([True, False])
    fresh = WordIndex(library.store.engine)
    assert fresh.refreshed(lambda: next(asked)) is False
    with library.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM overview").scalar_one() == 2
        assert connection.exec_driver_sql("SELECT id FROM search_state").scalar_one() == 1
    assert fresh.refreshed(lambda: True)
    assert Finder(fresh).canvases("lodz") == {bus.canvas.id, other}


@pytest.mark.usefixtures("folded_before", "bus")
def test_folding_anew_goes_on_where_it_was_ended(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 1)
    for number in range(3):
        library.new(f"Łódź {number}")
    assert library.finder.refresh()
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE search_state SET id = 1")
    fresh = WordIndex(library.store.engine)
    asked: list[bool] = []

    def go_on() -> bool:
        asked.append(len(asked) not in (2, 4))
        return asked[-1]

    assert [fresh.refreshed(go_on) for _ in range(3)] == [False, False, True]
    assert asked == [True, True, False, True, False, True]
    assert len(Finder(fresh).canvases("lodz")) == 4


@pytest.mark.usefixtures("folded_before")
def test_folding_anew_passes_over_a_canvas_that_cannot_be_read(library: Library, bus: Session) -> None:
    spoilt = library.session(library.new("Spoilt"))
    builders.put(spoilt, "value", "Rain")
    assert library.finder.refresh()
    with library.store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE notes SET tags = '{{' WHERE canvas_id = '{spoilt.canvas.id}'")
        connection.exec_driver_sql("UPDATE search_state SET id = 1")
        key = "num" if connection.dialect.name == "postgresql" else "rowid"
        num = f"(SELECT num FROM overview WHERE canvas_id = '{bus.canvas.id}')"
        connection.exec_driver_sql(f"DELETE FROM overview_words WHERE {key} = {num}")
    fresh = Finder(WordIndex(library.store.engine))
    assert fresh.refresh()
    assert fresh.canvases("rain") == {spoilt.canvas.id}
    assert fresh.canvases("lodz") == {bus.canvas.id}


def test_the_number_of_the_folding_is_raised_with_the_rule() -> None:
    told = words.indexed(["Łódź, Straße", "ÆRØ İzmir Đà Nẵng", "城市 हिन्दी"])
    assert (words.FOLDING, told) == (2, " lodz strasse \ue000 aero izmir da nang \ue000 城 市 हिनदी \ue000")
