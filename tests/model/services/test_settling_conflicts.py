"""What both sides changed is settled by a person: by one of the values, by other words, or by all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from at_length import at_length
from builders import given_copy, open_library, put, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain.changes import (
    AddPerson,
    AddRemark,
    Change,
    DeleteNotes,
    EditNote,
    EditPerson,
    EditRemark,
    KeepBoth,
    MoveNotes,
    Rename,
    SetMission,
    SettleConflict,
    SettleConflicts,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.contest import Contest, contests
from cmc_desktop.model.domain.merging.contested import DELETE, KEEP
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session


def only(session: Session) -> Contest:
    (found,) = contests(session.canvas)
    return found


class Start:
    """A canvas with one note, of which every test needs to know the id before the copies are made."""

    def __init__(self, folder: Path) -> None:
        self.library = open_library(folder / "here")
        self.here = self.library.session(self.library.new("Quiet streets", "Port Alder"))
        (self.note,) = put(self.here, "beneficiaries", "Parents")
        person = AddPerson(PersonDetails("Mara", organisation="Library"))
        self.here.do(person)
        self.person = person.id
        remark = AddRemark(self.note, "question", "For whom?")
        self.here.do(remark)
        self.remark = remark.id
        self.folder = folder
        self._count = 0
        self.give()

    def give(self) -> None:
        """Let everybody take a copy of the canvas as it is now."""
        self._given = given_copy(self.library.store, self.here, self.folder / "copy.cmc", "everybody")

    def join(self, *changes: Change) -> Session:
        """Somebody does `changes` in a copy, which comes back."""
        self._count += 1
        officers = open_library(self.folder / f"officer {self._count}")
        there = officers.session(take(officers, read_file(self._given, officers.templates)).canvas_id)
        for change in changes:
            there.do(change)
        path = given_copy(officers.store, there, self.folder / f"{self._count}.cmc", f"Ada {self._count}")
        back = read_file(path, self.library.templates)
        assert isinstance(back, CmcFile)
        looked = look_at(self.library, back.canvas)
        assert looked.copy is not None
        bring_back(self.library, self.here, looked.copy, "Bo", agreed=True)
        return self.here


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(tmp_path)


def test_three_wordings_are_kept_as_three_notes(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    start.join(EditNote(start.note, "Fathers"))
    here = start.join(EditNote(start.note, "Grandparents"))
    one = only(here)
    assert {choice.words for choice in one.choices} == {"Mothers", "Fathers", "Grandparents"}
    here.do(KeepBoth(one.id, one.standing))
    assert sorted(texts(here, "beneficiaries")) == ["Fathers", "Grandparents", "Mothers"]
    assert not open_conflicts(here.canvas)
    here.undo()
    assert len(texts(here, "beneficiaries")) == 1
    assert open_conflicts(here.canvas)


def test_other_words_settle_wordings(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    here = start.join(EditNote(start.note, "Fathers"))
    here.do(SettleConflict(only(here).id, "  Families  "))
    assert texts(here, "beneficiaries") == ["Families"]
    assert not open_conflicts(here.canvas)


def test_no_words_at_all_are_refused_and_leave_it_open(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    here = start.join(EditNote(start.note, "Fathers"))
    with pytest.raises(Refusal):
        here.do(SettleConflict(only(here).id, " "))
    assert open_conflicts(here.canvas)


@pytest.mark.parametrize(("value", "left"), [(KEEP, ["Fathers"]), (DELETE, [])])
def test_deleted_against_changed_is_kept_or_deleted(start: Start, value: str, left: list[str]) -> None:
    start.here.do(DeleteNotes((start.note,)))
    here = start.join(EditNote(start.note, "Fathers"))
    one = only(here)
    assert [(choice.value, choice.deletes) for choice in one.choices if choice.deletes] == [(DELETE, True)]
    here.do(SettleConflict(one.id, value, one.standing))
    assert texts(here, "beneficiaries") == left
    assert not open_conflicts(here.canvas)


def test_deleting_a_note_is_the_end_of_all_that_copies_differ_about_in_it(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    start.join(EditNote(start.note, "Fathers"))
    start.join(DeleteNotes((start.note,)))
    fields = {one.field: name for name, one in open_conflicts(start.here.canvas).items()}
    assert set(fields) == {"text", "deleted"}
    before = start.here.canvas.content_hash
    start.here.do(SettleConflict(fields["deleted"], DELETE))
    assert not texts(start.here, "beneficiaries")
    assert not open_conflicts(start.here.canvas)
    start.here.undo()
    assert start.here.canvas.content_hash == before
    assert set(open_conflicts(start.here.canvas)) == set(fields.values())
    start.here.do(SettleConflict(fields["deleted"], KEEP))
    assert set(open_conflicts(start.here.canvas)) == {fields["text"]}


def test_all_the_rest_as_one_has_it_deletes_a_note_that_others_reworded(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    start.join(EditNote(start.note, "Fathers"))
    start.join(DeleteNotes((start.note,)))
    values = {"text": "Fathers", "deleted": DELETE}
    found = open_conflicts(start.here.canvas)
    start.here.do(SettleConflicts(tuple((name, values[one.field]) for name, one in found.items())))
    assert not texts(start.here, "beneficiaries")
    assert not open_conflicts(start.here.canvas)


@pytest.mark.parametrize("field", ["deleted", "box"])
def test_where_only_choosing_helps_other_words_are_refused(start: Start, field: str) -> None:
    if field == "deleted":
        start.here.do(DeleteNotes((start.note,)))
        here = start.join(EditNote(start.note, "Fathers"))
    else:
        start.here.do(MoveNotes((start.note,), "costs", 0))
        here = start.join(MoveNotes((start.note,), "revenue", 0))
    one = only(here)
    assert one.conflict.field == field
    assert not one.takes_words
    assert not one.both
    with pytest.raises(Refusal):
        here.do(SettleConflict(one.id, "Some words"))
    with pytest.raises(Refusal):
        here.do(KeepBoth(one.id))
    assert only(here).standing == one.standing


def test_a_note_in_two_boxes_goes_to_the_one_that_is_chosen(start: Start) -> None:
    start.here.do(MoveNotes((start.note,), "costs", 0))
    here = start.join(MoveNotes((start.note,), "revenue", 0))
    one = only(here)
    assert one.subject == "Parents"
    other = next(choice for choice in one.choices if not choice.shown)
    here.do(SettleConflict(one.id, other.value))
    assert texts(here, other.value) == ["Parents"]


def test_the_one_text_of_a_box_is_chosen_or_said_in_other_words(start: Start) -> None:
    start.here.do(SetMission("mission", "Sleep"))
    here = start.join(SetMission("mission", "Walk"))
    one = only(here)
    hidden = next(choice for choice in one.choices if not choice.shown)
    here.do(SettleConflict(one.id, hidden.value))
    assert texts(here, "mission") == [hidden.words]
    here.undo()
    here.do(SettleConflict(one.id, "Sleep and walk"))
    assert texts(here, "mission") == ["Sleep and walk"]
    assert not open_conflicts(here.canvas)


def test_the_title_is_checked_as_a_typed_one_is(start: Start) -> None:
    start.here.do(Rename("Calm streets", "Port Alder"))
    here = start.join(Rename("Silent streets", "Port Alder"))
    with pytest.raises(Refusal):
        here.do(SettleConflict(only(here).id, " "))
    here.do(SettleConflict(only(here).id, "Streets\nto sleep in"))
    assert here.canvas.head.title == "Streets to sleep in"


def test_a_persons_fields_keep_their_types(start: Start) -> None:
    start.here.do(EditPerson(start.person, PersonDetails("Mara", capacity=Capacity.OBSERVER)))
    here = start.join(EditPerson(start.person, PersonDetails("Mara", capacity=Capacity.NOTE_TAKER)))
    found = {one.conflict.field: one for one in contests(here.canvas)}
    with pytest.raises(Refusal):
        here.do(SettleConflict(found["capacity"].id, "Mayor"))
    here.do(SettleConflict(found["capacity"].id, Capacity.OBSERVER.value))
    person = here.canvas.person(start.person)
    assert person.capacity == Capacity.OBSERVER.value
    assert person.counts is False


def test_somebody_settled_to_observe_is_not_asked(start: Start) -> None:
    away = EditPerson(start.person, PersonDetails("Mara", capacity=Capacity.MODERATOR))
    start.here.do(away)
    start.give()
    start.here.do(EditPerson(start.person, PersonDetails("Mara", capacity=Capacity.PARTICIPANT)))
    here = start.join(EditPerson(start.person, PersonDetails("Mara", capacity=Capacity.OBSERVER)))
    (one,) = (found for found in contests(here.canvas) if found.conflict.field == "capacity")
    assert here.canvas.person(start.person).counts
    here.do(SettleConflict(one.id, Capacity.OBSERVER.value))
    assert not here.canvas.person(start.person).counts


def test_a_remark_is_not_left_without_words(start: Start) -> None:
    start.here.do(EditRemark(start.remark, "question", "For which people?"))
    here = start.join(EditRemark(start.remark, "question", "For whom exactly?"))
    with pytest.raises(Refusal):
        here.do(SettleConflict(only(here).id, " "))
    here.do(SettleConflict(only(here).id, "For whom, and when?"))
    remark = here.canvas.find(Remark, start.remark)
    assert remark is not None
    assert remark.words == "For whom, and when?"


def test_what_changed_since_it_was_on_the_screen_is_not_settled(start: Start) -> None:
    start.here.do(EditNote(start.note, "Mothers"))
    here = start.join(EditNote(start.note, "Fathers"))
    seen = only(here)
    here.do(MoveNotes((start.note,), "costs"))
    for change in (
        SettleConflict(seen.id, "Families", seen.standing),
        KeepBoth(seen.id, seen.standing),
        SettleConflicts(((seen.id, "Families"),), (seen.standing,)),
    ):
        with pytest.raises(Refusal):
            here.do(change)
    here.do(SettleConflict(seen.id, "Families", only(here).standing))
    with pytest.raises(NotThere):
        here.do(SettleConflict(seen.id, "Families"))


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_however_it_is_chosen_nothing_stays_open_and_undo_opens_it_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    start = Start(tmp_path_factory.mktemp("settling"))
    ours = (
        data.draw(st.sampled_from([EditNote(start.note, "Mothers"), DeleteNotes((start.note,))])),
        SetMission("mission", "Sleep"),
        Rename("Calm streets", "Port Alder"),
        EditPerson(start.person, PersonDetails("Maria", organisation="Town hall")),
    )
    for change in ours:
        start.here.do(change)
    here = start.join(
        EditNote(start.note, "Fathers"),
        MoveNotes((start.note,), "costs", 0),
        SetMission("mission", "Walk"),
        Rename("Silent streets", "Port Alder"),
        EditPerson(start.person, PersonDetails("Mary", organisation="Harbour")),
    )
    before = here.canvas.content_hash
    for one in contests(here.canvas):
        choice = data.draw(st.sampled_from(one.choices))
        here.do(SettleConflict(one.id, choice.value, one.standing))
        assert one.id not in open_conflicts(here.canvas)
    assert not open_conflicts(here.canvas)
    for _ in here.canvas.all(Conflict):
        here.undo()
    assert here.canvas.content_hash == before
    assert len(open_conflicts(here.canvas)) == len(list(here.canvas.all(Conflict)))


test_however_it_is_chosen_nothing_stays_open_in_many_examples = at_length(
    test_however_it_is_chosen_nothing_stays_open_and_undo_opens_it_again, 100
)
