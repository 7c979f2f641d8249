"""Comparing two states of a canvas on paper: finds the states that somebody names, and writes the comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.compared_state import ComparedState
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.revision import Revision, seal_number
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.giving_out import Agree, Exported, give_out
from cmc_desktop.model.services.points import Point, content_at, points

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session

#: what names the canvas as it is
NOW = "now"
#: so few digits of a number of words say nothing
_LEAST_DIGITS = 4
#: so many states are told when one is not found
_TOLD = 8


def state_now(session: Session, now: int) -> ComparedState:
    """The canvas as it is."""
    return ComparedState(tr("as it is now"), now, session.canvas.content)


def state_at(point: Point, session: Session, library: Library | None) -> ComparedState:
    """What the canvas said at a point. Raises NotThere, LibraryTrouble."""
    words = f"{point.session}, {point.words}" if point.canvas != session.canvas.id else point.words
    return ComparedState(words, point.at, content_at(point, session, library))


def state_named(name: str, session: Session, library: Library | None, now: int) -> ComparedState:
    """The state whose words have that number, or the only one whose number begins so, or the present one for “now”.

    Raises NotThere when none is kept, Refusal when several are meant, LibraryTrouble.
    """
    if name.strip().casefold() == NOW:
        return state_now(session, now)
    digits = "".join(name.split()).lower()
    known = _known(session, library)
    found = [point for point in known if point.hash.startswith(digits)] if len(digits) >= _LEAST_DIGITS else []
    if len({point.hash for point in found}) > 1:
        raise Refusal(
            tr("Several kept states have a number that begins with “{name}”.", name=name),
            safe=tr("Nothing was written."),
            todo=tr("Give more of its digits."),
        )
    if not found:
        told = [f"{seal_number(point.hash)[:9]} ({point.words}, {day_and_time(point.at)})" for point in known[:_TOLD]]
        raise NotThere(
            tr("No kept state of this canvas has the number “{name}”.", name=name),
            safe=tr("Nothing was written."),
            todo=tr("Say “now”, or the beginning of one of these: {states}.", states=", ".join(told) or "–"),
        )
    return state_at(found[0], session, library)


def write_comparison(
    template: Template,
    before: ComparedState,
    after: ComparedState,
    path: Path,
    fonts: Path,
    *,
    paper: str = "A3",
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
    now: int,
    agree: Agree | None = None,
) -> Exported:
    """Write both states on one board into `path`, which ends in .pdf. Safe on a worker thread.

    Raises Refusal for another suffix or a paper there is not, FileTrouble when the file cannot be written.
    """
    check_pdf(path)
    # ReportLab is heavy: loaded with the first PDF.
    from cmc_desktop.model.export.compare_pdf import compare_pdf

    made = compare_pdf(template, before, after, fonts, paper=paper, upright=upright, layout=layout, now=now)
    return give_out(made.data, path, made.missing, agree)


def check_pdf(path: Path) -> None:
    """Raises Refusal when `path` does not end in .pdf."""
    if path.suffix.lower() != ".pdf":
        raise Refusal(
            tr("A comparison is written as PDF only."),
            safe=tr("Nothing was written."),
            todo=tr("End the name of the file in .pdf."),
        )


def check_not_practice(session: Session) -> None:
    """Raises Refusal for a throw-away copy, of which nothing is given out."""
    if is_practice(session.canvas.head):
        raise no_file_from_practice()


def _known(session: Session, library: Library | None) -> list[Point]:
    """The kept states of the canvas and of the sessions before it, newest first, those with a story before others."""
    found = points(session, library)
    told = {point.hash for point in found}
    others = sorted(session.canvas.all(Revision), key=lambda revision: revision.at, reverse=True)
    canvas_id = session.canvas.id
    made = {one.revision: one.at for one in session.canvas.all(Checkpoint)}
    for one in others:
        if one.id not in told:
            # libraries from before have states of copies without their time
            at = one.at or made.get(one.id) or session.canvas.head.created_at
            found.append(Point(tr("a kept state"), "", at, canvas_id, one.id))
    return found
