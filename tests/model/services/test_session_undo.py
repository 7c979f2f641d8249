"""Notes against a plain model of fourteen lists, with Undo and Redo without limit."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import builders
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from random_changes import BOXES, WORDS

from cmc_desktop.model.domain.changes import (
    AddNotes,
    Change,
    ClearNoneIdentified,
    DeleteNotes,
    EditNote,
    MarkNoneIdentified,
    MoveNotes,
    Rename,
    SetMission,
)
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session


@dataclass
class Lists:
    """The canvas as lists of note ids, the texts by id, the marks and the title."""

    boxes: dict[str, list[str]] = field(default_factory=lambda: {box: [] for box in builders.BOXES})
    texts: dict[str, str] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    title: str = "Night bus"

    def key(self) -> str:
        live = {box: [(note, self.texts[note]) for note in notes] for box, notes in self.boxes.items()}
        return repr((live, sorted(self.marks), self.title))


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = builders.open_library(tmp_path_factory.mktemp("undo"))
    yield library
    library.close()


class Undoing(RuleBasedStateMachine):
    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.session = library.session(library.new("Night bus"))
        self.lists = Lists()
        self.past: list[Lists] = []
        self.future: list[Lists] = []
        self.hashes: dict[str, str] = {}
        self.steps = 0

    def do(self, change: Change, wanted: Lists | None) -> None:
        """`wanted` None: the change is refused."""
        if wanted is None:
            with pytest.raises(Refusal):
                self.session.do(change)
            return
        written = self.session.do(change)
        assert (written is None) == (wanted == self.lists)
        if wanted != self.lists:
            self.past.append(self.lists)
            self.future.clear()
            self.lists = wanted
            self.steps += 1

    def some_notes(self, data: st.DataObject) -> list[str]:
        live = sorted((note for notes in self.lists.boxes.values() for note in notes), key=self._place)
        return data.draw(st.lists(st.sampled_from(live), min_size=1, max_size=4, unique=True))

    def _place(self, note: str) -> tuple[str, int]:
        return next((box, notes.index(note)) for box, notes in self.lists.boxes.items() if note in notes)

    @property
    def has_notes(self) -> bool:
        return any(self.lists.boxes.values())

    @rule(
        box=st.sampled_from(BOXES),
        texts=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        row=st.none() | st.integers(0, 6),
    )
    def add(self, box: str, texts: list[str], row: int | None) -> None:
        change = AddNotes(box, tuple(texts), row)
        wanted = deepcopy(self.lists)
        notes = wanted.boxes[box]
        place = len(notes) if row is None else min(row, len(notes))
        notes[place:place] = change.ids
        wanted.texts.update(zip(change.ids, map(clean, texts), strict=True))
        wanted.marks.discard(box)
        self.do(change, None if box == "mission" and len(notes) > 1 else wanted)

    @precondition(lambda self: self.has_notes)
    @rule(data=st.data(), text=st.sampled_from(WORDS))
    def reword(self, data: st.DataObject, text: str) -> None:
        note = self.some_notes(data)[0]
        wanted = deepcopy(self.lists)
        wanted.texts[note] = clean(text)
        self.do(EditNote(note, text), wanted)

    @precondition(lambda self: self.has_notes)
    @rule(data=st.data(), box=st.sampled_from(BOXES), row=st.none() | st.integers(0, 6))
    def move(self, data: st.DataObject, box: str, row: int | None) -> None:
        moving = self.some_notes(data)
        wanted = deepcopy(self.lists)
        target = wanted.boxes[box]
        place = len(target) if row is None else min(row, len(target))
        place -= sum(note in moving for note in target[:place])
        for notes in wanted.boxes.values():
            notes[:] = [note for note in notes if note not in moving]
        target[place:place] = moving
        wanted.marks.discard(box)
        self.do(MoveNotes(tuple(moving), box, row), None if box == "mission" and len(target) > 1 else wanted)

    @precondition(lambda self: self.has_notes)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        going = self.some_notes(data)
        wanted = deepcopy(self.lists)
        for notes in wanted.boxes.values():
            notes[:] = [note for note in notes if note not in going]
        self.do(DeleteNotes(tuple(going)), wanted)

    @rule(text=st.sampled_from([*WORDS, "", "  "]))
    def set_mission(self, text: str) -> None:
        change = SetMission("mission", text)
        wanted = deepcopy(self.lists)
        notes = wanted.boxes["mission"]
        if not clean(text):
            notes.clear()
        elif notes:
            wanted.texts[notes[0]] = clean(text)
        else:
            notes.append(change.id)
            wanted.texts[change.id] = clean(text)
            wanted.marks.discard("mission")
        self.do(change, wanted)

    @rule(box=st.sampled_from(BOXES))
    def mark(self, box: str) -> None:
        wanted = deepcopy(self.lists)
        wanted.marks.add(box)
        self.do(MarkNoneIdentified(box, "Mo"), None if self.lists.boxes[box] else wanted)

    @rule(box=st.sampled_from(BOXES))
    def clear_mark(self, box: str) -> None:
        wanted = deepcopy(self.lists)
        wanted.marks.discard(box)
        self.do(ClearNoneIdentified(box), wanted)

    @rule(title=st.sampled_from(["Night bus", "Day bus"]))
    def rename(self, title: str) -> None:
        wanted = deepcopy(self.lists)
        wanted.title = title
        self.do(Rename(title, ""), wanted)

    @rule()
    def undo(self) -> None:
        assert (self.session.undo() is None) == (not self.past)
        if self.past:
            self.future.append(self.lists)
            self.lists = self.past.pop()
            self.steps += 1

    @rule()
    def redo(self) -> None:
        assert (self.session.redo() is None) == (not self.future)
        if self.future:
            self.past.append(self.lists)
            self.lists = self.future.pop()
            self.steps += 1

    @invariant()
    def the_canvas_is_the_lists(self) -> None:
        canvas = self.session.canvas
        for box, notes in self.lists.boxes.items():
            assert [note.id for note in canvas.notes_in(box)] == notes
            assert [note.text for note in canvas.notes_in(box)] == [self.lists.texts[note] for note in notes]
            assert [canvas.row_of(note) for note in canvas.notes_in(box)] == list(range(len(notes)))
            assert canvas.note_count(box) == len(notes)
        assert {box for box in builders.BOXES if canvas.mark(box).none_identified} == self.lists.marks
        assert canvas.head.title == self.lists.title
        assert (bool(self.session.undo_label), bool(self.session.redo_label)) == (bool(self.past), bool(self.future))

    @invariant()
    def the_same_content_has_the_same_hash_and_no_other(self) -> None:
        key, found = self.lists.key(), self.session.canvas.content_hash
        assert self.hashes.setdefault(key, found) == found
        assert len(set(self.hashes.values())) == len(self.hashes)

    def teardown(self) -> None:
        assert len(self.session.log()) == self.steps + 1
        stored = self.library.session(self.session.canvas.id).canvas
        assert builders.everything(stored) == builders.everything(self.session.canvas)
        while self.past:
            self.undo()
            self.the_canvas_is_the_lists()
            self.the_same_content_has_the_same_hash_and_no_other()
        assert not self.session.canvas.note_count()
        while self.future:
            self.redo()
        self.the_canvas_is_the_lists()
        self.the_same_content_has_the_same_hash_and_no_other()
        stored = self.library.session(self.session.canvas.id).canvas
        assert builders.everything(stored) == builders.everything(self.session.canvas)


@pytest.mark.parametrize("count", [20, pytest.param(400, marks=pytest.mark.soak)])
def test_any_changes_undone_and_redone_are_as_fourteen_lists(shared_library: Library, count: int) -> None:
    run_state_machine_as_test(
        lambda: Undoing(shared_library),
        settings=settings(max_examples=count, stateful_step_count=25, deadline=None),
    )


def test_undoing_everything_and_doing_it_again_ends_at_the_same_words(session: Session) -> None:
    start = session.canvas.content_hash
    builders.fill_with_sample(session)
    notes = builders.ids(session, "value")
    session.do(MoveNotes(tuple(notes[:3]), "buyin", 1))
    session.do(EditNote(notes[4], "Reworded"))
    session.do(DeleteNotes(tuple(builders.ids(session, "partners"))))
    session.do(MarkNoneIdentified("partners"))
    end = session.canvas.content_hash
    for _ in range(2):
        while session.undo():
            pass
        assert session.canvas.content_hash == start
        while session.redo():
            pass
        assert session.canvas.content_hash == end


def test_moving_away_and_back_by_hand_gives_the_same_words_again(filled: Session) -> None:
    before = filled.canvas.content_hash
    note = builders.ids(filled, "value")[1]
    filled.do(MoveNotes((note,), "buyin", 0))
    assert filled.canvas.content_hash != before
    filled.do(MoveNotes((note,), "value", 1))
    assert filled.canvas.content_hash == before


def test_several_notes_move_in_the_order_they_were_given(session: Session) -> None:
    a, b, c, d = builders.put(session, "value", "a", "b", "c", "d")
    session.do(MoveNotes((d, a), "value", 2))
    assert builders.texts(session, "value") == ["b", "d", "a", "c"]
    session.do(MoveNotes((c, b), "buyin"))
    assert builders.texts(session, "buyin") == ["c", "b"]
    session.do(MoveNotes((c, c, b), "value", 0))
    assert builders.texts(session, "value") == ["c", "b", "d", "a"]


def test_a_step_that_changes_nothing_is_no_step(session: Session) -> None:
    a, b = builders.put(session, "value", "a", "b")
    rows = len(session.log())
    for change in (
        MoveNotes((a,), "value", 0),
        MoveNotes((a,), "value", 1),
        MoveNotes((a, b), "value"),
        EditNote(a, " a "),
        AddNotes("value", ()),
        ClearNoneIdentified("value"),
        Rename("Night bus", "Port Alder"),
    ):
        assert session.do(change) is None
    assert len(session.log()) == rows
    assert session.undo_label == "add 2 notes"


def test_nothing_added_leaves_none_identified_as_it_is(session: Session) -> None:
    session.do(MarkNoneIdentified("env_costs", "Mo"))
    session.do(AddNotes("env_costs", ()))
    assert session.canvas.mark("env_costs").none_identified
