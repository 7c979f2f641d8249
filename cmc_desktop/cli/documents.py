"""Documents about a canvas: script."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.files import tell_missing
from cmc_desktop.cli.words import user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.services.document_files import check_suffix, write_document
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.script import script

PAPERS = ("A4", "Letter")


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    verb = verbs.add_parser("script", help=tr("write the moderator’s script of a canvas, as .pdf or .md"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument("file", metavar="FILE", type=Path)
    verb.add_argument("--begins", metavar="HH:MM", type=_time, default="09:00", help=tr("when the day begins"))
    verb.add_argument("--without-elements", action="store_true", help=tr("only the cards of the phases"))
    verb.add_argument("--paper", choices=PAPERS, default="A4")
    verb.set_defaults(run=_script)


def _time(text: str) -> int:
    """A time of day in minutes after midnight; raises ArgumentTypeError."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}” is no time of day such as 09:00", text=text))
    return int(found[1]) * 60 + int(found[2])


def _script(arguments: argparse.Namespace, context: Context) -> int:
    check_suffix(arguments.file)
    protocols, now = load_protocols(context.paths.resources), context.clock.now()
    with context.session(arguments.canvas) as session:
        if is_practice(session.canvas.head):
            raise no_file_from_practice()
        elements = not arguments.without_elements
        document = script(session.canvas, protocols, begins=arguments.begins, elements=elements, now=now)
    fonts = context.paths.resources / "fonts"
    tell_missing(write_document(document, arguments.file, fonts, paper=arguments.paper, now=now))
    return 0
