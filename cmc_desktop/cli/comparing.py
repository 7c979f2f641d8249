"""Two states of a canvas on one printed board: compare."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.files import tell_missing
from cmc_desktop.cli.words import user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.services.comparing import check_not_practice, check_pdf, state_named, write_comparison


def add_verbs(verbs: Any) -> None:
    """Declare the verb to argparse."""
    verb = verbs.add_parser("compare", help=tr("write what changed between two states of a canvas, as PDF"))
    verb.add_argument("canvas", metavar="ID", type=user_text)
    verb.add_argument(
        "before",
        metavar="A",
        type=user_text,
        help=tr("the seal number or content hash of a state, its beginning, or “now”"),
    )
    verb.add_argument("after", metavar="B", type=user_text, help=tr("the same"))
    verb.add_argument("file", metavar="FILE.pdf", type=Path)
    verb.add_argument("--paper", choices=PAPERS, default="A3")
    verb.add_argument("--portrait", action="store_true", help=tr("the short side lies"))
    verb.add_argument(
        "--layout",
        choices=[layout.value for layout in Layout],
        default=Layout.STANDARD.value,
        help=tr("how the boxes lie on paper"),
    )
    verb.set_defaults(run=_compare)


def _compare(arguments: argparse.Namespace, context: Context) -> int:
    check_pdf(arguments.file)
    now = context.clock.now()
    with context.opened(arguments.canvas) as (library, session):
        check_not_practice(session)
        template = session.canvas.template
        before, after = (state_named(name, session, library, now) for name in (arguments.before, arguments.after))
    written = write_comparison(
        template,
        before,
        after,
        arguments.file,
        context.paths.resources / "fonts",
        paper=arguments.paper,
        upright=arguments.portrait,
        layout=Layout(arguments.layout),
        now=now,
    )
    tell_missing(written)
    return 0
