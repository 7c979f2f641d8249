"""The hand-out kit: blank canvases, question sheets, posters, name cards and what else goes onto paper."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.documents import time_of_day
from cmc_desktop.cli.files import tell_missing, tell_missing_glyphs
from cmc_desktop.cli.words import complain, say, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.exchange.roster_csv import ROSTER_LIMIT, read_roster
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import (
    POSTERS,
    TILE_PAPERS,
    KitPart,
    KitPerson,
    KitWish,
    empty_canvas,
    nobody_yet,
    people_of,
    people_of_roster,
)
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.safe_file import read_bounded


def add_verbs(verbs: Any) -> None:
    """Declare the verb to argparse."""
    verb = verbs.add_parser("handout", help=tr("write what is handed out on paper, as PDF: blank canvases and more"))
    verb.add_argument("file", metavar="FILE.pdf", type=Path, nargs="?", help=tr("all parts in one file"))
    verb.add_argument(
        "--kit", metavar="FOLDER", type=Path, help=tr("each part in a file of its own, in a new folder there")
    )
    about = verb.add_mutually_exclusive_group()
    about.add_argument("--canvas", metavar="ID", type=user_text, default="", help=tr("for this canvas and its people"))
    about.add_argument("--template", metavar="KEY", type=user_text, default="city-model-canvas")
    parts = [part.value for part in KitPart]
    verb.add_argument("--part", choices=parts, action="append", help=tr("may be given several times"))
    whom = verb.add_mutually_exclusive_group()
    whom.add_argument("--people", metavar="N", type=int, help=tr("for so many people without names"))
    whom.add_argument("--roster", metavar="FILE.csv", type=Path, help=tr("for the people of this table"))
    verb.add_argument("--paper", choices=PAPERS, default="", help=tr("the usual one of each part when not given"))
    turned = verb.add_mutually_exclusive_group()
    turned.add_argument("--portrait", action="store_true", help=tr("the short side lies"))
    turned.add_argument("--landscape", action="store_true", help=tr("the long side lies"))
    verb.add_argument("--without-questions", action="store_true", help=tr("only the names of the elements"))
    verb.add_argument("--poster", choices=POSTERS, default="", help=tr("its size; that of --paper where it has one"))
    verb.add_argument("--tiles-on", choices=TILE_PAPERS, default="A4")
    verb.add_argument("--overlap", metavar="MM", type=float, default=10.0, help=tr("what neighbouring tiles share"))
    verb.add_argument("--begins", metavar="HH:MM", type=time_of_day, default="09:00", help=tr("when the day begins"))
    verb.set_defaults(run=_handout)


def _handout(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.file is not None and arguments.kit is not None:
        raise Refusal(
            tr("Hand-outs go either into one file or, with --kit, into a folder: two places were given."),
            safe=tr("Nothing was written."),
        )
    if arguments.file is None and arguments.kit is None:
        raise Refusal(
            tr("Hand-outs need a place: either a file or, with --kit, a folder."), safe=tr("Nothing was written.")
        )
    if arguments.canvas:
        with context.session(arguments.canvas) as session:
            canvas = session.canvas.snapshot()
        return _write(arguments, context, canvas)
    return _write(arguments, context, _empty(context, arguments.template))


def _write(arguments: argparse.Namespace, context: Context, canvas: Canvas) -> int:
    wish = _wish(arguments, context, canvas)
    kit = HandoutKit(context.paths.resources / "fonts", context.clock.now())
    if arguments.kit is None:
        tell_missing(kit.write(wish, arguments.file))
        return 0
    written = kit.write_folder(wish, arguments.kit)
    tell_missing_glyphs(written.missing_glyphs)
    for path in written.files:
        say(str(path))
    return 0


def _wish(arguments: argparse.Namespace, context: Context, canvas: Canvas) -> KitWish:
    lying = True if arguments.landscape else False if arguments.portrait else None
    wish = KitWish(
        canvas,
        _parts(arguments, canvas),
        _people(arguments, canvas),
        arguments.paper,
        lying,
        not arguments.without_questions,
        tiles_on=arguments.tiles_on,
        overlap_mm=arguments.overlap,
        begins=arguments.begins,
        protocols=load_protocols(context.paths.resources),
    )
    poster = arguments.poster or (arguments.paper if arguments.paper in POSTERS else "")
    return replace(wish, poster=poster) if poster else wish


def _parts(arguments: argparse.Namespace, canvas: Canvas) -> tuple[KitPart, ...]:
    """The parts asked for; without any the blank canvases alone, or of a whole kit all that there are."""
    if arguments.part:
        return tuple(map(KitPart, arguments.part))
    if arguments.kit is None:
        return (KitPart.BLANK,)
    return tuple(part for part in KitPart if canvas.id or part is not KitPart.GREY)


def _people(arguments: argparse.Namespace, canvas: Canvas) -> tuple[KitPerson, ...]:
    """Those for whom it is. Raises Refusal and what reading a roster raises."""
    if arguments.people is not None:
        return nobody_yet(arguments.people)
    if arguments.roster is not None:
        roster = read_roster(read_bounded(arguments.roster, ROSTER_LIMIT))
        for sentence in roster.told:
            complain(sentence)
        return people_of_roster(roster.people)
    return people_of(canvas)


def _empty(context: Context, key: str) -> Canvas:
    """A canvas of no library. Raises NotThere for a template there is not."""
    return empty_canvas(context.templates[context.template(key)])
