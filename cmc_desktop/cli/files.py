"""Files in and out: import, export."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.filters import import_folder
from cmc_desktop.cli.words import WrongUse, complain, say, tell, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.export.paper import MissingGlyph
from cmc_desktop.model.services.copy_file import history_for_export
from cmc_desktop.model.services.export_formats import SUFFIXES, export_formats
from cmc_desktop.model.services.exporting import Exporter, format_of, revisions_of
from cmc_desktop.model.services.giving_out import Exported
from cmc_desktop.model.services.last_point import keep_for_export
from cmc_desktop.model.services.record_lineage import record_lineage
from cmc_desktop.model.services.safe_file import shown_name
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.domain.participant import Participant
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.without_names import Left

# What only one of the verbs or options wants is imported there: an export is waited for.

_LAYOUTS = {"standard": Layout.STANDARD, "bottom-row": Layout.SIX}


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    import_ = verbs.add_parser("import", help=tr("take a .cmc, .json or .csv file, or a folder, in"))
    import_.add_argument("file", metavar="FILE", type=Path)
    import_.add_argument("--template", metavar="KEY", type=user_text, default="", help=tr("for tables"))
    import_.add_argument(
        "--separate", action="store_true", help=tr("open a copy of what is here as a canvas of its own")
    )
    import_.set_defaults(run=_import)

    kinds = ", ".join(SUFFIXES)
    export = verbs.add_parser("export", help=tr("write a canvas into a file, by its suffix: {kinds}", kinds=kinds))
    export.add_argument("canvas", metavar="ID", type=user_text)
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--paper", choices=_papers(), default="", help=tr("the usual one of the kind when not given"))
    export.add_argument("--portrait", action="store_true", help=tr("the short side lies"))
    export.add_argument(
        "--roles-only", action="store_true", help=tr("name nobody: everyone by what they are there for")
    )
    export.add_argument("--layout", choices=tuple(_LAYOUTS), default="standard", help=tr("how the boxes lie on paper"))
    export.add_argument("--with-minutes", action="store_true", help=tr("put the minutes into a signed record too"))
    export.set_defaults(run=_export)


def _papers() -> tuple[str, ...]:
    """Every sheet that one kind of file or another comes on."""
    return tuple(dict.fromkeys(name for row in export_formats() for name in row.papers))


def exporter(context: Context) -> Exporter:
    return Exporter(context.paths.resources / "fonts", context.clock)


def _import(arguments: argparse.Namespace, context: Context) -> int:
    from cmc_desktop.model.services.importing import CopyJoins, import_file, read_file

    _check_import(arguments)
    if arguments.file.is_dir():
        return import_folder(arguments.file, context)
    if not context.may_be_there:
        # A slip of the pen makes no library.
        read_file(arguments.file, context.templates, context.template(arguments.template))
    with context.library() as library:
        try:
            imported = import_file(library, arguments.file, arguments.template, separate=arguments.separate)
        except CopyJoins as error:
            todo = tr(
                "“merge {name}” joins it; with --separate it opens as a canvas of its own.",
                name=shown_name(arguments.file),
            )
            raise Refusal(error.happened, safe=error.safe, todo=todo) from error
    tell(imported.told)
    say(imported.canvas_id)
    return 0


def _check_import(arguments: argparse.Namespace) -> None:
    """Raises WrongUse for an option that says nothing about what is imported."""
    is_folder, suffix = arguments.file.is_dir(), arguments.file.suffix.lower()
    given = {
        "--template": bool(arguments.template) and (is_folder or suffix in (".cmc", ".json")),
        "--separate": arguments.separate and (is_folder or suffix == ".csv"),
    }
    for option, is_wrong in given.items():
        if is_wrong and is_folder:
            raise WrongUse(
                tr("Importing a folder has no use for {option}.", option=option),
                safe=tr("Nothing was imported."),
                todo=tr("Leave it out, or name a single file."),
            )
        if is_wrong:
            raise WrongUse(
                tr("A “{suffix}” file has no use for {option}.", suffix=suffix, option=option),
                safe=tr("Nothing was imported."),
                todo=tr("Leave it out."),
            )


def _export(arguments: argparse.Namespace, context: Context) -> int:
    _check_sheet(arguments)
    with context.opened(arguments.canvas) as (library, session):
        made_as = format_of(arguments.file)
        keeps = made_as.takes_history and not arguments.roles_only
        canvas = keep_for_export(library.store, session) if keeps else session.canvas
        # A table needs no earlier states, so it can be written even where those are damaged.
        written = exporter(context).export(
            canvas,
            arguments.file,
            revisions=revisions_of(library, canvas) if made_as.needs_revisions else (),
            history=history_for_export(library.store, canvas) if made_as.takes_history else (),
            lineage=record_lineage(library, canvas.id) if made_as.is_record else (),
            at_sign_off=clocks_at_sign_off(library, canvas) if made_as.is_record else (),
            with_minutes=arguments.with_minutes,
            paper=arguments.paper,
            upright=arguments.portrait,
            layout=_LAYOUTS[arguments.layout],
            roles_only=arguments.roles_only,
            elsewhere=_people_elsewhere(library, canvas) if arguments.roles_only else (),
        )
        left = _left(library, canvas) if arguments.roles_only else ()
    tell_left(left)
    tell_missing(written)
    return 0


def _people_elsewhere(library: Library, canvas: Canvas) -> tuple[Participant, ...]:
    from cmc_desktop.model.services.people_elsewhere import people_elsewhere

    return people_elsewhere(library, canvas)


def _left(library: Library, canvas: Canvas) -> Sequence[Left]:
    from cmc_desktop.model.services.roles_documents import roles_only

    return roles_only(canvas, library).left


def _check_sheet(arguments: argparse.Namespace) -> None:
    """Raises Refusal for a way to lay a kind of file on paper that it has not."""
    made_as = format_of(arguments.file)
    given = {
        "--paper": bool(arguments.paper) and not made_as.has_paper,
        "--portrait": arguments.portrait and not made_as.has_way,
        "--layout": arguments.layout != "standard" and not made_as.has_way,
    }
    for option, is_wrong in given.items():
        if is_wrong:
            raise Refusal(
                tr("A “{suffix}” file has no use for {option}.", suffix=made_as.suffix, option=option),
                safe=tr("Nothing was written."),
                todo=tr("Leave it out, or choose another kind of file."),
            )


def tell_left(left: Sequence[Left]) -> None:
    """Name on standard error what may be parts of names and stands as it was."""
    if left:
        from cmc_desktop.model.services.names_left import names_left

        complain(names_left(left))


def tell_missing(written: Exported) -> None:
    tell_missing_glyphs(written.missing_glyphs)


def tell_missing_glyphs(glyphs: Iterable[MissingGlyph]) -> None:
    """Name on standard error what could only be printed as its code."""
    for glyph in glyphs:
        complain(
            tr(
                "No typeface has a sign for the character {code} in {where}; it was printed as its code.",
                code=glyph.code,
                where=glyph.where,
            )
        )
