"""The record of a signed canvas says the same whenever it is written, whatever goes on in the room meanwhile."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import builders
import pikepdf
import pytest
from at_length import at_length
from hypothesis import given, settings
from hypothesis import strategies as st
from random_changes import ALL, a_change

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.agenda import PhaseRun
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off
from cmc_desktop.paths import resources_folder

#: a later moment at which records are written, always the same
LATER = 1_800_000_000_000
AFTERWARDS = {
    "the projector turns on": [c.SetElement("costs")],
    "the clock stands": [c.PausePhase()],
    "more time is given": [c.AddMinutes(5)],
    "the next phase": [c.NextPhase()],
    "back and on again": [c.BackPhase(), c.BackPhase(), c.BackPhase(), c.NextPhase()],
    "a phase is skipped": [c.BackPhase(), c.SkipPhase("Not needed")],
    "the end": [c.EndWorkshop()],
    "minutes": [c.AddMinute("Everyone went home happy")],
    "something is parked": [c.Park("Next year")],
    "own cards": [c.EditCard("signoff", "", "Thank everyone", "", "")],
    "all of it": [
        *(c.NextPhase(), c.AddMinute("On"), c.Park("Later"), c.BackPhase(), c.SetElement("value"), c.EndWorkshop()),
    ],
}


@pytest.fixture
def room(session: Session, clock: ManualClock) -> Session:
    """A signed canvas with minutes, a parking list and own cards; its workshop goes on in a phase before the last."""
    builders.set_agenda(session, [*builders.AGENDA, ("break", "After that", 5)])
    people = builders.workshop_at(session, "round")
    session.do(c.EditCard("round", "", "Say one thing", "", ""))
    for _ in people:
        clock.forward(minutes=1)
        session.do(c.NextSpeaker())
    builders.bring_to(session, "discuss")
    clock.forward(minutes=7)
    session.do(c.Park("Fares"))
    session.do(c.AddMinute("Talked about fares"))
    builders.bring_to(session, "consensus")
    clock.forward(minutes=11)
    builders.everyone_satisfied(session)
    session.do(c.SignOffCanvas())
    clock.forward(minutes=2)
    return session


def record(library: Library, canvas: Canvas, path: Path, *, with_minutes: bool = False) -> bytes:
    exporter = Exporter(resources_folder() / "fonts", ManualClock(LATER))
    at_sign_off = clocks_at_sign_off(library, canvas)
    revisions = revisions_of(library, canvas)
    exporter.export(canvas, path, revisions=revisions, at_sign_off=at_sign_off, with_minutes=with_minutes)
    return path.read_bytes()


def inside(pdf: bytes, folder: Path) -> Canvas:
    """The canvas in the file that a record holds."""
    path = folder / "inside.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as document:
        (attached,) = [document.attachments[name].get_file().read_bytes() for name in document.attachments]
    return read_cmc(attached, builders.TEMPLATES).canvas


@pytest.mark.parametrize("afterwards", AFTERWARDS.values(), ids=AFTERWARDS)
def test_the_record_has_the_same_bytes_whatever_goes_on_after_the_sign_off(
    library: Library, room: Session, clock: ManualClock, tmp_path: Path, afterwards: list[c.Change]
) -> None:
    before = record(library, room.canvas, tmp_path / "a.pdf")
    whole = cmc_bytes(room.canvas, revisions_of(library, room.canvas))
    for change in afterwards:
        clock.forward(minutes=3)
        assert room.do(change)
    assert record(library, room.canvas, tmp_path / "b.pdf") == before
    reopened = library.session(room.canvas.id).canvas
    assert record(library, reopened, tmp_path / "c.pdf") == before
    if not any(isinstance(change, c.SetElement) for change in afterwards):
        assert cmc_bytes(room.canvas, revisions_of(library, room.canvas)) != whole


def test_the_record_keeps_the_times_of_the_phases_as_they_were_at_the_sign_off(
    library: Library, room: Session, clock: ManualClock, tmp_path: Path
) -> None:
    at_sign_off = {run.id: run for run in room.canvas.all(PhaseRun)}
    for change in (c.BackPhase(), c.BackPhase(), c.EndWorkshop()):
        clock.forward(minutes=3)
        room.do(change)
    assert {run.id: run for run in room.canvas.all(PhaseRun)} != at_sign_off
    found = inside(record(library, room.canvas, tmp_path / "a.pdf"), tmp_path)
    assert {run.id: run for run in found.all(PhaseRun)} == at_sign_off


def test_minutes_parking_and_cards_stay_out_of_the_record_unless_minutes_are_wished_for(
    library: Library, room: Session, tmp_path: Path
) -> None:
    plain = inside(record(library, room.canvas, tmp_path / "a.pdf"), tmp_path)
    assert not [*plain.all(Minute), *plain.all(Parked)]
    ticked = inside(record(library, room.canvas, tmp_path / "b.pdf", with_minutes=True), tmp_path)
    assert [minute.text for minute in ticked.all(Minute)] == ["Talked about fares"]
    assert not list(ticked.all(Parked))
    whole = read_cmc(cmc_bytes(room.canvas, revisions_of(library, room.canvas)), builders.TEMPLATES).canvas
    assert [len(list(whole.all(kind))) for kind in (Minute, Parked)] == [1, 1]


def test_what_was_deleted_beside_the_notes_is_in_the_copy_to_be_joined_and_not_in_the_record(
    library: Library, session: Session, tmp_path: Path
) -> None:
    people = builders.lived_in(session, "consensus")
    line = c.AddMinute("typed in anger")
    remark = c.AddRemark(builders.ids(session, "value")[0], "objection", "said in anger", people[0])
    slip = c.AddMinute("deleted line")
    for change in (line, c.EditMinute(line.id, "thought over"), slip, c.DeleteMinute(slip.id), remark):
        session.do(change)
    session.do(c.DeleteRemark(remark.id))
    builders.everyone_satisfied(session)
    session.do(c.SignOffCanvas())
    gone = (b"typed in anger", b"deleted line", b"said in anger")
    revisions = revisions_of(library, session.canvas)
    whole = cmc_bytes(session.canvas, revisions)
    assert all(words in whole for words in gone)
    ticked = cmc_bytes(session.canvas, revisions, record=True)
    assert b"thought over" in ticked
    assert not [words for words in gone if words in ticked]
    (tmp_path / "record.cmc").write_bytes(ticked)
    assert import_file(library, tmp_path / "record.cmc").was_known


def test_the_canvas_inside_a_record_is_nothing_new_to_the_library_it_came_from(
    library: Library, room: Session, clock: ManualClock, tmp_path: Path
) -> None:
    file = cmc_bytes(room.canvas, revisions_of(library, room.canvas), minutes=False, record=True)
    clock.forward(minutes=3)
    room.do(c.AddMinute("Everyone went home"))
    room.do(c.EndWorkshop())
    (tmp_path / "record.cmc").write_bytes(file)
    assert import_file(library, tmp_path / "record.cmc").was_known


def test_a_canvas_that_came_signed_has_the_record_of_the_moment_it_came(
    library: Library, room: Session, clock: ManualClock, tmp_path: Path
) -> None:
    (tmp_path / "a.cmc").write_bytes(cmc_bytes(room.canvas, revisions_of(library, room.canvas)))
    there = builders.open_library(tmp_path / "there", clock)
    came = there.session(import_file(there, tmp_path / "a.cmc").canvas_id)
    before = record(there, came.canvas, tmp_path / "a.pdf")
    assert before == record(library, room.canvas, tmp_path / "b.pdf")
    clock.forward(minutes=3)
    came.do(c.EndWorkshop())
    assert record(there, came.canvas, tmp_path / "a.pdf") == before
    there.close()


def test_an_unsigned_canvas_has_no_such_moment(library: Library, session: Session) -> None:
    builders.workshop_at(session, "round")
    assert clocks_at_sign_off(library, session.canvas) == ()


def attachment(library: Library, canvas: Canvas) -> bytes:
    signed = canvas.snapshot()
    signed.write(clocks_at_sign_off(library, canvas))
    return cmc_bytes(signed, revisions_of(library, canvas), minutes=False, record=True)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_no_change_that_a_signed_canvas_allows_reaches_its_record(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    clock = ManualClock()
    library = builders.open_library(tmp_path_factory.mktemp("signed"), clock)
    session = library.session(library.new("Night bus"))
    builders.sign(session)
    before = attachment(library, session.canvas)
    for _ in range(data.draw(st.integers(1, 20))):
        clock.forward(seconds=data.draw(st.integers(0, 900)))
        with suppress(Refusal, NotThere):
            session.do(a_change(data.draw, session.canvas, ALL), slip=data.draw(st.sampled_from(["", "a slip"])))
        if data.draw(st.booleans()):
            with suppress(Refusal):
                session.undo()
    assert attachment(library, session.canvas) == before
    library.close()


test_no_change_at_length = at_length(test_no_change_that_a_signed_canvas_allows_reaches_its_record, 300)
