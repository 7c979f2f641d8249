"""Backups of the library: backup, restore-backup."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import WrongUse, complain, iso_time, local_time, say, say_json, user_text
from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.errors import CmcError, NotThere, Refusal
from cmc_desktop.model.services.backing_up import BackingUp, not_sound, told_spoilt
from cmc_desktop.model.services.backups import Backup, listed_backups
from cmc_desktop.model.services.moving import backup_of_server
from cmc_desktop.model.services.passwords import opened_with_password
from cmc_desktop.model.services.restoring import AgainstNow, Compared, Restoring
from cmc_desktop.model.services.safe_file import shown_name


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    backup = verbs.add_parser("backup", help=tr("check the library and keep a copy of it"))
    backup.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        nargs="?",
        help=tr("a new file; else the folder “backups” beside the library"),
    )
    backup.add_argument("--list", action="store_true", help=tr("list the backups there are instead"))
    backup.add_argument("--json", action="store_true", help=tr("the list as JSON"))
    backup.add_argument(
        "--accept", action="store_true", help=tr("take what differs from the last backup as right: it was meant so")
    )
    backup.set_defaults(run=_backup)

    restore = verbs.add_parser("restore-backup", help=tr("put a backup in the place of the library"))
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument(
        "--canvas",
        metavar="ID",
        type=user_text,
        action="append",
        default=[],
        help=tr("only this canvas, beside those that are there"),
    )
    restore.add_argument("--yes", action="store_true", help=tr("do it; else only what would change is told"))
    restore.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace, context: Context) -> int:
    _check_together(arguments)
    if arguments.list or arguments.json:
        return _list(context, as_json=arguments.json)
    if arguments.file is not None and not isinstance(context.library_address, Path):
        return _from_server(_free(arguments.file), context)
    library = _there(context)
    backing_up = BackingUp(library, context.templates, context.clock)
    if arguments.file is not None:
        say(str(backing_up.write_to(_free(arguments.file)).path))
        return 0
    outcome = backing_up.run(accept=arguments.accept)
    if outcome.backup is None:
        raise not_sound(outcome.faults)
    if outcome.spoilt:
        complain(told_spoilt(outcome))
    elif not outcome.new:
        complain(tr("Nothing has changed since the last backup; it was checked."))
    say(str(outcome.backup.path))
    return 0


def _check_together(arguments: argparse.Namespace) -> None:
    """Raises WrongUse for options of which one would be passed over."""
    lists = "--list" if arguments.list else "--json" if arguments.json else ""
    given = {
        tr("A file"): arguments.file is not None,
        lists: bool(lists),
        "--accept": arguments.accept,
    }
    chosen = [word for word, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise WrongUse(
            tr("{one} and {other} do not go together.", one=chosen[0], other=chosen[1]),
            safe=tr("Nothing was done."),
            todo=tr("Leave one of them out."),
        )


def _from_server(file: Path, context: Context) -> int:
    """A shared library as a file: row by row, compared, and every canvas checked."""
    opened_with_password(
        context.library_address,
        lambda address: backup_of_server(address, file, context.templates),
        context.ask_password,
    )
    say(str(file))
    return 0


def _there(context: Context) -> Path:
    """The library's file, of the present schema. Raises CmcError."""
    with context.library_there() as library:
        if library is None:
            raise NotThere(context.no_library)
    return context.library_path


def _free(file: Path) -> Path:
    """The same path. Raises Refusal when a file is there: it is not told what that is."""
    if file.exists():
        raise Refusal(
            tr("There is a file {path} already.", path=shown_name(file)),
            safe=tr("It was left as it is."),
            todo=tr("Choose another name."),
        )
    return file


def _list(context: Context, *, as_json: bool) -> int:
    backups = listed_backups(context.library_path)
    if as_json:
        say_json([_data(backup) for backup in backups])
        return 0
    for backup in backups:
        checked = tr("checked {time}", time=local_time(backup.checked_at)) if backup.is_checked else tr("not checked")
        about = [checked, trn("{n} byte", "{n} bytes", backup.size)]
        if backup.canvases >= 0:
            about.insert(0, trn("{n} canvas", "{n} canvases", backup.canvases))
        say(f"{local_time(backup.made_at)}  {', '.join(about)}  {backup.path}")
    if not backups:
        complain(tr("There is no backup of {path}.", path=context.shown))
    return 0


def _data(backup: Backup) -> dict[str, object]:
    checked: dict[str, object] = {"checked": iso_time(backup.checked_at)} if backup.is_checked else {}
    counted: dict[str, object] = {"canvases": backup.canvases} if backup.canvases >= 0 else {}
    return {
        "file": str(backup.path),
        "made": iso_time(backup.made_at),
        "size": backup.size,
        **checked,
        **counted,
    }


def _restore(arguments: argparse.Namespace, context: Context) -> int:
    restoring = Restoring(context.library_path, context.templates, context.clock)
    if arguments.canvas:
        return _take_out(arguments, context, restoring)
    if not arguments.yes:
        for one in restoring.compare(arguments.file):
            say(_compared(one))
        held, safe = tr("This is what the backup holds."), tr("Nothing was changed.")
        complain(f"{held} {safe} {tr('Add --yes to put it in the place of the library, which is set aside then.')}")
        return 0
    aside = restoring.put_back(arguments.file)
    say(str(aside) if aside is not None else "")
    return 0


def _take_out(arguments: argparse.Namespace, context: Context, restoring: Restoring) -> int:
    status = 0
    with context.library() as library:
        for canvas_id in arguments.canvas:
            try:
                taken = restoring.take_out(library, arguments.file, canvas_id)
            except CmcError as error:
                complain(error)
                status = 1
                continue
            complain(taken.told)
            say(taken.canvas_id)
    return status


def _compared(one: Compared) -> str:
    marks = {AgainstNow.SAME: "=", AgainstNow.CHANGED: "~", AgainstNow.ONLY_BACKUP: "+", AgainstNow.ONLY_LIBRARY: "-"}
    return f"{marks.get(one.against_now, '?')} {one.canvas_id}  {one.title}: {one.against_now.label}"
