"""Printing 150 notes on A3: in the running app against a bare ReportLab drawing, as a process against Chromium."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from bench.board_page import board_page, chromium, print_page
from bench.canvases import make_desk, open_library
from bench.figure import RUNS, Figure, summary
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.exporting import Exporter
from cmc_desktop.paths import resources_folder

_NOTES = 150
_A3 = (1190.55, 841.89)
_MARGIN, _PAD, _SIZE, _LEADING = 28.0, 4.0, 7.0, 8.6


def measure(folder: Path) -> list[Figure]:
    """Export and floor take turns; the first of each loads the fonts and is left out."""
    desk = make_desk(folder, (_NOTES,))
    library = open_library(desk.paths)
    canvas = library.session(desk.ids[_NOTES]).canvas
    fonts = resources_folder() / "fonts"
    exporter = Exporter(fonts, SystemClock())
    pdfmetrics.registerFont(TTFont("Bench", str(fonts / "NotoSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("BenchSemiBold", str(fonts / "NotoSans-SemiBold.ttf")))
    target, bare = folder / "board.pdf", folder / "bare.pdf"
    page, printed, browser = folder / "board.html", folder / "page.pdf", chromium()
    page.write_text(board_page(canvas), encoding="utf-8")
    exports, floors, commands, pythons, browsers = [], [], [], [], []
    for _ in range(RUNS + 1):
        exports.append(_timed(lambda: exporter.export(canvas.snapshot(), target, revisions=())))
        floors.append(_timed(lambda: bare.write_bytes(bare_board(canvas))))
    # apart from the above, which would find the processor's memory full of other programs
    for _ in range(RUNS + 1):
        commands.append(_timed(lambda: _export_command(folder, canvas.id, folder / "command.pdf")))
        pythons.append(_timed(lambda: subprocess.run([sys.executable, "-c", "import reportlab.pdfgen.canvas"])))
        if browser is not None:
            browsers.append(_timed(partial(print_page, browser, page, printed)))
    library.close()
    return [
        Figure(
            f"PDF of {_NOTES} notes on A3, in the running app",
            "ms",
            exports[1:],
            "ReportLab, the same words, no shaping",
            floors[1:],
            aim="at most 2.5 times its floor",
            note=f"the first in a process, which loads the fonts: {exports[0]:.0f} ms (floor {floors[0]:.0f} ms)",
        ),
        _command(commands[1:], pythons[1:], browsers[1:]),
    ]


def _command(commands: list[float], pythons: list[float], browsers: list[float]) -> Figure:
    name, python = "the same, the whole command “export”", "Python importing ReportLab"
    if not browsers:
        return Figure(name, "ms", commands, python, pythons, note="Chromium is not installed, so not held against it")
    return Figure(
        name,
        "ms",
        commands,
        "Chromium printing the same page",
        browsers,
        aim="at most half of Chromium's time",
        note=f"{python} alone: {summary(pythons, 'ms')}",
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e6


def _export_command(folder: Path, canvas_id: str, target: Path) -> None:
    command = [sys.executable, "-m", "cmc_desktop", "--data", str(folder), "export", canvas_id, str(target)]
    subprocess.run(command, check=True, capture_output=True)


def bare_board(canvas: Canvas) -> bytes:
    """The canvas as plain text in fourteen frames; what does not fit runs out of its frame."""
    buffer = io.BytesIO()
    page = PdfCanvas(buffer, pagesize=_A3, pageCompression=1)
    template = canvas.template
    width, height = ((side - 2 * _MARGIN) / cells for side, cells in zip(_A3, _cells(canvas), strict=True))
    for box in template.boxes.values():
        left, top = _MARGIN + box.col * width, _A3[1] - _MARGIN - box.row * height
        page.rect(left, top - box.rowspan * height, box.colspan * width, box.rowspan * height)
        page.setFont("BenchSemiBold", _SIZE)
        page.drawString(left + _PAD, top - _LEADING, box.label)
        page.setFont("Bench", _SIZE)
        y = top - 2 * _LEADING
        for note in canvas.notes_in(box.key):
            for words in simpleSplit(note.text, "Bench", _SIZE, box.colspan * width - 2 * _PAD):
                page.drawString(left + _PAD, y, words)
                y -= _LEADING
    page.showPage()
    page.save()
    return buffer.getvalue()


def _cells(canvas: Canvas) -> tuple[int, int]:
    return canvas.template.columns, canvas.template.rows
