"""Where lines of minutes belong that were typed in a copy which nobody led along: told from this side's day."""

from __future__ import annotations

from bisect import bisect_right

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.by_phase import phase_at
from cmc_desktop.model.domain.canvas import NAMES, Canvas
from cmc_desktop.model.services.session import Session

_WORKSHOP = NAMES[Workshop]


def was_led(copy: Canvas, here: Canvas) -> bool:
    """Whether somebody led the copy through phases of its own, rather than leaving it where it was when it was made."""
    return any(run.started_at and run.started_at != here.run(run.id).started_at for run in copy.all(PhaseRun))


class OurDay:
    """Asked for the phase and the element of a moment of the day. Reads the journal; raises LibraryTrouble."""

    def __init__(self, session: Session) -> None:
        self._canvas = session.canvas
        told = [
            (entry.at, now)
            for entry, puts in session.log()
            for kind, _, now, _ in puts
            if kind == _WORKSHOP and isinstance(now, dict)
        ]
        told.sort(key=lambda one: one[0])
        self._times = [at for at, _ in told]
        self._places = [_place(now) for _, now in told]

    def at(self, at: int) -> tuple[str, str]:
        """(phase, element) at `at` ms since 1970, each may be empty; before the journal began, no element."""
        number = bisect_right(self._times, at)
        phase, element = self._places[number - 1] if number else (phase_at(self._canvas, at), "")
        if self._canvas.find(AgendaItem, phase) is None:
            return "", ""
        return phase, element if element in self._canvas.template else ""


def _place(workshop: dict[str, object]) -> tuple[str, str]:
    """The phase and the element that the workshop was at, none while it did not run."""
    if not workshop["started_at"] or workshop["ended_at"]:
        return "", ""
    return str(workshop["current"]), str(workshop["element"])
