"""What becomes of a file that somebody chooses to import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote, EditNote, Leave
from cmc_desktop.model.domain.errors import BadFile, CmcError, LibraryTrouble, NotThere, Refusal
from cmc_desktop.model.domain.revision import canonical, digest
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Library]:
    """The library of somebody else."""
    library = builders.open_library(tmp_path / "there")
    yield library
    library.close()


def written(library: Library, session: Session, path: Path) -> Path:
    path.write_bytes(cmc_bytes(session.canvas.snapshot(), revisions_of(library, session.canvas)))
    return path


def test_a_canvas_travels_from_one_library_to_another_and_on(
    library: Library, there: Library, filled: Session, tmp_path: Path
) -> None:
    file = written(library, filled, tmp_path / "a.cmc")
    imported = import_file(there, file)
    assert (imported.title, imported.notes, imported.was_known) == ("Night bus", 64, False)
    assert imported.canvas_id == filled.canvas.id
    session = there.session(imported.canvas_id)
    assert builders.everything(session.canvas) == builders.everything(filled.canvas)
    assert written(there, session, tmp_path / "b.cmc").read_bytes() == file.read_bytes()


def test_a_signed_canvas_stays_signed_with_its_people_and_answers(
    library: Library, there: Library, signed: Session, tmp_path: Path
) -> None:
    imported = import_file(there, written(library, signed, tmp_path / "a.cmc"))
    session = there.session(imported.canvas_id)
    assert session.canvas.head.state == "signed"
    assert session.canvas.sign_off == signed.canvas.sign_off
    assert session.canvas.answers == signed.canvas.answers
    assert [person.name for person in session.canvas.people] == [person.name for person in signed.canvas.people]
    assert there.listed()[0].head.state == "signed"
    with pytest.raises(Refusal, match="signed"):
        session.do(AddNote("value", "one more"))


def without_the_present_state(file: Path) -> Path:
    """The file as another program may write it: the words that were answered stand in `content` alone."""
    data = json.loads(file.read_bytes())
    data["revisions"] = [one for one in data["revisions"] if one["hash"] != data["content_hash"]]
    del data["file_hash"]
    data["file_hash"] = digest(canonical(data))
    file.write_text(canonical(data), encoding="utf-8")
    return file


def test_a_signed_file_that_keeps_its_words_only_once_can_be_given_out_again(
    library: Library, there: Library, signed: Session, tmp_path: Path
) -> None:
    file = without_the_present_state(written(library, signed, tmp_path / "a.cmc"))
    imported = import_file(there, file)
    session = there.session(imported.canvas_id)
    written(there, session, tmp_path / "b.cmc")
    assert import_file(there, tmp_path / "b.cmc").was_known
    assert import_file(there, file).was_known


def test_answered_words_that_a_file_keeps_only_once_are_still_there_after_an_edit(
    library: Library, there: Library, agreeing: Session, tmp_path: Path
) -> None:
    builders.everyone_satisfied(agreeing)
    words = agreeing.canvas.content_hash
    file = without_the_present_state(written(library, agreeing, tmp_path / "a.cmc"))
    session = there.session(import_file(there, file).canvas_id)
    session.do(AddNote("value", "one more"))
    assert session.content_of(words).hash == words
    written(there, session, tmp_path / "b.cmc")


def test_the_words_of_stale_answers_can_still_be_read_after_the_journey(
    library: Library, there: Library, agreeing: Session, tmp_path: Path
) -> None:
    builders.everyone_satisfied(agreeing)
    before = agreeing.canvas.content
    agreeing.do(EditNote(builders.ids(agreeing, "value")[0], "Other words"))
    imported = import_file(there, written(library, library.session(agreeing.canvas.id), tmp_path / "a.cmc"))
    session = there.session(imported.canvas_id)
    assert session.canvas.head.state == "in_workshop"
    assert session.content_of(session.canvas.answers[0].content_hash) == before


def test_a_file_with_nothing_new_leads_to_the_canvas_that_is_there(
    library: Library, filled: Session, tmp_path: Path
) -> None:
    before = builders.everything(filled.canvas)
    imported = import_file(library, written(library, filled, tmp_path / "a.cmc"))
    assert (imported.was_known, imported.canvas_id) == (True, filled.canvas.id)
    assert "nothing new" in imported.told
    assert len(library.listed()) == 1
    assert builders.everything(library.session(filled.canvas.id).canvas) == before


def test_an_older_state_of_a_canvas_overwrites_nothing(library: Library, filled: Session, tmp_path: Path) -> None:
    file = written(library, filled, tmp_path / "a.cmc")
    filled.do(AddNote("value", "Added since"))
    imported = import_file(library, file)
    assert (imported.was_known, bool(imported.beside)) == (False, True)
    assert imported.title == "Night bus (copy)"
    copy = library.session(imported.canvas_id).canvas
    assert copy.id != filled.canvas.id
    assert copy.head.project == filled.canvas.head.project
    assert (copy.note_count(), library.session(filled.canvas.id).canvas.note_count()) == (64, 65)


def test_the_same_other_state_twice_makes_one_copy(library: Library, filled: Session, tmp_path: Path) -> None:
    file = written(library, filled, tmp_path / "a.cmc")
    filled.do(AddNote("value", "Added since"))
    first, second = import_file(library, file), import_file(library, file)
    assert (second.was_known, second.canvas_id) == (True, first.canvas_id)
    assert len(library.listed()) == 2


def test_a_canvas_signed_elsewhere_comes_back_signed_beside_its_draft(
    library: Library, there: Library, agreeing: Session, tmp_path: Path
) -> None:
    away = there.session(import_file(there, written(library, agreeing, tmp_path / "a.cmc")).canvas_id)
    builders.everyone_satisfied(away)
    builders.bring_to(away, "signoff")
    away.do(builders.SignOffCanvas())
    file = written(there, away, tmp_path / "b.cmc")
    first, second = import_file(library, file), import_file(library, file)
    assert (bool(first.beside), first.title, second.was_known) == (True, "Night bus", True)
    assert second.canvas_id == first.canvas_id
    assert library.session(first.canvas_id).canvas.sign_off == away.canvas.sign_off
    assert library.session(agreeing.canvas.id).canvas.sign_off is None


def test_a_deleted_canvas_comes_back_by_its_file(library: Library, filled: Session, tmp_path: Path) -> None:
    file = written(library, filled, tmp_path / "a.cmc")
    library.delete(filled.canvas.id)
    assert import_file(library, file).canvas_id == filled.canvas.id
    assert [listed.head.id for listed in library.listed()] == [filled.canvas.id]


def test_a_longest_title_still_makes_room_for_the_mark_of_a_copy(library: Library, tmp_path: Path) -> None:
    session = library.session(library.new("x" * 300))
    file = written(library, session, tmp_path / "a.cmc")
    session.do(AddNote("value", "a"))
    imported = import_file(library, file)
    assert len(imported.title) == 300
    assert imported.title.endswith("x (copy)")


def test_plain_notes_become_a_draft_with_each_box_in_the_order_of_the_file(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "Tram for all.csv"
    file.write_text("box;text\nvalue;first\ncosts;money\nvalue;second\n", encoding="utf-8")
    imported = import_file(library, file)
    session = library.session(imported.canvas_id)
    assert (imported.title, imported.notes, session.canvas.head.state) == ("Tram for all", 3, "draft")
    assert builders.texts(session, "value") == ["first", "second"]
    session.do(AddNote("value", "between", row=1))
    assert builders.texts(session, "value") == ["first", "between", "second"]


def test_boxes_in_which_nothing_was_identified_come_along(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"title":"T","city":"C","notes":[],"none_identified":["revenue"]}', encoding="utf-8")
    canvas = library.session(import_file(library, file).canvas_id).canvas
    assert (canvas.head.city, canvas.mark("revenue").none_identified) == ("C", True)


def test_a_table_can_be_told_its_template(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("box,text\n1,a\n", encoding="utf-8")
    imported = import_file(library, file, "business-model-canvas")
    assert library.session(imported.canvas_id).canvas.head.template == "business-model-canvas"
    with pytest.raises(NotThere, match="no template “nothing”"):
        import_file(library, file, "nothing")


@pytest.mark.parametrize(
    ("name", "data", "kind", "sentence"),
    [
        ("a.cmc", b"\0\1\2", BadFile, "damaged or cut off"),
        ("a.json", b'{"title":"T","notes":[{"box":"taxes","text":"a"}]}', BadFile, "no box “taxes”"),
        ("a.csv", b"box,text\nvalue,good\ntaxes,bad\n", BadFile, "no box “taxes”"),
        ("a.txt", b"box,text\n", BadFile, "“.txt” cannot be imported"),
        ("b/a.cmc", None, NotThere, "There is no file"),
        ("..", None, BadFile, "is not a file"),
        ("a\0.cmc", None, CmcError, "cannot be read|no file"),
    ],
)
def test_a_refused_file_leaves_the_library_as_it_was(
    library: Library,
    filled: Session,
    tmp_path: Path,
    name: str,
    data: bytes | None,
    kind: type[CmcError],
    sentence: str,
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(kind, match=sentence):
        import_file(library, tmp_path / name)
    assert [listed.head.id for listed in library.listed()] == [filled.canvas.id]
    assert library.store.check() == "ok"


def test_a_file_over_the_limit_is_not_even_read_whole(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.cmc"
    with file.open("wb") as out:
        out.truncate(2**33)
    with pytest.raises(BadFile, match="larger than 20 MB"):
        import_file(library, file)


def test_an_import_that_cannot_be_stored_is_nowhere(
    library: Library, there: Library, filled: Session, tmp_path: Path
) -> None:
    file = written(library, filled, tmp_path / "a.cmc")
    with there.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=60")
        connection.rollback()
    with suppress(LibraryTrouble):
        for number in range(500):
            builders.fill(there.session(there.new(f"Filling {number}")))
    before = len(there.listed())
    with pytest.raises(LibraryTrouble, match="disk is full"):
        import_file(there, file)
    assert len(there.listed()) == before
    assert there.store.check() == "ok"


def test_a_person_who_left_travels_as_such(library: Library, there: Library, agreeing: Session, tmp_path: Path) -> None:
    agreeing.do(Leave(agreeing.canvas.people[2].id))
    imported = import_file(there, written(library, agreeing, tmp_path / "a.cmc"))
    assert there.session(imported.canvas_id).canvas.people == agreeing.canvas.people
