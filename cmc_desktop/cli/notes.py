"""Notes: add, edit, move, delete."""

from __future__ import annotations

import argparse
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import box_key, complain, lines_given, say, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes import AddNote, DeleteNotes, EditNote, MoveNotes
from cmc_desktop.model.domain.changes.notes import box_of
from cmc_desktop.model.domain.errors import CmcError, NotThere, Refusal
from cmc_desktop.model.services.session import Session


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    note = verbs.add_parser("note", help=tr("add, edit, move or delete a note"))
    actions = note.add_subparsers(metavar="ACTION", required=True)

    add = _action(actions, "add", _add, tr("add a note and print its id"))
    add.add_argument("box", metavar="BOX", type=user_text, help=tr("its key or its number"))
    add.add_argument("text", metavar="TEXT", type=user_text, help=tr("the words, or - to read one note a line"))

    edit = _action(actions, "edit", _edit, tr("reword a note"))
    edit.add_argument("note", metavar="NOTE", type=user_text, help=tr("the note's id"))
    edit.add_argument("text", metavar="TEXT", type=user_text)

    move = _action(actions, "move", _move, tr("move a note"))
    move.add_argument("note", metavar="NOTE", type=user_text, help=tr("the note's id"))
    move.add_argument("box", metavar="BOX", type=user_text, help=tr("its key or its number"))
    move.add_argument("place", metavar="PLACE", type=_place, nargs="?", help=tr("1 is the top; else it goes last"))

    delete = _action(actions, "delete", _delete, tr("take a note off the board"))
    delete.add_argument("note", metavar="NOTE", type=user_text, help=tr("the note's id"))


def _action(actions: Any, name: str, run: Any, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=words)
    parser.add_argument("canvas", metavar="ID", type=user_text)
    parser.set_defaults(run=run)
    return parser


def _place(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(tr("a place is a number from 1 on"))
    return int(word)


def _add(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        box = box_of(session.canvas, box_key(session.canvas.template, arguments.box)).key
        if arguments.text == "-":
            return _add_lines(session, box)
        change = AddNote(box, arguments.text)
        session.do(change)
        say(change.id)
    return 0


def _add_lines(session: Session, box: str) -> int:
    """One note a line, each in a transaction of its own; its id is printed when it is on the disk, never before."""
    status = 0
    for number, line in enumerate(lines_given(), start=1):
        if not line.strip():
            continue
        change = AddNote(box, line)
        try:
            session.do(change)
        except (Refusal, NotThere) as error:
            complain(tr("Line {n}: {why}", n=number, why=error))
            status = 1
        except CmcError:
            complain(tr("Line {n} and those after it were not stored.", n=number))
            raise
        else:
            say(change.id)
    return status


def _edit(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        session.do(EditNote(arguments.note, arguments.text))
    return 0


def _move(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        canvas = session.canvas
        box = box_of(canvas, box_key(canvas.template, arguments.box)).key
        row = None if arguments.place is None else arguments.place - 1
        note = canvas.note(arguments.note)
        if row is not None and note.box == box and canvas.row_of(note) < row:
            row += 1  # the change counts places with the note still where it was
        session.do(MoveNotes((note.id,), box, row))
    return 0


def _delete(arguments: argparse.Namespace, context: Context) -> int:
    with context.session(arguments.canvas) as session:
        session.do(DeleteNotes((arguments.note,)))
    return 0
