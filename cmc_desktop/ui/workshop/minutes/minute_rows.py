"""What the minutes panel says: the lines of the minutes and of the log, part by part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.by_phase import Part, PartsOfDay, minutes_in_order
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.ui.workshop.talk_row import TalkRow
from cmc_desktop.ui.workshop.who import name_of

if TYPE_CHECKING:
    from cmc_desktop.model.services.log_lines import LogLine

_HEADING, _LOG = "part", "log"


def minute_rows(canvas: Canvas, log: Sequence[LogLine] = ()) -> list[TalkRow]:
    """The lines under headings, in each part of the day by the time; those of the log smaller."""
    parts = PartsOfDay(canvas)
    lines: list[tuple[Part, tuple[int, int], TalkRow]] = [
        (parts.of(line.phase, line.at), (line.at, 0), _minute_row(canvas, line)) for line in minutes_in_order(canvas)
    ]
    lines += [(parts.of(line.phase, line.at), (line.at, line.seq), _log_row(line)) for line in log]
    lines.sort(key=lambda line: (line[0].place, line[1]))
    rows: list[TalkRow] = []
    for part, of_part in groupby(lines, key=lambda line: line[0]):
        title = part.title
        rows.append(TalkRow(f"{_HEADING}:{part.place}", title.upper(), "", title, heading=True))
        rows += [row for _, _, row in of_part]
    return rows


def about_now(canvas: Canvas) -> str:
    """The phase and the element that a new line will stand under."""
    item, element = canvas.current_item, canvas.workshop.element
    if item is None:
        return PartsOfDay(canvas).of("", canvas.workshop.ended_at).title
    return f"{item.title} · {canvas.template.box(element).label}" if element in canvas.template else item.title


def note_of_row(row_id: str) -> str | None:
    """The note a line of the log is about, empty for none; None for a line of the minutes."""
    kind, _, rest = row_id.partition(":")
    return rest.partition("/")[2] if kind == _LOG else None


def _minute_row(canvas: Canvas, line: Minute) -> TalkRow:
    box = canvas.template.box(line.element) if line.element in canvas.template else None
    name = name_of(canvas, line.speaker)
    time = time_of_day(line.at)
    more = " · ".join(part for part in (time, str(box.number) if box is not None else "", name) if part)
    said = tr("{name}: {text}", name=name, text=line.text) if name else line.text
    spoken = ", ".join(part for part in (time, box.label if box is not None else "", said) if part)
    return TalkRow(line.id, line.text, more, spoken)


def _log_row(line: LogLine) -> TalkRow:
    time = time_of_day(line.at)
    words = f"{time}  {line.words}"
    spoken = tr("{time}, noted by the app: {words}", time=time, words=line.words)
    return TalkRow(f"{_LOG}:{line.seq}.{line.place}/{line.note}", words, "", spoken, faded=True, small=True)
