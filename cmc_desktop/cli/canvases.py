"""Canvases as a whole: new, list, show, search; and the templates there are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from cmc_desktop.cli.conflicts import conflict_line
from cmc_desktop.cli.context import Context
from cmc_desktop.cli.filters import add_filters, filter_of
from cmc_desktop.cli.words import complain, iso_time, local_time, say, say_json, tell, user_text
from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.merging.contest import contests
from cmc_desktop.model.domain.merging.contest_words import how_many_open
from cmc_desktop.model.services.continuing import session_words
from cmc_desktop.model.services.waiting_conflicts import waiting_conflicts

if TYPE_CHECKING:
    from cmc_desktop.model.services.finding import Hit
    from cmc_desktop.model.store.library_store import Listed


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    templates = verbs.add_parser("templates", help=tr("list the canvases there are to start from"))
    templates.set_defaults(run=_templates)

    new = verbs.add_parser("new", help=tr("make an empty canvas and print its id"))
    new.add_argument("title", metavar="TITLE", type=user_text)
    new.add_argument("--template", metavar="KEY", type=user_text, default="city-model-canvas")
    new.add_argument("--city", metavar="CITY", type=user_text, default="")
    new.set_defaults(run=_new)

    listing = verbs.add_parser("list", help=tr("list the canvases of the library"))
    listing.add_argument("--archived", action="store_true", help=tr("those in the archive"))
    listing.add_argument("--json", action="store_true", help=tr("as JSON"))
    add_filters(listing)
    listing.set_defaults(run=_list)

    show = verbs.add_parser("show", help=tr("show a canvas with its notes"))
    show.add_argument("canvas", metavar="ID", type=user_text)
    show.add_argument("--json", action="store_true", help=tr("as JSON"))
    show.set_defaults(run=_show)

    search = verbs.add_parser("search", help=tr("find canvases by words in notes, titles, cities, names"))
    search.add_argument("words", metavar="WORDS", type=user_text, nargs="+")
    search.add_argument("--json", action="store_true", help=tr("as JSON"))
    add_filters(search)
    search.set_defaults(run=_search)


def _templates(_arguments: argparse.Namespace, context: Context) -> int:
    width = max(map(len, context.templates))
    for key, template in context.templates.items():
        say(f"{key:{width}}  {template.title}")
    return 0


def _new(arguments: argparse.Namespace, context: Context) -> int:
    with context.library() as library:
        say(library.new(arguments.title, arguments.city, arguments.template))
    return 0


def _list(arguments: argparse.Namespace, context: Context) -> int:
    with context.library_there() as library:
        every = [] if library is None else library.listed(archived=arguments.archived)
        narrowed = filter_of(arguments, context.templates, every)
        listed = [item for item in every if narrowed.holds(item)]
        waiting = {} if library is None else waiting_conflicts(library, (item.head.id for item in listed))
    if arguments.json:
        say_json([_listed_data(item, waiting.get(item.head.id, 0)) for item in listed])
        return 0
    for item in listed:
        say(_listed_line(item, waiting.get(item.head.id, 0)))
    if library is None:
        complain(context.no_library)
    elif not listed and narrowed:
        complain(tr("Nothing was found."))
    elif not listed and arguments.archived:
        complain(tr("The archive of the library {path} is empty.", path=context.shown))
    elif not listed:
        complain(tr("The library {path} holds no canvas yet.", path=context.shown))
    return 0


def _listed_data(item: Listed, conflicts: int) -> dict[str, object]:
    head = item.head
    return {
        "id": head.id,
        "title": head.title,
        "city": head.city,
        "template": head.template,
        "state": head.state,
        "version": head.version,
        "changed": iso_time(item.changed_at),
        "notes": item.notes,
        **({"open_conflicts": conflicts} if conflicts else {}),
        **_session_data(head),
    }


def _session_data(head: Head) -> dict[str, object]:
    """The session of a series; a canvas that is none has no such key."""
    return {"session": head.session} if head.session else {}


def _listed_line(item: Listed, conflicts: int = 0) -> str:
    head = item.head
    about = [
        " · ".join(part for part in (head.title, head.city) if part),
        CanvasState(head.state).label,
        trn("{n} note", "{n} notes", item.notes),
    ]
    if head.version > 1 or head.session:
        about.insert(1, session_words(head))
    if conflicts:
        about.append(trn("{n} open conflict", "{n} open conflicts", conflicts))
    return f"{head.id}  {local_time(item.changed_at)}  {', '.join(about)}"


def _show(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        canvas = session.canvas
    if arguments.json:
        say_json(_canvas_data(canvas))
    else:
        _show_plainly(canvas)
    return 0


def box_state(canvas: Canvas, key: str) -> str:
    """How far a box has come: untouched, worked_on, none_identified or agreed."""
    if canvas.mark(key).none_identified:
        return "none_identified"
    if not canvas.note_count(key):
        return "untouched"
    return "agreed" if canvas.head.state in (CanvasState.AGREED, CanvasState.SIGNED) else "worked_on"


def _canvas_data(canvas: Canvas) -> dict[str, object]:
    return {
        "id": canvas.id,
        "title": canvas.head.title,
        "template": canvas.head.template,
        "state": canvas.head.state,
        "content_hash": canvas.content_hash,
        "boxes": [
            {
                "key": box.key,
                "number": box.number,
                "name": box.name,
                "state": box_state(canvas, box.key),
                "notes": [{"id": note.id, "text": note.text} for note in canvas.notes_in(box.key)],
            }
            for box in canvas.template.in_walk_order
        ],
        **_conflicts_data(canvas),
        **_session_data(canvas.head),
    }


def _conflicts_data(canvas: Canvas) -> dict[str, object]:
    """The open conflicts; where there are none there is no such key."""
    found = [contest.plain() for contest in contests(canvas)]
    return {"conflicts": found} if found else {}


def _show_plainly(canvas: Canvas) -> None:
    head = canvas.head
    say(" · ".join(part for part in (head.title, head.city) if part))
    if head.version > 1 or head.session:
        say(session_words(head))
    count = trn("{n} note", "{n} notes", canvas.note_count())
    say(f"{canvas.template.title}, {CanvasState(head.state).label}, {count}")
    say(tr("Content hash: {hash}", hash=canvas.content_hash))
    _show_conflicts(canvas)
    for box in canvas.template.in_walk_order:
        say("")
        none = canvas.mark(box.key).none_identified
        say(box.label + (" (" + tr("none identified") + ")" if none else ""))
        for note in canvas.notes_in(box.key):
            say(f"  {note.id}  " + note.text.replace("\n", "\n" + " " * 40))


def _show_conflicts(canvas: Canvas) -> None:
    found = contests(canvas)
    if found:
        say(how_many_open(canvas) + tr("; settled in the app:"))
    for contest in found:
        say(f"  {conflict_line(canvas.template, contest)}")


def _search(arguments: argparse.Namespace, context: Context) -> int:
    with context.library_there() as library:
        every = [] if library is None else library.every()
        narrowed = filter_of(arguments, context.templates, every)
        among = [listed for listed in every if narrowed.holds(listed)]
        hits = [] if library is None else library.search(" ".join(arguments.words), among)
    if arguments.json:
        say_json([_hit_data(hit) for hit in hits])
        return 0
    for hit in hits:
        say(_listed_line(hit.listed))
        for note in hit.notes:
            say(f"  {note.note_id}  {context.templates[hit.listed.head.template].box(note.box).label}: {note.text}")
        for person in hit.people:
            tell("  " + tr("{name} is on the roster", name=", ".join(filter(None, [person.name, person.organisation]))))
    if not hits:
        complain(tr("Nothing was found."))
    return 0


def _people_data(hit: Hit) -> dict[str, object]:
    """The people found; where there are none there is no such key."""
    people = [{"id": one.person_id, "name": one.name, "organisation": one.organisation} for one in hit.people]
    return {"people": people} if people else {}


def _hit_data(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.listed.head.id,
        "title": hit.listed.head.title,
        "notes": [{"id": note.note_id, "box": note.box, "text": note.text} for note in hit.notes],
        **_people_data(hit),
        **_session_data(hit.listed.head),
    }
