"""The demonstration plays a whole workshop by the rules, the same each time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.agreement import Standing, agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.services.clock import ManualClock, SystemClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration, Moment
from cmc_desktop.model.services.resources import load_protocols, load_sample
from cmc_desktop.paths import resources_folder

RESOURCES = resources_folder()


def demonstration(folder: Path) -> Demonstration:
    library = builders.open_library(folder, ManualClock(MORNING))
    return Demonstration(library, load_sample(RESOURCES), load_protocols(RESOURCES))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration that has been played to its end; only looked at."""
    whole = demonstration(tmp_path_factory.mktemp("played"))
    assert list(whole.play()) == list(Moment)
    return whole


def canvas_at(moment: Moment, folder: Path) -> Canvas:
    """The canvas at one moment of the play."""
    running = demonstration(folder)
    assert moment in running.play()  # plays on until it is found
    return running.session.canvas


def standings(canvas: Canvas) -> Counter[Standing]:
    return Counter(row.standing for row in agreement(canvas).rows)


def test_it_ends_with_a_signed_canvas_that_has_notes_in_every_box(played: Demonstration) -> None:
    canvas = played.session.canvas
    assert canvas.head.state == CanvasState.SIGNED
    assert canvas.sign_off is not None
    assert canvas.sign_off.content_hash == canvas.content_hash
    assert all(canvas.note_count(box) for box in canvas.template.walk)
    assert not canvas.workshop.active


def test_seventeen_people_and_two_observers_are_there(played: Demonstration) -> None:
    people = played.session.canvas.people
    observers = [person for person in people if person.capacity == Capacity.OBSERVER]
    assert (len(people) - len(observers), len(observers)) == (17, 2)
    assert all(person.present for person in people)


def test_every_phase_is_gone_through_and_takes_its_time(played: Demonstration) -> None:
    canvas = played.session.canvas
    runs = {item.kind: canvas.run(item.id) for item in canvas.agenda}
    assert [item.kind for item in canvas.agenda] == [kind for kind, _, _ in builders.AGENDA]
    assert all(run.ended_at and not run.skipped and run.spent >= 5 * 60_000 for run in runs.values())
    overrun = [item.kind for item in canvas.agenda if canvas.run(item.id).remaining(item, 0) < 0]
    assert overrun == ["round", "break"]
    assert runs["individual"].extra_minutes == 5
    paused = runs["round"].ended_at - runs["round"].started_at - runs["round"].spent
    assert paused == 6 * 60_000


def test_every_note_came_in_a_phase_that_takes_notes_and_names_who_said_it(played: Demonstration) -> None:
    canvas = played.session.canvas
    notes = [note for box in canvas.template.walk for note in canvas.notes_in(box)]
    kinds = {item.id: item.kind for item in canvas.agenda}
    assert {kinds[note.phase] for note in notes} == {"round", "consensus"}
    assert {note.author for note in notes} <= {person.id for person in canvas.people}
    assert [entry.slip for entry, _ in played.session.log() if entry.slip] == []


def test_one_says_not_yet_at_first_and_one_agrees_with_a_reservation(tmp_path: Path) -> None:
    assert standings(canvas_at(Moment.CONCERN, tmp_path)) == {
        Standing.SATISFIED: 13,
        Standing.RESERVATION: 1,
        Standing.NOT_YET: 1,
    }


def test_the_change_makes_all_answers_stale_and_people_are_asked_one_by_one(tmp_path: Path) -> None:
    canvas = canvas_at(Moment.AGREE, tmp_path)
    assert standings(canvas) == {Standing.STALE: 9, Standing.SATISFIED: 6}
    assert canvas.current_item is not None
    assert canvas.current_item.kind == "consensus"


def test_all_fifteen_who_count_have_answered_twice(played: Demonstration) -> None:
    canvas = played.session.canvas
    assert Counter(Counter(answer.person for answer in canvas.answers).values()) == {2: 15}
    assert Counter(answer.kind for answer in canvas.answers) == {
        AnswerKind.SATISFIED: 27,
        AnswerKind.RESERVATION: 2,
        AnswerKind.NOT_YET: 1,
    }


def test_each_demonstration_ends_with_the_same_seal(played: Demonstration, tmp_path: Path) -> None:
    again = demonstration(tmp_path / "again")
    list(again.play())
    assert again.session.canvas.content_hash == played.session.canvas.content_hash
    assert again.session.canvas.sign_off == played.session.canvas.sign_off


def test_a_real_clock_is_never_moved(tmp_path: Path) -> None:
    library = builders.open_library(tmp_path, SystemClock())
    with pytest.raises(TypeError):
        Demonstration(library, load_sample(RESOURCES), load_protocols(RESOURCES))
