"""Minutes that were written on a second laptop are joined afterwards; no line of either side is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import builders
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain import changes
from cmc_desktop.model.domain.by_phase import PartsOfDay, minutes_in_order
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import BadFile, NotThere, Refusal
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.joining_minutes import Joined, join_minutes, read_copy
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session


def write(session: Session, text: str, speaker: str = "") -> str:
    change = changes.AddMinute(text, speaker)
    session.do(change)
    return change.id


def texts(canvas: Canvas) -> list[str]:
    return [line.text for line in minutes_in_order(canvas)]


def speaker(session: Session, line: Minute) -> str:
    person = session.canvas.find(Participant, line.speaker) if line.speaker else None
    return person.name if person is not None else ""


def first(session: Session) -> str:
    return minutes_in_order(session.canvas)[0].id


@dataclass
class Laptop:
    """A session in a library of its own, and the file it gives out."""

    library: Library
    session: Session
    file: Path

    def join(self, other: Laptop) -> Joined:
        data = cmc_bytes(other.session.canvas, revisions_of(other.library, other.session.canvas))
        other.file.write_bytes(data)
        return join_minutes(self.session, read_copy(other.file, builders.TEMPLATES))


@pytest.fixture
def here(library: Library, session: Session, tmp_path: Path) -> Laptop:
    """The moderator's laptop; one line was there before the copy was made."""
    write(session, "Before the copy")
    return Laptop(library, session, tmp_path / "here.cmc")


def copied(laptop: Laptop, folder: Path) -> Laptop:
    """The note-taker's laptop, which took in the file of the first."""
    laptop.file.write_bytes(cmc_bytes(laptop.session.canvas, revisions_of(laptop.library, laptop.session.canvas)))
    library = builders.open_library(folder)
    session = library.session(import_file(library, laptop.file).canvas_id)
    return Laptop(library, session, folder / "there.cmc")


@pytest.fixture
def there(here: Laptop, tmp_path: Path) -> Iterator[Laptop]:
    folder = tmp_path / "second"
    folder.mkdir()
    laptop = copied(here, folder)
    yield laptop
    laptop.library.close()


def test_lines_of_the_second_laptop_stand_among_those_of_the_first(here: Laptop, there: Laptop) -> None:
    write(here.session, "Here")
    write(there.session, "There")
    told = here.join(there)
    assert sorted(texts(here.session.canvas)) == ["Before the copy", "Here", "There"]
    assert told == Joined(1, 0)
    assert told.words == "1 line of minutes was added."


def test_the_same_file_twice_changes_nothing(here: Laptop, there: Laptop) -> None:
    there.session.do(changes.EditMinute(first(there.session), "Put right"))
    write(there.session, "There")
    here.join(there)
    before = builders.everything(here.session.canvas)
    told = here.join(there)
    assert builders.everything(here.session.canvas) == before
    assert told.words.startswith("Nothing new")


def test_a_line_put_right_there_is_put_right_here(here: Laptop, there: Laptop) -> None:
    for words in ("Put rihgt", "Put right"):
        there.session.do(changes.EditMinute(first(there.session), words))
    assert here.join(there) == Joined(0, 1)
    assert texts(here.session.canvas) == ["Put right"]


def test_a_line_put_right_here_after_the_joining_is_not_brought_back_as_it_was(here: Laptop, there: Laptop) -> None:
    line = write(there.session, "Thier line")
    here.join(there)
    here.session.do(changes.EditMinute(line, "Their line"))
    write(there.session, "One more")
    here.join(there)
    assert sorted(texts(here.session.canvas)) == ["Before the copy", "One more", "Their line"]


@pytest.mark.parametrize("times_here", [1, 2, 3])
@pytest.mark.parametrize("times_there", [1, 2, 3])
def test_a_line_changed_on_both_sides_is_kept_twice_however_often(
    here: Laptop, there: Laptop, times_here: int, times_there: int
) -> None:
    line = first(here.session)
    for n in range(times_here):
        here.session.do(changes.EditMinute(line, f"As it is put here {n}"))
    for n in range(times_there):
        there.session.do(changes.EditMinute(line, f"As it is put there {n}"))
    here.join(there)
    here.join(there)
    both = [f"As it is put here {times_here - 1}", f"As it is put there {times_there - 1}"]
    assert sorted(texts(here.session.canvas)) == both
    there.join(here)
    here.join(there)
    assert sorted(texts(here.session.canvas)) == sorted(texts(there.session.canvas)) == both


def test_a_line_deleted_there_goes_here_unless_it_was_changed_here(here: Laptop, there: Laptop) -> None:
    line = first(here.session)
    there.session.do(changes.DeleteMinute(line))
    here.session.do(changes.EditMinute(line, "Changed here"))
    here.join(there)
    assert texts(here.session.canvas) == ["Changed here"]
    here.session.undo()
    here.join(there)
    assert texts(here.session.canvas) == []


def test_a_line_deleted_here_comes_back_when_it_was_changed_there(here: Laptop, there: Laptop) -> None:
    line = first(here.session)
    here.session.do(changes.DeleteMinute(line))
    here.join(there)
    assert texts(here.session.canvas) == []
    there.session.do(changes.EditMinute(line, "Changed there"))
    here.join(there)
    assert texts(here.session.canvas) == ["Changed there"]


def test_an_older_copy_does_not_bring_back_what_was_deleted_since(here: Laptop, there: Laptop, tmp_path: Path) -> None:
    line = first(here.session)
    here.session.do(changes.EditMinute(line, "Written in a hurry"))
    (tmp_path / "third").mkdir()
    third = copied(here, tmp_path / "third")
    here.session.do(changes.DeleteMinute(line))
    there.session.do(changes.EditMinute(line, "Well considered"))
    here.join(there)
    here.join(third)
    assert texts(here.session.canvas) == ["Well considered"]
    third.library.close()


def test_undo_takes_the_whole_joining_back(here: Laptop, there: Laptop) -> None:
    there.session.do(changes.EditMinute(first(there.session), "Changed there"))
    write(there.session, "There")
    here.join(there)
    here.session.undo()
    assert texts(here.session.canvas) == ["Before the copy"]
    here.session.redo()
    assert sorted(texts(here.session.canvas)) == ["Changed there", "There"]


def test_what_was_only_undone_comes_again_and_takes_nothing_away(here: Laptop, there: Laptop) -> None:
    write(there.session, "One")
    write(there.session, "Two")
    here.join(there)
    here.session.undo()
    assert texts(here.session.canvas) == ["Before the copy"]
    there.join(here)
    assert sorted(texts(there.session.canvas)) == ["Before the copy", "One", "Two"]
    assert here.join(there) == Joined(2, 0)
    assert sorted(texts(here.session.canvas)) == ["Before the copy", "One", "Two"]
    line = write(here.session, "Typed here")
    there.join(here)
    here.session.undo()
    there.join(here)
    here.join(there)
    assert "Typed here" in texts(there.session.canvas)
    assert "Typed here" in texts(here.session.canvas)
    here.session.do(changes.DeleteMinute(line))
    there.join(here)
    assert "Typed here" not in texts(there.session.canvas), "what was deleted by hand is deleted"


def test_both_wordings_come_again_after_the_joining_was_undone(here: Laptop, there: Laptop) -> None:
    here.session.do(changes.EditMinute(first(here.session), "As put here"))
    there.session.do(changes.EditMinute(first(there.session), "As put there"))
    for _ in range(2):
        here.join(there)
        assert sorted(texts(here.session.canvas)) == ["As put here", "As put there"]
        here.session.undo()
        assert texts(here.session.canvas) == ["As put here"]


def test_an_undone_line_is_in_no_file_and_redo_writes_it_as_it_was(here: Laptop, there: Laptop) -> None:
    line = write(here.session, "A slip of the pen")
    typed = here.session.canvas.find(Minute, line)
    here.session.undo()
    there.join(here)
    assert b"A slip of the pen" not in here.file.read_bytes()
    here.session.redo()
    assert here.session.canvas.find(Minute, line) == typed


def test_who_spoke_is_known_by_name_where_both_laptops_took_the_person_in(here: Laptop, there: Laptop) -> None:
    late = builders.add_person(here.session, "Grace Bell")
    write(there.session, "I come later", builders.add_person(there.session, "Grace Bell"))
    write(there.session, "Who am I?", builders.add_person(there.session, "A Guest"))
    here.join(there)
    lines = {line.text: speaker(here.session, line) for line in minutes_in_order(here.session.canvas)}
    assert lines == {"Before the copy": "", "I come later": "Grace Bell", "Who am I?": "A Guest"}
    assert next(line.speaker for line in here.session.canvas.all(Minute) if line.text == "I come later") == late
    assert here.join(there) == Joined(0, 0)


def test_somebody_unknown_here_is_named_beside_the_words_and_not_in_the_room(here: Laptop, there: Laptop) -> None:
    write(there.session, "We cannot pay that", builders.add_person(there.session, "Latecomer Lu"))
    here.join(there)
    canvas = here.session.canvas
    assert "Latecomer Lu" not in [person.name for person in canvas.people]
    document = document_text(minutes_document(canvas, names=False, now=1))
    assert "We cannot pay that" in document
    assert "Lu" not in document
    assert "Latecomer Lu: We cannot pay that" in document_text(minutes_document(canvas, now=1))
    assert "1 line of minutes was joined" in [line.words for line in log_lines(here.session)]
    copied_file = cmc_bytes(canvas, revisions_of(here.library, canvas))
    assert b"Latecomer Lu" in copied_file, "a line names nobody who is not in the file"
    here.session.undo()
    assert texts(canvas) == ["Before the copy"]
    assert here.join(there) == Joined(1, 0)


def test_a_line_of_somebody_unknown_stays_one_line_and_deleted_whatever_becomes_of_the_roster(
    here: Laptop, there: Laptop
) -> None:
    lu = builders.add_person(there.session, "Lu")
    kept, gone = write(there.session, "Too dear", lu), write(there.session, "Said in anger", lu)
    here.join(there)
    here.session.do(changes.DeleteMinute(gone))
    wanted = ["Before the copy", "Too dear"]
    own = builders.add_person(here.session, "Lu")
    assert here.join(there) == Joined(0, 0)
    assert sorted(texts(here.session.canvas)) == wanted
    there.join(here)
    assert sorted(texts(there.session.canvas)) == wanted
    here.session.do(changes.RemovePerson(own))
    there.session.do(changes.RemovePerson(lu))
    here.join(there)
    there.join(here)
    assert sorted(texts(here.session.canvas)) == sorted(texts(there.session.canvas)) == wanted
    there.session.do(changes.EditMinute(kept, "Too dear by half", lu))
    here.join(there)
    assert sorted(texts(here.session.canvas)) == ["Before the copy", "Too dear by half"]


def test_a_signed_canvas_takes_the_line_and_not_the_person(session: Session, library: Library, tmp_path: Path) -> None:
    builders.workshop_at(session, "consensus")
    here = Laptop(library, session, tmp_path / "here.cmc")
    (tmp_path / "second").mkdir()
    there = copied(here, tmp_path / "second")
    write(there.session, "I was late", builders.add_person(there.session, "Lu"))
    builders.everyone_satisfied(session)
    session.do(changes.SignOffCanvas())
    told = here.join(there)
    assert texts(session.canvas) == ["I was late"]
    assert told.unnamed == 1
    assert "1 line is without who said it" in told.words
    assert here.join(there) == Joined(0, 0)
    there.library.close()


@dataclass
class Day:
    """A workshop on the first laptop, and a copy on a second one whose clock goes along."""

    here: Laptop
    there: Laptop
    clocks: tuple[ManualClock, ManualClock]

    def wait(self, minutes: int) -> None:
        for clock in self.clocks:
            clock.forward(minutes=minutes)

    def places(self) -> dict[str, tuple[str, str]]:
        """Under which phase's kind and which element each line stands here."""
        canvas = self.here.session.canvas
        kinds = {item.id: item.kind for item in canvas.agenda}
        return {line.text: (kinds.get(line.phase, ""), line.element) for line in minutes_in_order(canvas)}


@pytest.fixture
def day(library: Library, session: Session, clock: ManualClock, tmp_path: Path) -> Iterator[Day]:
    """The copy was made in the phase "present", at its beginning."""
    builders.add_people(session)
    builders.bring_to(session, "present")
    here = Laptop(library, session, tmp_path / "here.cmc")
    (tmp_path / "second").mkdir()
    there = copied(here, tmp_path / "second")
    theirs = there.session.clock
    assert isinstance(theirs, ManualClock)
    theirs.forward(seconds=(clock.now() - theirs.now()) / 1000)
    yield Day(here, there, (clock, theirs))
    there.library.close()


def test_lines_of_a_copy_that_nobody_led_along_stand_where_we_were_at_their_time(day: Day) -> None:
    day.wait(10)
    write(day.there.session, "While they presented")
    day.wait(1)
    builders.bring_to(day.here.session, "round")
    day.here.session.do(changes.SetElement("partners"))
    day.wait(10)
    write(day.there.session, "In the round")
    day.wait(1)
    day.here.session.do(changes.SetElement("costs"))
    builders.bring_to(day.here.session, "discuss")
    day.wait(10)
    write(day.there.session, "In the discussion")
    told = day.here.join(day.there)
    mission, discussed = day.here.session.canvas.template.walk[0], day.here.session.canvas.workshop.element
    assert day.places() == {
        "While they presented": ("present", mission),
        "In the round": ("round", "partners"),
        "In the discussion": ("discuss", discussed),
    }
    assert told == Joined(3, 0, filed=2)
    assert told.words.endswith("2 lines were sorted in by their time, as the copy was not led from phase to phase.")
    day.there.session.do(changes.EditMinute(first(day.there.session), "While they explained"))
    day.here.join(day.there)
    assert day.places()["While they explained"] == ("present", mission)


def test_a_copy_that_was_only_ended_leaves_nothing_after_a_workshop_that_runs(day: Day) -> None:
    day.there.session.do(changes.EndWorkshop())
    builders.bring_to(day.here.session, "round")
    day.wait(10)
    write(day.there.session, "In the round")
    day.here.join(day.there)
    assert day.places()["In the round"][0] == "round"


def test_lines_of_a_copy_led_along_keep_its_phases(day: Day) -> None:
    day.wait(1)
    builders.bring_to(day.there.session, "round")
    write(day.there.session, "They were quicker")
    day.wait(10)
    builders.bring_to(day.here.session, "discuss")
    assert day.here.join(day.there).filed == 0
    assert day.places()["They were quicker"][0] == "round"


def test_a_line_without_a_phase_stands_after_the_workshop_only_once_that_is_over(day: Day) -> None:
    day.wait(1)
    builders.bring_to(day.there.session, "round")
    day.there.session.do(changes.EndWorkshop())
    day.wait(10)
    write(day.there.session, "Where am I?")
    day.here.join(day.there)
    canvas = day.here.session.canvas
    line = minutes_in_order(canvas)[0]
    assert line.phase == ""
    assert PartsOfDay(canvas).of("", line.at) == PartsOfDay(canvas).of(canvas.workshop.current, 0)
    day.here.session.do(changes.EndWorkshop())
    assert PartsOfDay(canvas).of("", canvas.workshop.ended_at).title == "After the workshop"


def test_each_laptop_s_lines_stand_under_the_phase_they_were_written_in(
    library: Library, session: Session, tmp_path: Path
) -> None:
    builders.add_people(session)
    builders.bring_to(session, "present")
    here = Laptop(library, session, tmp_path / "here.cmc")
    (tmp_path / "second").mkdir()
    there = copied(here, tmp_path / "second")
    assert isinstance(there.session.clock, ManualClock)
    there.session.clock.forward(seconds=20)
    write(there.session, "Taken down while they presented")
    builders.bring_to(there.session, "round")
    write(there.session, "Taken down in the round")
    builders.bring_to(session, "discuss")
    write(session, "Taken down in the discussion")
    here.join(there)
    # whatever the clocks of the two say: by the agenda
    assert texts(session.canvas) == [
        "Taken down while they presented",
        "Taken down in the round",
        "Taken down in the discussion",
    ]
    assert session.canvas.current_item == next(item for item in session.canvas.agenda if item.kind == "discuss")
    there.library.close()


def test_minutes_of_another_canvas_are_refused(here: Laptop, library: Library, tmp_path: Path) -> None:
    other = Laptop(library, library.session(library.new("Another")), tmp_path / "other.cmc")
    write(other.session, "Of another")
    with pytest.raises(Refusal, match="not a copy of this canvas: it is “Another”"):
        here.join(other)
    assert texts(here.session.canvas) == ["Before the copy"]


def test_minutes_of_another_session_of_the_series_are_refused(here: Laptop, library: Library, tmp_path: Path) -> None:
    after = library.session(Series(library).next_session(here.session.canvas.id, "Second go"))
    write(after, "In the second go")
    with pytest.raises(Refusal, match="another session or version"):
        here.join(Laptop(library, after, tmp_path / "after.cmc"))
    assert texts(here.session.canvas) == ["Before the copy"]


def test_minutes_of_a_sibling_session_with_the_same_number_are_refused(here: Laptop, there: Laptop) -> None:
    ours, theirs = (
        laptop.library.session(Series(laptop.library).next_session(laptop.session.canvas.id, name))
        for laptop, name in ((here, "Second go"), (there, "Quite another"))
    )
    assert (ours.canvas.head.project, ours.canvas.head.version) == (theirs.canvas.head.project, 2)
    write(theirs, "In quite another")
    with pytest.raises(Refusal, match="another session or version"):
        Laptop(here.library, ours, here.file).join(Laptop(there.library, theirs, there.file))
    assert texts(ours.canvas) == []


def test_a_copy_taken_in_beside_an_older_copy_is_one_too(here: Laptop, there: Laptop) -> None:
    builders.put(here.session, "value", "A word more")
    here.file.write_bytes(cmc_bytes(here.session.canvas, revisions_of(here.library, here.session.canvas)))
    beside = there.library.session(import_file(there.library, here.file).canvas_id)
    assert beside.canvas.id != here.session.canvas.id
    write(beside, "In the newer copy")
    here.join(Laptop(there.library, beside, there.file))
    assert "In the newer copy" in texts(here.session.canvas)


def test_a_damaged_file_is_refused_in_a_sentence_and_nothing_changes(here: Laptop, there: Laptop) -> None:
    write(there.session, "There")
    here.join(there)
    data = there.file.read_bytes()
    before = builders.everything(here.session.canvas)
    for damaged in (b"", data[:-20], data.replace(b"There", b"Other"), b"\xff" + data):
        there.file.write_bytes(damaged)
        with pytest.raises(BadFile) as trouble:
            read_copy(there.file, builders.TEMPLATES)
        assert str(trouble.value).endswith("Nothing was joined.")
    assert builders.everything(here.session.canvas) == before


def test_another_kind_of_file_and_none_at_all_are_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("box,text\n")
    with pytest.raises(Refusal, match=r"\.cmc"):
        read_copy(tmp_path / "table.csv", builders.TEMPLATES)
    with pytest.raises(NotThere):
        read_copy(tmp_path / "none.cmc", builders.TEMPLATES)


def test_a_signed_canvas_takes_minutes_too(session: Session, library: Library, tmp_path: Path) -> None:
    builders.sign(session)
    signed = session.canvas.content_hash
    here = Laptop(library, session, tmp_path / "here.cmc")
    (tmp_path / "second").mkdir()
    there = copied(here, tmp_path / "second")
    write(there.session, "Written up afterwards")
    here.join(there)
    assert texts(session.canvas) == ["Written up afterwards"]
    assert session.canvas.content_hash == signed
    there.library.close()


# any way two laptops may go


def empty_canvas() -> Canvas:
    head = Head("c", "p", 1, "", "", "Night bus", "", builders.CMC.key, builders.CMC.version, CanvasState.DRAFT, 1)
    return Canvas(head, builders.CMC)


#: what is done on a side: add a line, change the n-th one, put its first words back, delete it, take in the other
#: side's file, or undo what was done last
KINDS = ["add", "edit", "edit", "back", "delete", "take", "take", "undo"]
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(KINDS), st.integers(0, 3)), max_size=30)


@settings(max_examples=300, deadline=None)
@given(STEPS)
@example([(False, "edit", 0), (True, "edit", 0), (True, "take", 0), (True, "edit", 1)])
@example([(False, "edit", 0), (True, "take", 0), (False, "back", 0)])
@example([(True, "add", 0), (False, "take", 0), (False, "undo", 0), (True, "take", 0)])
@example([(False, "edit", 0), (True, "edit", 0), (False, "take", 0), (False, "undo", 0), (False, "take", 0)])
def test_no_words_are_lost_that_nobody_changed_or_deleted(steps: list[tuple[bool, str, int]]) -> None:
    sides = empty_canvas(), empty_canvas()
    done: tuple[list[tuple[Entity, ...]], ...] = ([], [])
    do(sides[0], changes.AddMinute("before the copy"))
    do(sides[1], changes.JoinMinutes(tuple(sides[0].all(Minute))))
    dropped: set[str] = set()
    first_words = {line.id: line.text for line in minutes_in_order(sides[0])}
    for number, (second, what, place) in enumerate(steps):
        own, other = sides[second], sides[not second]
        lines = minutes_in_order(own)
        if what == "undo":
            own.write(done[second].pop() if done[second] else ())
        elif what == "take":
            done[second].append(take(own, other, dropped))
        elif what == "add":
            done[second].append(do(own, changes.AddMinute(f"line {number}")))
        elif lines:
            line = lines[place % len(lines)]
            dropped.add(line.text)
            words = first_words[line.id] if what == "back" else f"line {number}"
            change = changes.DeleteMinute(line.id) if what == "delete" else changes.EditMinute(line.id, words)
            done[second].append(do(own, change))
        for line in minutes_in_order(own):
            first_words.setdefault(line.id, line.text)
    for own, other in (sides, sides[::-1], sides):
        take(own, other, dropped)
    assert sorted(texts(sides[0])) == sorted(texts(sides[1]))


def do(canvas: Canvas, change: changes.Change) -> tuple[Entity, ...]:
    """What to write to undo it again."""
    puts = change.decide(canvas, 1)
    olds = canvas.values_before(puts)
    canvas.write(puts)
    return tuple(old if old is not None else put.gone() for put, old in zip(puts, olds, strict=True))


def take(own: Canvas, other: Canvas, dropped: set[str]) -> tuple[Entity, ...]:
    """Join, and look that nothing is lost or doubled by it; again, it does nothing."""
    wanted = {*texts(own), *texts(other)} - dropped
    join = changes.JoinMinutes(tuple(other.all(Minute)))
    before = do(own, join)
    assert wanted <= set(texts(own))
    assert len(texts(own)) == len(set(texts(own))), "each wording once"
    assert not join.decide(own, 2)
    return before
