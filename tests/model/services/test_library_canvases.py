"""The library's verbs for canvases as a whole."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from threading import Barrier, Thread

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote, EditNote, MarkNoneIdentified, Rename
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import LibraryAddress

pytestmark = pytest.mark.both_databases


def titles(library: Library, *, archived: bool = False) -> list[str]:
    return [listed.head.title for listed in library.listed(archived=archived)]


def test_a_new_library_is_empty(library: Library) -> None:
    assert library.listed() == []
    assert library.search("anything") == []


@pytest.mark.parametrize("key", builders.TEMPLATES)
def test_a_new_canvas_of_any_template_has_its_boxes_and_nothing_in_them(library: Library, key: str) -> None:
    canvas = library.session(library.new("  A\ntitle ", " City ", key)).canvas
    assert (canvas.head.title, canvas.head.city, canvas.head.version) == ("A title", "City", 1)
    assert canvas.template == builders.TEMPLATES[key]
    assert [box.key for box in canvas.content.boxes] == list(canvas.template.walk)
    assert canvas.note_count() == 0


def test_a_canvas_needs_a_title_and_a_template_there_is(library: Library) -> None:
    with pytest.raises(Refusal, match="needs a title"):
        library.new(" \n ")
    with pytest.raises(Refusal, match="too long"):
        library.new("x" * 301)
    with pytest.raises(NotThere, match="city-model-canvas"):
        library.new("Title", template="nonsense")
    assert library.listed() == []


def test_a_canvas_that_is_not_there_is_told_so(library: Library) -> None:
    for verb in (library.session, library.archive, library.delete, library.duplicate, Series(library).new_version):
        with pytest.raises(NotThere, match="no canvas"):
            verb("nonsense")


def test_the_list_has_what_changed_last_on_top_with_its_notes_counted(library: Library, clock: ManualClock) -> None:
    first = library.new("First")
    clock.forward(minutes=1)
    library.new("Second")
    assert titles(library) == ["Second", "First"]
    clock.forward(minutes=1)
    builders.put(library.session(first), "value", "one", "two")
    assert titles(library) == ["First", "Second"]
    assert [(listed.notes, listed.changed_at) for listed in library.listed()] == [
        (2, clock.now()),
        (0, clock.now() - 60_000),
    ]


def test_a_canvas_is_renamed_and_named_back(session: Session, library: Library) -> None:
    session.do(Rename("Day bus", "Elsewhere"))
    assert titles(library) == ["Day bus"]
    session.undo()
    assert titles(library) == ["Night bus"]


def test_a_canvas_is_put_away_and_taken_out_again(library: Library, canvas_id: str) -> None:
    library.archive(canvas_id)
    assert (titles(library), titles(library, archived=True)) == ([], ["Night bus"])
    library.unarchive(canvas_id)
    assert (titles(library), titles(library, archived=True)) == (["Night bus"], [])


def test_a_deleted_canvas_comes_back_whole(library: Library, filled: Session) -> None:
    before = filled.canvas.content
    library.delete(filled.canvas.id)
    assert titles(library) == []
    assert library.search("Note") == []
    library.restore(filled.canvas.id)
    assert titles(library) == ["Night bus"]
    assert library.session(filled.canvas.id).canvas.content == before
    assert library.search("Note")


def test_deleting_an_archived_canvas_brings_it_back_to_the_archive(library: Library, canvas_id: str) -> None:
    library.archive(canvas_id)
    library.delete(canvas_id)
    assert (titles(library), titles(library, archived=True)) == ([], [])
    library.restore(canvas_id)
    assert titles(library, archived=True) == ["Night bus"]


def test_a_copy_is_independent_and_leaves_people_and_answers_behind(library: Library, session: Session) -> None:
    builders.workshop_at(session, "consensus", notes=5)
    session.do(MarkNoneIdentified("env_costs", "Mo"))
    session.do(AddNote("value", "By somebody", author=session.canvas.people[2].id))
    builders.everyone_satisfied(session)
    copy = library.session(library.duplicate(session.canvas.id))
    original, canvas = session.canvas, copy.canvas
    assert canvas.head.title == "Night bus (copy)"
    assert (canvas.head.state, canvas.head.version, canvas.head.parent) == ("draft", 1, "")
    assert canvas.head.project != original.head.project
    for box in builders.BOXES:
        assert builders.texts(copy, box) == builders.texts(session, box)
        assert canvas.mark(box) == original.mark(box)
    assert not {n.id for b in builders.BOXES for n in canvas.notes_in(b)} & {
        n.id for b in builders.BOXES for n in original.notes_in(b)
    }
    assert {(note.author, note.phase) for box in builders.BOXES for note in canvas.notes_in(box)} == {("", "")}
    assert canvas.people == []
    assert canvas.answers == []
    assert canvas.agenda == []
    before = builders.everything(original)
    copy.do(EditNote(builders.ids(copy, "value")[0], "Changed in the copy"))
    copy.do(AddNote("value", "New in the copy"))
    assert builders.everything(library.session(original.id).canvas) == before


def test_a_copy_of_the_longest_title_is_possible(library: Library) -> None:
    canvas_id = library.new("x" * 300)
    assert len(library.session(library.duplicate(canvas_id)).canvas.head.title) == 300


def test_a_signed_canvas_can_be_copied_and_the_copy_changed(library: Library, signed: Session) -> None:
    copy = library.session(library.duplicate(signed.canvas.id))
    builders.put(copy, "value", "Free again")
    assert copy.canvas.head.state == "draft"


def test_a_canvas_whose_id_is_taken_is_not_stored_over_the_one_there(library: Library, filled: Session) -> None:
    before = builders.everything(filled.canvas)
    with pytest.raises(Refusal, match="in the library already"):
        library.add(replace(filled.canvas.head, title="Another"), (), "Import")
    assert builders.everything(library.session(filled.canvas.id).canvas) == before


def test_own_agendas_are_kept_under_their_name(library: Library) -> None:
    assert library.own_protocols() == []
    key = library.save_protocol(" Short  day ", [("round", "Say it", 30), ("consensus", "Agree “all”", 45)])
    other = library.save_protocol("Another day", builders.AGENDA)
    assert library.own_protocols() == [
        (other, "Another day", list(builders.AGENDA)),
        (key, "Short day", [("round", "Say it", 30), ("consensus", "Agree “all”", 45)]),
    ]
    assert library.save_protocol("Short day", [("round", "Again", 10)]) == key
    assert library.own_protocols()[1] == (key, "Short day", [("round", "Again", 10)])


def test_an_agenda_another_window_kept_under_the_same_name_is_not_replaced_unseen(library: Library) -> None:
    ours, theirs = [("round", "Ours", 10)], [("round", "Theirs", 20)]
    seen = library.own_protocols()
    key = library.save_protocol("Short day", theirs, seen=seen)
    with pytest.raises(Refusal, match=r"“Short day” was kept or changed in another window.*not put over it"):
        library.save_protocol("Short day", ours, seen=seen)
    assert library.own_protocols() == [(key, "Short day", theirs)]
    assert library.save_protocol("Short day", theirs, seen=seen) == key, "both meant the same"
    seen = library.own_protocols()
    assert library.save_protocol("Short day", ours, seen=seen) == key
    with pytest.raises(Refusal, match="in another window"):
        library.save_protocol("Short day", theirs, seen=seen)


def test_two_who_keep_an_agenda_under_one_name_at_the_same_moment_keep_one(
    library: Library, library_address: LibraryAddress
) -> None:
    with closing(Library.open(library_address, builders.TEMPLATES, ManualClock())) as other:
        ready, told = Barrier(2), []

        def keep(window: Library, word: str) -> None:
            ready.wait()
            try:
                window.save_protocol("Short day", [("round", word, 10)], seen=[])
            except Refusal as error:
                told.append(str(error))

        windows = [Thread(target=keep, args=pair) for pair in ((library, "Ours"), (other, "Theirs"))]
        for window in windows:
            window.start()
        for window in windows:
            window.join()
        assert len(told) == 1
        assert len(other.own_protocols()) == 1


@pytest.mark.parametrize(
    ("name", "phases"),
    [(" ", [("round", "A", 5)]), ("Empty", []), ("Nameless", [("round", " ", 5)]), ("Endless", [("round", "A", 0)])],
)
def test_an_agenda_that_could_not_be_led_is_not_kept(library: Library, name: str, phases: list) -> None:
    with pytest.raises(Refusal):
        library.save_protocol(name, phases)
    assert library.own_protocols() == []


def test_a_library_opened_again_has_everything(library: Library, filled: Session) -> None:
    library.save_protocol("Own", builders.AGENDA)
    before = builders.everything(filled.canvas)
    library.close()
    again = Library.open(library.store.address, builders.TEMPLATES, ManualClock())
    assert builders.everything(again.session(filled.canvas.id).canvas) == before
    assert len(again.own_protocols()) == 1
    again.close()
