"""The demonstration: the sample workshop played to its signed record, left as five files."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.words import complain, say
from cmc_desktop.i18n import tr
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration, Moment
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import KitWish
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols, load_sample
from cmc_desktop.model.services.safe_file import FileTrouble, shown_name, write_safely
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off

PICTURES = ("desk.png", "projector.png")


def add_verbs(verbs: Any) -> None:
    """Declare the verb to argparse."""
    demo = verbs.add_parser("demo", help=tr("play the sample workshop to its signed record and leave its files"))
    demo.add_argument("--out", metavar="DIR", type=Path, required=True, help=tr("where the files go"))
    demo.set_defaults(run=_demo)


def _demo(arguments: argparse.Namespace, context: Context) -> int:
    """Play in a library of its own, so that no real one gets an invented city; write the files when all is done."""
    _make(arguments.out)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = _play(context, Path(folder))
        for path in made:
            write_safely(arguments.out / path.name, path.read_bytes())
    for path in made:
        say(str(arguments.out / path.name))
    if context.pictures is None:
        complain(tr("The pictures {names} were not taken: this app has no windows.", names=", ".join(PICTURES)))
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(
            tr("The folder {path} cannot be made: {why}.", path=shown_name(folder), why=error.strerror or error),
            safe=tr("Nothing was written."),
            todo=tr("Choose another folder."),
        ) from error


def _play(context: Context, folder: Path) -> list[Path]:
    resources = context.paths.resources
    clock = ManualClock(MORNING)
    library = Library.open(folder / "library.cmcdb", context.templates, clock)
    try:
        demonstration = Demonstration(library, load_sample(resources), load_protocols(resources))
        pictures = []
        for moment in demonstration.play():
            if moment is Moment.AGREE and context.pictures is not None:
                context.pictures(demonstration.session, folder)
                pictures = [folder / name for name in PICTURES]
        return _papers(demonstration, library, resources / "fonts", folder) + pictures
    finally:
        library.close()


def _papers(demonstration: Demonstration, library: Library, fonts: Path, folder: Path) -> list[Path]:
    exporter = Exporter(fonts, library.clock)
    canvas = demonstration.session.canvas
    revisions = revisions_of(library, canvas)
    record, file, handout = (folder / name for name in ("record.pdf", "canvas.cmc", "handout.pdf"))
    exporter.export(canvas, record, revisions=revisions, at_sign_off=clocks_at_sign_off(library, canvas))
    exporter.export(canvas, file, revisions=revisions)
    HandoutKit(fonts, library.clock.now()).write(KitWish(canvas.snapshot()), handout)
    return [record, file, handout]
