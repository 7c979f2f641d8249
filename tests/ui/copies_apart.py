"""Two laptops whose copies of one canvas have gone apart: with as many conflicts and changes as a test wants."""

from __future__ import annotations

from pathlib import Path

from builders import BOXES, fill_with_sample, given_copy, ids, open_library, put

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import (
    AddPerson,
    DeleteNotes,
    EditNote,
    MoveNotes,
    Rename,
    SetMission,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session

#: 12 and 20 November 2026, at noon
TAKEN, SENT = 1_794_484_800_000, 1_795_176_000_000


class CopiesApart:
    """The moderator's library with a canvas (`here`), and an officer's that has a copy of it (`there`)."""

    def __init__(self, folder: Path, *, by: str = "Ada Brandt") -> None:
        self.folder, self.by = folder, by
        self.clock, self.their_clock = ManualClock(TAKEN), ManualClock(SENT)
        self.library: Library = open_library(folder / "here", self.clock)
        self.officers: Library = open_library(folder / "there", self.their_clock)
        self.here: Session = self.library.session(self.library.new("Open mobility data platform", "Port Alder"))
        self.there: Session

    def give(self) -> None:
        """Let the officer take a copy home."""
        path = given_copy(self.library.store, self.here, self.folder / "copy.cmc", self.by)
        found = take(self.officers, read_file(path, self.officers.templates))
        self.there = self.officers.session(found.canvas_id)

    def look(self) -> LookedAt:
        """The officer's copy as it came back."""
        path = given_copy(self.officers.store, self.there, self.folder / "back.cmc", self.by)
        looked = look_at(self.library, read_file(path, self.library.templates).canvas)
        assert looked.copy is not None
        return looked

    def join(self, by: str = "Bo Lind") -> None:
        """Bring the copy back without any window."""
        looked = self.look()
        assert looked.copy is not None
        bring_back(self.library, self.here, looked.copy, by, agreed=True)


def everyday(folder: Path, conflicts: int = 3) -> CopiesApart:
    """The sample city, some weeks apart: new, reworded, moved and deleted notes, and this many conflicts."""
    apart = CopiesApart(folder)
    fill_with_sample(apart.here)
    for number in range(max(0, conflicts - 3)):
        put(apart.here, BOXES[2 + number % 10], f"Street number {number} gets a bench for waiting")
    apart.here.do(AddPerson(PersonDetails("Mara Okoye", organisation="City library")))
    apart.give()
    here, there = apart.here, apart.there
    quiet = ids(there, "activities")
    there.do(EditNote(quiet[0], _with(there.canvas, quiet[0], "in every district")))
    there.do(MoveNotes((ids(there, "partners")[0],), "beneficiaries", 0))
    there.do(DeleteNotes((ids(there, "social_benefits")[0],)))
    put(there, "activities", "Train 12 staff in data stewardship", "Publish the timetable every night")
    put(there, "social_risks", "Movement data could identify people in small villages")
    there.do(AddPerson(PersonDetails("Ines Duarte", organisation="Port authority")))
    put(here, "costs", "A second call centre, €40 k a year")
    if conflicts >= 1:
        note = ids(here, "value")[0]
        here.do(EditNote(note, _with(here.canvas, note, "for every tram")))
        there.do(EditNote(note, _with(there.canvas, note, "for every device")))
    if conflicts >= 2:
        note = ids(here, "costs")[0]
        here.do(DeleteNotes((note,)))
        there.do(EditNote(note, _with(there.canvas, note, "and 28 k for the year after")))
    if conflicts >= 3:
        note = ids(here, "buyin")[0]
        here.do(MoveNotes((note,), "partners", 0))
        there.do(MoveNotes((note,), "activities", 0))
    benches = [note for box in BOXES for note in here.canvas.notes_in(box) if note.text.startswith("Street number")]
    for note in benches:
        here.do(EditNote(note.id, note.text.replace("a bench", "two benches")))
        there.do(EditNote(note.id, note.text.replace("for waiting", "in the shade")))
    return apart


def many(folder: Path, notes: int = 2_000) -> CopiesApart:
    """Two copies of so many notes, of which every tenth was changed on one side, and every hundredth on both."""
    apart = CopiesApart(folder)
    share = notes // 13
    for box in BOXES[1:]:
        put(apart.here, box, *(f"Note {number} of {box} with a few words to read" for number in range(share)))
    apart.give()
    for box in BOXES[1:]:
        known = ids(apart.here, box)
        for note in known[::10]:
            apart.there.do(EditNote(note, "Said in another way there"))
        for note in known[::100]:
            apart.here.do(EditNote(note, "Said in another way here"))
        put(apart.there, box, *(f"New {number} in {box}" for number in range(share // 10)))
    return apart


def one_of_everything(folder: Path) -> CopiesApart:
    """Conflicts of every kind: words, place, deleted, tags, title, the one text of a box, a person."""
    apart = CopiesApart(folder)
    here = apart.here
    put(here, "value", "Live parking information", "Home by night")
    put(here, "costs", "Call centre, €40 k a year")
    person = AddPerson(PersonDetails("Mara Okoye", organisation="City library"))
    here.do(person)
    apart.give()
    there = apart.there
    first, second = ids(here, "value")
    (cost,) = ids(here, "costs")
    here.do(EditNote(first, "Live parking and tram information"))
    there.do(EditNote(first, "Live parking information for every device"))
    here.do(MoveNotes((second,), "partners", 0))
    there.do(MoveNotes((second,), "buyin", 0))
    here.do(DeleteNotes((cost,)))
    there.do(EditNote(cost, "Call centre, €28 k a year"))
    here.do(SetMission("mission", "Everyone gets home"))
    there.do(SetMission("mission", "Nobody waits in the rain"))
    here.do(Rename("Open data platform", "Port Alder"))
    there.do(Rename("Mobility data platform", "Port Alder"))
    return apart


def _with(canvas: Canvas, note: str, words: str) -> str:
    return f"{canvas.note(note).text} {words}"
