"""The same board as a page of the web, printed by Chromium as a process: what a PDF costs elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

from cmc_desktop.model.domain.canvas import Canvas

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_STYLE = """\
@page { size: A3 landscape; margin: 10mm }
body { font: 7pt sans-serif; display: grid; gap: 2mm; margin: 0; grid-template-columns: repeat(%d, 1fr) }
section { border: 1px solid #888; padding: 1mm }
h2 { font-size: 8pt; margin: 0 }
ul { list-style: none; margin: 0; padding: 0 }
li { background: #eee; margin: .5mm 0 }"""


def chromium() -> str | None:
    """The program, or None where it is not installed."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def board_page(canvas: Canvas) -> str:
    """The canvas as HTML: the boxes on a grid, the notes as lists."""
    boxes = []
    for box in canvas.template.boxes.values():
        notes = "".join(f"<li>{escape(note.text)}</li>" for note in canvas.notes_in(box.key))
        place = f"{box.row + 1} / {box.col + 1} / span {box.rowspan} / span {box.colspan}"
        boxes.append(f'<section style="grid-area: {place}"><h2>{escape(box.label)}</h2><ul>{notes}</ul></section>')
    style = _STYLE % canvas.template.columns
    title = escape(canvas.head.title)
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{style}</style>{''.join(boxes)}"


def print_page(program: str, page: Path, target: Path) -> None:
    """Let Chromium print `page` into `target`. Raises CalledProcessError."""
    switches = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}")
    subprocess.run([program, *switches, page.as_uri()], check=True, capture_output=True)
