"""What the minutes panel says: the lines of the minutes and of the log, part by part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun
from cmc_desktop.model.domain.by_phase import PartsOfDay
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.workshop.talk_row import TalkRow
from cmc_desktop.ui.workshop.who import all_names

if TYPE_CHECKING:
    from cmc_desktop.model.services.log_lines import LogLine

_HEADING, _LOG = "part", "log"


@dataclass(frozen=True, slots=True)
class _Made:
    """A row, what it was made of, and where it stands: part of the day, time, number, and the title of the part."""

    line: Minute | LogLine
    name: str
    row: TalkRow
    place: tuple[int, int, int]
    title: str


class MinuteRows:
    """Makes the rows of one canvas; what a row says is put together once, as long as its line and its name stay."""

    def __init__(self) -> None:
        self._made: dict[object, _Made] = {}
        #: what the parts of the day were told from
        self._day: object = None

    def of(self, canvas: Canvas, log: Sequence[LogLine] = ()) -> list[TalkRow]:
        """The lines under headings, in each part of the day by the time; those of the log smaller."""
        parts, names = self._parts_of(canvas), all_names(canvas)
        found = [
            self._of_minute(canvas, parts, line, names.get(line.speaker, ""))
            for line in canvas.all(Minute)
            if not line.deleted
        ]
        found += [self._of_log(parts, line) for line in log]
        found.sort(key=attrgetter("place"))
        rows: list[TalkRow] = []
        place: int | None = None
        for made in found:
            if made.place[0] != place:
                place = made.place[0]
                rows.append(TalkRow(f"{_HEADING}:{place}", made.title.upper(), "", made.title, heading=True))
            rows.append(made.row)
        return rows

    def _parts_of(self, canvas: Canvas) -> PartsOfDay:
        """Where the lines stand holds as long as the phases and their times are the same."""
        workshop, parts = canvas.workshop, PartsOfDay(canvas)
        day = (*canvas.all(AgendaItem), *canvas.all(PhaseRun), workshop.started_at, workshop.ended_at)
        if day != self._day:
            self._day = day
            self._made = {key: _placed(parts, made.line, made.name, made.row) for key, made in self._made.items()}
        return parts

    def _of_minute(self, canvas: Canvas, parts: PartsOfDay, line: Minute, name: str) -> _Made:
        made = self._made.get(line.id)
        if made is None or made.line is not line or made.name != name:
            made = self._made[line.id] = _placed(parts, line, name, _minute_row(canvas, line, name))
        return made

    def _of_log(self, parts: PartsOfDay, line: LogLine) -> _Made:
        key = (line.seq, line.place)
        made = self._made.get(key)
        if made is None or (made.line is not line and made.line != line):  # the log may have been read anew
            made = self._made[key] = _placed(parts, line, "", _log_row(line))
        return made


def _placed(parts: PartsOfDay, line: Minute | LogLine, name: str, row: TalkRow) -> _Made:
    part, number = parts.of(line.phase, line.at), 0 if isinstance(line, Minute) else line.seq
    return _Made(line, name, row, (part.place, line.at, number), part.title)


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


def _minute_row(canvas: Canvas, line: Minute, name: str) -> TalkRow:
    box = canvas.template.box(line.element) if line.element in canvas.template else None
    time = time_of_day(line.at)
    more = in_a_row((time, str(box.number) if box is not None else "", name), " · ")
    said = tr("{name}: {text}", name=name, text=line.text) if name else line.text
    spoken = in_a_row((time, box.label if box is not None else "", said))
    return TalkRow(line.id, line.text, more, spoken)


def _log_row(line: LogLine) -> TalkRow:
    time = time_of_day(line.at)
    typed = f"{time}  {line.words}"
    spoken = tr("{time}, noted by the app: {words}", time=time, words=line.words)
    row = f"{_LOG}:{line.seq}.{line.place}/{line.note}"
    return TalkRow(row, upright(typed), "", spoken, faded=True, small=True, typed=typed)
