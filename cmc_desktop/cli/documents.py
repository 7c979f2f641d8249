"""Documents about a canvas: script, minutes, fate; and the minutes of a second laptop."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.files import tell_left, tell_missing
from cmc_desktop.cli.words import say, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.words import folded
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.services.document_files import check_suffix, write_document
from cmc_desktop.model.services.fate_document import FateChoice, fate_document, organisations, speakers
from cmc_desktop.model.services.joining_minutes import join_minutes, read_copy
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.roles_documents import fate_of_roles, minutes_of_roles, roles_only
from cmc_desktop.model.services.script import script
from cmc_desktop.model.services.session import Session

PAPERS = ("A4", "Letter")


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    verb = verbs.add_parser("script", help=tr("write the moderator’s script of a canvas, as .pdf, .docx or .md"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument("file", metavar="FILE", type=Path)
    verb.add_argument("--begins", metavar="HH:MM", type=time_of_day, default="09:00", help=tr("when the day begins"))
    verb.add_argument("--without-elements", action="store_true", help=tr("only the cards of the phases"))
    verb.add_argument("--paper", choices=PAPERS, default="A4")
    verb.set_defaults(run=_script)

    verb = verbs.add_parser("minutes", help=tr("write the minutes of a canvas, as .pdf, .docx or .md"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument("file", metavar="FILE", type=Path)
    people = verb.add_mutually_exclusive_group()
    people.add_argument("--without-names", action="store_true", help=tr("do not say who said a line"))
    people.add_argument("--roles-only", action="store_true", help=tr("roles for names, in what was typed as well"))
    verb.add_argument("--with-log", action="store_true", help=tr("add what the app itself noted"))
    verb.add_argument("--paper", choices=PAPERS, default="A4")
    verb.set_defaults(run=_minutes)

    verb = verbs.add_parser("join-minutes", help=tr("take in the minutes written in a copy of a canvas"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument("file", metavar="FILE.cmc", type=Path)
    verb.set_defaults(run=_join_minutes)

    verb = verbs.add_parser("fate", help=tr("write what became of every note of the round, as .pdf, .docx or .md"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument("file", metavar="FILE", type=Path)
    whose = verb.add_mutually_exclusive_group()
    whose.add_argument("--person", metavar="NAME", type=user_text, default="", help=tr("only the notes of this person"))
    whose.add_argument("--organisation", metavar="NAME", type=user_text, default="", help=tr("only the notes from it"))
    people = verb.add_mutually_exclusive_group()
    people.add_argument("--roles-only", action="store_true", help=tr("roles for names, in what was typed as well"))
    people.add_argument(
        "--without-names",
        action="store_true",
        help=tr("do not say who said a note; with --person, that person is named at the top all the same"),
    )
    verb.add_argument("--paper", choices=PAPERS, default="A4")
    verb.set_defaults(run=_fate)


def time_of_day(text: str) -> int:
    """A time of day in minutes after midnight; raises ArgumentTypeError."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}” is no time of day such as 09:00", text=text))
    return int(found[1]) * 60 + int(found[2])


def _script(arguments: argparse.Namespace, context: Context) -> int:
    protocols, now = load_protocols(context.paths.resources), context.clock.now()
    elements = not arguments.without_elements
    return _write(
        arguments,
        context,
        lambda _library, session: script(
            session.canvas, protocols, begins=arguments.begins, elements=elements, now=now
        ),
    )


def _minutes(arguments: argparse.Namespace, context: Context) -> int:
    names, now = not arguments.without_names, context.clock.now()

    def document(library: Library, session: Session) -> Document:
        log = log_lines(session, names=names) if arguments.with_log else ()
        if arguments.roles_only:
            copy = roles_only(session.canvas, library, arguments.file)
            tell_left(copy.left)
            return minutes_of_roles(copy, log, now=now)
        return minutes_document(session.canvas, log=log, names=names, now=now)

    return _write(arguments, context, document)


def _fate(arguments: argparse.Namespace, context: Context) -> int:
    names, now = not arguments.without_names, context.clock.now()

    def document(library: Library, session: Session) -> Document:
        person = _person(session.canvas, arguments.person) if arguments.person else ""
        organisation = _organisation(session.canvas, arguments.organisation) if arguments.organisation else ""
        choice = FateChoice(person, organisation)
        if arguments.roles_only:
            copy = roles_only(session.canvas, library, arguments.file)
            tell_left(copy.left)
            return fate_of_roles(copy, choice, now=now)
        return fate_document(session.canvas, choice, names=names, now=now)

    return _write(arguments, context, document)


def _write(arguments: argparse.Namespace, context: Context, document: Callable[[Library, Session], Document]) -> int:
    """Write a document about the canvas into the file that was named."""
    check_suffix(arguments.file)
    with context.opened(arguments.canvas) as (library, session):
        if is_practice(session.canvas.head):
            raise no_file_from_practice()
        made = document(library, session)
    fonts = context.paths.resources / "fonts"
    tell_missing(write_document(made, arguments.file, fonts, paper=arguments.paper, now=context.clock.now()))
    return 0


def _person(canvas: Canvas, name: str) -> str:
    """The id of the only person of this name who said a note. Raises NotThere, Refusal."""
    found = [person for person in speakers(canvas) if folded(person.name) == folded(name)]
    if len(found) > 1:
        raise Refusal(tr("Several people are called “{name}”.", name=name), safe=tr("Nothing was written."))
    if not found:
        raise NotThere(
            tr("Nobody called “{name}” said a note in the round.", name=name),
            safe=tr("Nothing was written."),
            todo=tr("Those who did are: {names}.", names=", ".join(person.name for person in speakers(canvas))),
        )
    return found[0].id


def _organisation(canvas: Canvas, name: str) -> str:
    """The organisation as it is written on the roster. Raises NotThere."""
    known = organisations(canvas)
    found = next((one for one in known if folded(one) == folded(name)), None)
    if found is None:
        raise NotThere(
            tr("Nobody from “{name}” said a note in the round.", name=name),
            safe=tr("Nothing was written."),
            todo=tr("The organisations are: {names}.", names=", ".join(known)),
        )
    return found


def _join_minutes(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        say(join_minutes(session, read_copy(arguments.file, context.templates)).words)
    return 0
