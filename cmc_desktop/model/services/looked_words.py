"""What is told of a copy that was looked at: what it is to this library, and what can be done with it."""

from __future__ import annotations

from cmc_desktop.i18n import tr, trn, upright
from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.looked_at import LookedAt, Relation


def what_it_is(looked: LookedAt) -> str:
    """What the copy is to this library, and what can be done, in a few sentences."""
    return upright(" ".join(filter(None, (_is(looked), what_stays_behind(looked)))))


def why_opened(looked: LookedAt) -> str:
    """Why the copy was not joined, once it was opened as a canvas of its own."""
    opened = tr("It was opened as a canvas of its own, and nothing was joined.")
    return upright(f"{_why_apart(looked)} {opened}")


def what_stays_behind(looked: LookedAt) -> str:
    """What of a copy that is joined, or has nothing else that is new, does not come along; empty when all does."""
    if not looked.left_out or looked.relation not in (Relation.JOINS, Relation.NOTHING_NEW):
        return ""
    return trn(
        "{n} answer in this file does not come along: whoever was asked is asked again.",
        "{n} answers in this file do not come along: whoever was asked is asked again.",
        looked.left_out,
    )


def _is(looked: LookedAt) -> str:
    match looked.relation:
        case Relation.UNKNOWN_CANVAS:
            return tr("“{title}” is new here; it opens as it is.", title=looked.title)
        case Relation.NOTHING_NEW:
            return _nothing_new(looked)
        case Relation.JOINS if looked.was_deleted:
            return tr(
                "“{title}” was deleted here; bringing the copy back puts it into the list again.", title=looked.title
            )
        case Relation.JOINS:
            return tr("“{title}” comes back and can be joined.", title=looked.title)
        case Relation.SIGNED_HERE:
            return _signed_here(looked)
    return _why_apart(looked) + " " + tr("It can be opened as a canvas of its own.")


def _nothing_new(looked: LookedAt) -> str:
    if looked.joined_and_left is None:
        return tr("There is nothing new in this copy of “{title}”.", title=looked.title)
    return tr(
        "This copy was joined with “{title}” on {day}; an earlier state was restored afterwards, so what it brought "
        "is not there now. Restore the state after joining in the history to have it again.",
        title=looked.title,
        day=day_and_time(looked.joined_and_left.at),
    )


def _signed_here(looked: LookedAt) -> str:
    stays = tr("“{title}” was signed here meanwhile and stays as it was signed.", title=looked.title)
    if looked.follows is None:
        return stays + " " + tr("Make a new version, and what is new can be joined there.")
    return stays + " " + tr("What is new can be joined into version {n}.", n=looked.follows.version)


def _why_apart(looked: LookedAt) -> str:
    """Why a copy of a canvas that is here does not join it."""
    match looked.relation:
        case Relation.TOO_FAR_BACK:
            return tr(
                "This file and “{title}” here have a common history, but what they went on from lies too far back to "
                "be in either of them. They can be joined on a laptop that has had both canvases all along, as the one "
                "where the first copy was given.",
                title=looked.title,
            )
        case Relation.CHANGED_BY_HAND:
            return tr(
                "This file says of a point in the history of “{title}” something else than what is kept of it here: it "
                "was changed by hand, or by another program.",
                title=looked.title,
            )
        case Relation.SIGNED_THERE:
            return tr(
                "This copy of “{title}” was signed where it was, and signed words stay as they are.", title=looked.title
            )
    return tr(
        "Nothing tells from which state this file and “{title}” here went on, so they are not joined by guessing.",
        title=looked.title,
    )
