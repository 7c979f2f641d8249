"""What was worked out for a snapshot, on another thread, serves the canvas as long as that is still the same."""

from __future__ import annotations

from builders import put

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.services.session import Session


def _worked_out(canvas: Canvas, words: str) -> str:
    return canvas.derived("words", lambda _: words)


def test_a_canvas_that_is_still_the_same_takes_it_over(filled: Session) -> None:
    snapshot = filled.canvas.snapshot()
    _worked_out(snapshot, "found out beside it")
    assert filled.canvas.learns_of(snapshot)
    assert _worked_out(filled.canvas, "found out again") == "found out beside it"


def test_what_the_canvas_knows_itself_stays(filled: Session) -> None:
    snapshot = filled.canvas.snapshot()
    _worked_out(snapshot, "found out beside it")
    _worked_out(filled.canvas, "its own")
    filled.canvas.learns_of(snapshot)
    assert _worked_out(filled.canvas, "found out again") == "its own"


def test_a_canvas_that_was_written_to_takes_nothing_over(filled: Session) -> None:
    snapshot = filled.canvas.snapshot()
    _worked_out(snapshot, "found out before")
    put(filled, "costs", "One more")
    assert not filled.canvas.learns_of(snapshot)
    assert _worked_out(filled.canvas, "found out now") == "found out now"


def test_a_change_taken_back_leaves_no_way_to_learn_the_old_again_by_mistake(filled: Session) -> None:
    snapshot = filled.canvas.snapshot()
    put(filled, "costs", "One more")
    filled.undo()
    assert not filled.canvas.learns_of(snapshot)
