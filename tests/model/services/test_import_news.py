"""When is there nothing new in a file? Only when all that it says is in the library already, value by value."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest

from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddMinutes,
    AddNote,
    AddRemark,
    AgreeElement,
    DeleteNotes,
    EditCard,
    EditMinute,
    EditParked,
    EndWorkshop,
    MarkNoneIdentified,
    NextPhase,
    NextSpeaker,
    Park,
    PausePhase,
    SetElement,
    SettleParked,
)
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.revision import Revision, canonical, digest
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import Imported, import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session

File = dict[str, Any]


def parsed(library: Library, session: Session) -> File:
    file: File = json.loads(cmc_bytes(session.canvas.snapshot(), revisions_of(library, session.canvas)))
    return file


def sealed(file: File, path: Path) -> Path:
    """Written with a file hash that fits, as somebody does who alters a file with care."""
    rest = {name: value for name, value in file.items() if name != "file_hash"}
    path.write_text(canonical({**rest, "file_hash": digest(canonical(rest))}), encoding="utf-8")
    return path


def reword(part: str, field: str, value: object) -> Callable[[File], None]:
    return lambda file: file[part][0].update({field: value})


def rerank(file: File) -> None:
    revision = next(revision for revision in file["revisions"] if revision["ranks"])
    last = max(revision["ranks"].values())
    revision["ranks"] = {note: place + "1" if place == last else place for note, place in revision["ranks"].items()}


ALTERED = {
    "a name": (reword("people", "name", "Somebody Else"), "the people"),
    "an organisation": (reword("people", "organisation", "Another one"), "the people"),
    "an answer": (reword("answers", "words", "Never said"), "the answers"),
    "when an answer was given": (reword("answers", "at", 1), "the answers"),
    "the agenda": (reword("agenda", "minutes", 7), "the agenda"),
    "a clock": (reword("phase_runs", "started_at", 7), "the clocks"),
    "when the workshop began": (lambda file: file["workshop"].update(started_at=7), "the clocks"),
    "the protocol": (lambda file: file["workshop"].update(protocol="another"), "the clocks"),
    "when a note was made": (reword("notes", "made_at", 7), "what is known of the notes"),
    "a deleted note": (
        lambda file: next(note for note in file["notes"] if note["deleted"]).update(text="Never written"),
        "the deleted notes",
    ),
    "who marked a box": (lambda file: next(iter(file["marks"].values())).update(by="Nobody"), "the marks"),
    "when it was signed": (lambda file: file["sign_off"].update(at=7), "the sign-off"),
    "the name of the city's earlier version": (lambda file: file["canvas"].update(base="0" * 64), "the head"),
    "why a state was kept": (reword("revisions", "why", "no reason"), "the earlier states"),
    "the ranks of an earlier state": (rerank, "the earlier states"),
    "the name of the session": (lambda file: file["canvas"].update(session="Another"), "the head"),
    "what a note had said": (reword("notes", "said", "Never said"), "what is known of the notes"),
    "why a note was dropped": (
        lambda file: next(note for note in file["notes"] if note["deleted"]).update(dropped_why="No reason"),
        "the deleted notes",
    ),
    "who had a turn": (reword("turns", "kind", "passed"), "the turns"),
    "how long a turn took": (reword("turns", "took", 7), "the turns"),
    "when an element was opened": (reword("element_runs", "opened_at", 7), "the clocks"),
    "which words an element was agreed in": (reword("element_agreements", "hash", "0" * 64), "the elements agreed on"),
    "a remark": (reword("remarks", "words", "Never said"), "the remarks"),
    "who made a remark": (reword("remarks", "person", ""), "the remarks"),
    "a parked thing": (reword("parking", "text", "Never parked"), "the parking list"),
    "a line of minutes": (reword("minutes", "text", "Never written"), "the minutes"),
    "a card": (reword("cards", "say", "Other words"), "the cards"),
}


@pytest.fixture
def signed_with_everything(session: Session) -> Session:
    """A signed canvas with a deleted note and a marked box, and with something of all that a room does."""
    people = builders.workshop_at(session, "round", notes=20)
    session.do(NextSpeaker())
    session.do(EditCard("round", "", "Think of the night", "", ""))
    builders.bring_to(session, "discuss")
    session.do(AddRemark(builders.ids(session, "value")[0], "question", "At what hour?", people[0]))
    session.do(Park("Fares"))
    session.do(AddMinute("Talked about fares"))
    builders.bring_to(session, "consensus")
    session.do(AgreeElement("value"))
    session.do(DeleteNotes((builders.ids(session, "social_risks")[0],)))
    session.do(MarkNoneIdentified("social_risks", "Mo"))
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(builders.SignOffCanvas())
    return session


@pytest.mark.parametrize(("alter", "part"), ALTERED.values(), ids=ALTERED)
def test_an_altered_signed_file_is_never_called_nothing_new(
    library: Library, signed_with_everything: Session, tmp_path: Path, alter: Callable[[File], None], part: str
) -> None:
    session = signed_with_everything
    before = builders.everything(session.canvas)
    file = parsed(library, session)
    alter(file)
    path = sealed(file, tmp_path / "a.cmc")
    imported = import_file(library, path)
    assert (imported.was_known, bool(imported.beside), imported.differs) == (False, True, (part,))
    assert imported.canvas_id != session.canvas.id
    assert "It was opened as a canvas of its own" in imported.told
    assert f"differs in: {part}." in imported.told
    assert "\n" not in imported.told
    assert builders.everything(library.session(session.canvas.id).canvas) == before
    again = import_file(library, path)
    assert (again.was_known, again.canvas_id) == (True, imported.canvas_id)


def test_two_files_with_the_same_words_and_other_people_become_two_copies(
    library: Library, agreeing: Session, tmp_path: Path
) -> None:
    found = []
    for name in ("One", "Two", "One"):
        file = parsed(library, agreeing)
        file["people"][0]["name"] = name
        found.append(import_file(library, sealed(file, tmp_path / "a.cmc")))
    assert [one.was_known for one in found] == [False, False, True]
    assert found[0].canvas_id == found[2].canvas_id
    names = [library.session(one.canvas_id).canvas.people[0].name for one in found[:2]]
    assert names == ["One", "Two"]


def test_a_copy_somebody_worked_on_is_not_taken_for_the_file(library: Library, filled: Session, tmp_path: Path) -> None:
    path = sealed(parsed(library, filled), tmp_path / "a.cmc")
    filled.do(AddNote("value", "Added since"))
    first = import_file(library, path)
    library.session(first.canvas_id).do(AddNote("value", "Added to the copy"))
    second = import_file(library, path)
    assert (second.was_known, second.canvas_id != first.canvas_id) == (False, True)
    assert library.session(second.canvas_id).canvas.note_count() == 64


@pytest.mark.parametrize(
    "afterwards",
    [
        [SetElement("costs")],
        [EndWorkshop()],
        [PausePhase()],
        [PausePhase(), EndWorkshop()],
        [AddMinutes(5), EndWorkshop()],
        [SetElement("costs"), PausePhase(), SetElement("value"), EndWorkshop()],
    ],
)
def test_a_clock_that_went_on_after_the_sign_off_makes_no_other_canvas_of_the_record(
    library: Library, signed: Session, clock: ManualClock, tmp_path: Path, afterwards: list[Any]
) -> None:
    path = sealed(parsed(library, signed), tmp_path / "a.cmc")
    for change in afterwards:
        clock.forward(minutes=3)
        signed.do(change)
    imported = import_file(library, path)
    assert (imported.was_known, imported.canvas_id) == (True, signed.canvas.id)


def test_what_went_on_since_makes_no_other_canvas_of_the_file(
    library: Library, signed_with_everything: Session, clock: ManualClock, tmp_path: Path
) -> None:
    session = signed_with_everything
    path = sealed(parsed(library, session), tmp_path / "a.cmc")
    (fares,), (minute,) = session.canvas.all(Parked), session.canvas.all(Minute)
    clock.forward(minutes=3)
    session.do(SettleParked(fares.id, "The council decides"))
    session.do(EditMinute(minute.id, "Talked about fares and noise"))
    session.do(AddMinute("Everyone went home"))
    session.do(Park("Next year"))
    imported = import_file(library, path)
    assert (imported.was_known, imported.canvas_id) == (True, session.canvas.id)
    session.do(EditParked(fares.id, "Other words"))
    assert import_file(library, path).differs == ("the parking list",)


def test_what_went_on_elsewhere_is_news(
    library: Library, signed_with_everything: Session, clock: ManualClock, tmp_path: Path
) -> None:
    there = builders.open_library(tmp_path / "there", clock)
    file = sealed(parsed(library, signed_with_everything), tmp_path / "a.cmc")
    away = there.session(import_file(there, file).canvas_id)
    (fares,), (minute,) = away.canvas.all(Parked), away.canvas.all(Minute)
    away.do(SettleParked(fares.id, "The council decides"))
    away.do(EditMinute(minute.id, "Talked about fares and noise"))
    imported = import_file(library, sealed(parsed(there, away), tmp_path / "b.cmc"))
    there.close()
    assert imported.differs == ("the parking list", "the minutes")


def test_a_clock_that_went_on_elsewhere_is_news(
    library: Library, agreeing: Session, clock: ManualClock, tmp_path: Path
) -> None:
    there = builders.open_library(tmp_path / "there", clock)
    away = there.session(import_file(there, sealed(parsed(library, agreeing), tmp_path / "a.cmc")).canvas_id)
    clock.forward(minutes=3)
    away.do(EndWorkshop())
    imported = import_file(library, sealed(parsed(there, away), tmp_path / "b.cmc"))
    there.close()
    assert (imported.was_known, imported.differs) == (False, ("the clocks",))


def test_turning_to_another_element_leaves_the_bytes_of_a_signed_file_as_they_were(
    library: Library, signed: Session
) -> None:
    before = cmc_bytes(signed.canvas, revisions_of(library, signed.canvas))
    signed.do(SetElement("costs"))
    assert signed.canvas.workshop.element == "costs"
    assert cmc_bytes(signed.canvas, revisions_of(library, signed.canvas)) == before


def test_a_library_that_has_more_than_the_file_has_nothing_new_in_it(
    library: Library, session: Session, tmp_path: Path
) -> None:
    builders.workshop_at(session, "consensus")
    path = sealed(parsed(library, session), tmp_path / "a.cmc")
    builders.everyone_satisfied(session)
    assert import_file(library, path).was_known
    assert any(session.canvas.all(Revision))


@pytest.mark.parametrize(
    ("archived", "deleted", "told", "listed"),
    [
        (False, False, "“Night bus” is in the library already; there is nothing new in the file.", "list"),
        (
            True,
            False,
            "“Night bus” is in the library already, in the archive; there is nothing new in the file.",
            "archive",
        ),
        (False, True, "“Night bus” had been deleted and was brought back.", "list"),
        (True, True, "“Night bus” had been deleted and was brought back; it is in the archive.", "archive"),
    ],
)
def test_it_is_told_where_a_known_canvas_is_found(
    library: Library, filled: Session, tmp_path: Path, archived: bool, deleted: bool, told: str, listed: str
) -> None:
    path = sealed(parsed(library, filled), tmp_path / "a.cmc")
    if archived:
        library.archive(filled.canvas.id)
    if deleted:
        library.delete(filled.canvas.id)
    imported: Imported = import_file(library, path)
    assert imported.told == told
    places = {"list": library.listed(), "archive": library.listed(archived=True)}
    assert [item.head.id for item in places[listed]] == [filled.canvas.id]
