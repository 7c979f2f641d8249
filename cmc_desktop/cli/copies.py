"""Copies away and back: copy, merge."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmc_desktop.cli.conflicts import conflict_line, where
from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import complain, one_line, say, say_json, tell, user_text
from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.changes.merging import HidesMany
from cmc_desktop.model.domain.errors import CmcError, Refusal
from cmc_desktop.model.services.bringing_back import BroughtBack, bring_back_file, copies_in, read_copy_file
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.looked_at import Relation
from cmc_desktop.model.services.looked_words import what_it_is
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.replacing_a_copy import check_may_be_replaced
from cmc_desktop.model.services.safe_file import shown_name

if TYPE_CHECKING:
    from cmc_desktop.model.domain.merging.coming import Coming
    from cmc_desktop.model.domain.merging.contest import Contest
    from cmc_desktop.model.domain.merging.incoming import Incoming
    from cmc_desktop.model.domain.template import Template
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.looked_at import LookedAt

#: something is joined, and open conflicts wait for a person
OPEN_CONFLICTS = 3


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    copy = verbs.add_parser("copy", help=tr("write a copy to be taken away, changed and brought back"))
    copy.add_argument("canvas", metavar="ID", type=user_text)
    copy.add_argument("file", metavar="FILE.cmc", type=Path)
    copy.add_argument("--for", dest="by", metavar="NAME", type=user_text, default="", help=tr("who takes it"))
    copy.add_argument("--replace", action="store_true", help=tr("write over a file that is there, whatever it is"))
    copy.set_defaults(run=_copy)

    merge = verbs.add_parser(
        "merge",
        help=tr("join copies that came back with what is here; ends with {status} while conflicts are open", status=3),
    )
    merge.add_argument("files", metavar="FILE.cmc", type=Path, nargs="+")
    merge.add_argument("--json", action="store_true", help=tr("as JSON, a line for each file"))
    merge.add_argument("--into", metavar="ID", type=user_text, help=tr("join them into this canvas"))
    merge.add_argument("--agree", action="store_true", help=tr("also where many notes go off the board"))
    merge.set_defaults(run=_merge)


def _copy(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.file.suffix.lower() != ".cmc":
        raise Refusal(
            tr("The name of a copy ends in .cmc."), safe=tr("Nothing was written."), todo=tr("Give it such a name.")
        )
    with context.opened(arguments.canvas) as (library, session):
        if not arguments.replace:
            check_may_be_replaced(arguments.file, session.canvas, library.templates)
        made = give_copy(library.store, session, arguments.file, arguments.by)
    if made.told:
        complain(made.told)
    return 0


def _merge(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.into == "":
        raise Refusal(
            tr("“--into” needs the id of a canvas, and there is none behind it."),
            safe=tr("Nothing was joined."),
            todo=tr("Give the id that “list” shows, or leave “--into” out."),
        )
    status = 0
    with context.library() as library:
        there = copies_in(arguments.files)
        several = len(there.files) + len(there.passed_over) > 1 or there.files != arguments.files
        for path in there.files:
            status = max(status, _merge_one(library, path, arguments, several=several), key=_worst)
    for one in there.passed_over:
        complain(f"{shown_name(one.path)}: {one.why}")
        if arguments.json:
            say_json({"file": one.path.name, "standing": "not looked at", "told": one.why})
        status = 1
    return status


def _worst(status: int) -> int:
    """A refusal weighs more than conflicts."""
    return {0: 0, OPEN_CONFLICTS: 1}.get(status, 2)


def _merge_one(library: Library, path: Path, arguments: argparse.Namespace, *, several: bool) -> int:
    told = f"{shown_name(path.name)}: " if several else ""
    looked: LookedAt | None = None
    try:
        file = read_copy_file(path, library.templates)
        looked = look_at(library, file.canvas, arguments.into or "")
        if looked.relation in (Relation.UNRELATED, Relation.TOO_FAR_BACK) and arguments.into:
            raise Refusal(what_it_is(looked), safe=tr("Nothing was joined."))
        done = bring_back_file(library, file, looked, agreed=arguments.agree)
    except CmcError as error:
        refused = f"{error}{_hint(library, looked, error)}"
        complain(told + refused)
        if arguments.json:
            say_json({"file": path.name, "standing": "refused", "told": refused})
        return 1
    if arguments.json:
        say_json({"file": path.name, "standing": looked.relation.value, **_data(done)})
    else:
        tell(told + done.told)
        _say_what_came(library.store.load(done.canvas_id)[0].template, done)
        say(done.canvas_id)
    return OPEN_CONFLICTS if done.conflicts else 0


def _hint(library: Library, looked: LookedAt | None, error: CmcError) -> str:
    """What to type next; which notes would go."""
    if looked is not None and looked.relation is Relation.SIGNED_HERE and looked.follows is not None:
        return " " + tr("Join it there with --into {id}.", id=looked.follows.id)
    if isinstance(error, Refusal) and error.slip:
        return " " + tr("Nothing was joined. End the phase first, or join it in the app as the correction of a slip.")
    if isinstance(error, HidesMany) and looked is not None:
        canvas = library.store.load(looked.here)[0]
        gone = "".join(f"\n  - {one_line(canvas.note(note).text)}" for note in error.notes)
        return " " + tr("With --agree it is joined all the same. These would go:") + gone
    return ""


def _data(done: BroughtBack) -> dict[str, object]:
    came = done.came.plain() if done.came is not None else {}
    return {"canvas": done.canvas_id, "told": done.told, **came, "open_conflicts": done.conflicts}


def _say_what_came(template: Template, done: BroughtBack) -> None:
    if done.came is not None:
        for one in done.came.things:
            say(f"  {_what(one)}{where(template, one.box)}: {one_line(one.after or one.before)}")
        for contest in sorted(done.came.contests, key=done.came.waits_as_before):
            say(f"  {conflict_line(template, contest, _since(done.came, contest))}")
    if done.conflicts:
        say(
            trn(
                "{n} conflict is open; it is settled in the app, and the sign-off waits for it.",
                "{n} conflicts are open; they are settled in the app, and the sign-off waits for them.",
                done.conflicts,
            )
        )


def _since(came: Incoming, contest: Contest) -> str:
    if contest.id in came.changed:
        return tr("open before, changed by this copy")
    return tr("open before") if came.waits_as_before(contest) else ""


def _what(one: Coming) -> str:
    return ", ".join(came.label for came in one.came)
