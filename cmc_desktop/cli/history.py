"""The past of a canvas: history, diff, restore; and variants of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import WrongUse, iso_time, local_time, say, say_json, user_text
from cmc_desktop.i18n import tr, trn, upright
from cmc_desktop.model.domain.comparison import readable_spans
from cmc_desktop.model.domain.difference import Difference, Kind, differences
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.domain.template import Template

if TYPE_CHECKING:
    from cmc_desktop.model.domain.revision import Content
    from cmc_desktop.model.services.history import History
    from cmc_desktop.model.services.history_points import HistoryPoint
    from cmc_desktop.model.services.library import Library


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    told = tr("ID, or ID@POINT with a name or the beginning of a hash")
    history = verbs.add_parser("history", help=tr("list the points of a canvas’s history, newest first"))
    history.add_argument("canvas", metavar="ID", type=user_text)
    history.add_argument("--json", action="store_true", help=tr("as JSON"))
    history.set_defaults(run=_history)

    diff = verbs.add_parser("diff", help=tr("tell what changed between two states, word by word"))
    diff.add_argument("before", metavar="A", type=user_text, help=told)
    diff.add_argument("after", metavar="B", type=user_text, help=tr("the same"))
    diff.add_argument("--json", action="store_true", help=tr("as JSON"))
    diff.set_defaults(run=_diff)

    restore = verbs.add_parser("restore", help=tr("make an earlier state of a canvas the present one again"))
    restore.add_argument("canvas", metavar="ID", type=user_text)
    restore.add_argument("point", metavar="POINT", type=user_text, help=tr("a name or the beginning of a hash"))
    restore.set_defaults(run=_restore)

    variant = verbs.add_parser("variant", help=tr("make a variant of a canvas, and print its id"))
    variant.add_argument("canvas", metavar="ID", type=user_text)
    variant.add_argument("name", metavar="NAME", type=user_text)
    variant.set_defaults(run=_variant)


def _history(arguments: argparse.Namespace, context: Context) -> int:
    with context.opened(arguments.canvas) as (library, session):
        # loaded with the verbs that need it: listing verbs start without
        from cmc_desktop.model.services.history import History

        history = History(library, session)
        if arguments.json:
            say_json([_point_data(history, point) for point in history.points])
            return 0
        for point in history.points:
            say(_point_line(history, point))
    return 0


def _point_line(history: History, point: HistoryPoint) -> str:
    parts = [point.title if point.title == point.words else f"{point.title} ({point.words})"]
    if point.canvas != history.canvas_id:
        parts.insert(0, point.session)
    try:
        figures = history.figures(point)
    except CmcError as error:
        parts.append(str(error))
    else:
        parts.append(trn("{n} note", "{n} notes", figures.notes))
        if figures.changes is not None:
            parts.append(trn("{n} change", "{n} changes", sum(figures.changes.values())))
    if point.maker:
        parts.append(tr("by {name}", name=point.maker))
    when = local_time(point.at) if point.at and not point.is_now else " " * 16
    return upright(f"{point.short or 'now':8}  {when}  {', '.join(parts)}")


def _point_data(history: History, point: HistoryPoint) -> dict[str, object]:
    data: dict[str, object] = {
        "point": point.hash or "now",
        "canvas": point.canvas,
        "why": point.why,
        "words": point.words,
        "at": iso_time(point.at) if point.at and not point.is_now else None,
        "by": point.by,
        "name": point.name,
        "told_by_copy": (point.claimed or point.named_there) and not point.outlived,
        "told_by_deleted_version": point.outlived,
        "content_hash": point.revision,
        "parents": [_told_key(history, key) for key in point.parents],
    }
    try:
        figures = history.figures(point)
    except CmcError as error:
        return {**data, "trouble": str(error)}
    changes = None if figures.changes is None else {kind.value: n for kind, n in figures.changes.items()}
    return {**data, "notes": figures.notes, "changes": changes}


def _told_key(history: History, key: str) -> str:
    return history.point(key).hash or key


def _diff(arguments: argparse.Namespace, context: Context) -> int:
    (one, at), (other, then) = _split(arguments.before), _split(arguments.after)
    with context.opened(one) as (library, session):
        before = _content(library, one, at)
        after = _content(library, other, then)
        template = session.canvas.template
    if before.template != after.template:
        raise Refusal(tr("The two canvases have different boxes and cannot be compared."))
    found = differences(before, after)
    if arguments.json:
        say_json([_difference_data(change) for change in found])
        return 0
    for change in found:
        say(_difference_line(change, template))
    if not found:
        say(tr("No difference."))
    return 0


def _split(name: str) -> tuple[str, str]:
    """The canvas and the point; a canvas alone is as it is now. Raises WrongUse."""
    canvas, mark, point = name.partition("@")
    if mark and not point:
        raise WrongUse(
            tr("“{name}” names no point of the history.", name=name),
            todo=tr(
                "Put a name or the beginning of a hash after the @, or leave the @ out for the canvas as it is now."
            ),
        )
    return canvas, point or "now"


def _content(library: Library, canvas_id: str, point: str) -> Content:
    # loaded with the verbs that need it: listing verbs start without
    from cmc_desktop.model.services.history import History

    history = History(library, library.session(canvas_id))
    return history.content(history.find(point))


def _difference_line(change: Difference, template: Template) -> str:
    where = template.box(change.box).label if change.box else tr("Title and city")
    if change.kind is Kind.ADDED:
        return f"{where}: [+{change.after}+]"
    if change.kind is Kind.REMOVED:
        return f"{where}: [-{change.before}-]"
    if change.kind in (Kind.REWORDED, Kind.TITLED):
        return f"{where}: {_marked(change)}"
    if change.kind is Kind.MOVED:
        return tr(
            "{box}: moved from {was}: {text}", box=where, was=template.box(change.was_in).label, text=change.after
        )
    if change.kind is Kind.RETAGGED:
        words = " ".join(f"[{sign}{tags}{sign}]" for sign, tags in (("-", change.before), ("+", change.after)) if tags)
        return f"{where}: {change.kind.label}: {words}"
    return f"{where}: {change.kind.label}"


def _marked(change: Difference) -> str:
    """Words taken away as [-so-], put in as [+so+]."""
    spans = readable_spans(change.before, change.after)
    return "".join(span.text if span.sign == " " else f"[{span.sign}{span.text}{span.sign}]" for span in spans)


def _difference_data(change: Difference) -> dict[str, object]:
    data: dict[str, object] = {"kind": change.kind.value, "box": change.box, "note": change.note}
    if change.was_in:
        data["was_in"] = change.was_in
    if change.before or change.after:
        data |= {"before": change.before, "after": change.after}
    if change.kind in (Kind.REWORDED, Kind.TITLED):
        data["words"] = [[span.sign, span.text] for span in readable_spans(change.before, change.after)]
    return data


def _restore(arguments: argparse.Namespace, context: Context) -> int:
    with context.opened(arguments.canvas) as (library, session):
        # loaded with the verbs that need it: listing verbs start without
        from cmc_desktop.model.services.history import History

        history = History(library, session)
        point = history.find(arguments.point)
        if history.restore(point) is None:
            say(tr("Nothing to restore: the canvas says that already."))
        else:
            say(tr("Restored: {point}. What was before is kept in the history.", point=point.title))
    return 0


def _variant(arguments: argparse.Namespace, context: Context) -> int:
    # loaded with the verbs that need it: listing verbs start without
    from cmc_desktop.model.services.variants import as_it_is, make_variant

    with context.opened(arguments.canvas) as (library, session):
        say(make_variant(library, session, arguments.name, as_it_is()))
    return 0
