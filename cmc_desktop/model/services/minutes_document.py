"""The minutes as a document, by phase and element, apart from the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.by_phase import PartsOfDay, minutes_in_order
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day, moment, time_of_day
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.names_taken_out import roles_sentence, signed_hash
from cmc_desktop.model.domain.participant_names import all_names
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.document import Block, Column, Document, Facts, Heading, Look, Paragraph, Table
from cmc_desktop.model.services.log_lines import LogLine, folded_passes, in_order


def minutes_document(canvas: Canvas, *, log: Sequence[LogLine] = (), names: bool = True, now: int) -> Document:
    """The minutes; with `log`, what the app itself noted follows. Without `names`, nobody is named by the app.

    What was typed stays as it was typed. `now` is the time of printing in ms.
    """
    head = canvas.head
    return Document(
        title=tr("Minutes"),
        subtitle=" · ".join(part for part in (head.title, head.city, head.session) if part),
        blocks=(*_facts(canvas, names=names), *_lines(canvas, names=names), *_log(canvas, log)),
        foot=tr("{title} · printed {day}", title=head.title, day=day(now)),
    )


def _facts(canvas: Canvas, *, names: bool) -> Iterator[Block]:
    workshop = canvas.workshop
    if not workshop.started_at:
        return
    here = [all_names(canvas)[person.id] for person in canvas.people if person.arrived_at]
    pairs: tuple[tuple[str, str], ...] = (
        (tr("Day"), day(workshop.started_at)),
        (tr("Began"), time_of_day(workshop.started_at)),
        (tr("Ended"), time_of_day(workshop.ended_at) or tr("not ended")),
        (tr("In the room"), ", ".join(here) if names and here else str(len(here))),
    )
    sign_off = canvas.sign_off
    if sign_off is not None:
        sealed = (tr("Signed off"), moment(sign_off.at)), (tr("Seal number"), seal_number(signed_hash(canvas)))
        pairs = (*pairs, *sealed)
    yield Facts(pairs)
    if sentence := roles_sentence(canvas):
        yield Paragraph(sentence, Look.MUTED)
    yield Paragraph(tr("The minutes stand beside the result; they are no part of what was agreed on."), Look.MUTED)


def _lines(canvas: Canvas, *, names: bool) -> Iterator[Block]:
    lines = minutes_in_order(canvas)
    if not lines:
        yield Paragraph(tr("No line was written."), Look.MUTED)
        return
    parts = PartsOfDay(canvas)
    for part, of_part in groupby(lines, key=lambda line: parts.of(line.phase, line.at)):
        yield Heading(part.title, 2)
        rows = tuple(_row(canvas, line, names=names) for line in of_part)
        yield Table((Column(tr("Time"), 0.8), Column(tr("Element"), 1.8), Column(tr("Minutes"), 5.0)), rows)


def _row(canvas: Canvas, line: Minute, *, names: bool) -> tuple[str, str, str]:
    box = canvas.template.box(line.element).label if line.element in canvas.template else ""
    speaker = all_names(canvas).get(line.speaker, "") if names else ""
    text = tr("{name}: {text}", name=speaker, text=line.text) if speaker else line.text
    return time_of_day(line.at), box, text


def _log(canvas: Canvas, log: Sequence[LogLine]) -> Iterator[Block]:
    if not log:
        return
    yield Heading(tr("What the app noted"), 1, new_page=True)
    parts = PartsOfDay(canvas)
    lines = folded_passes(canvas, in_order(canvas, log))
    for part, of_part in groupby(lines, key=lambda line: parts.of(line.phase, line.at)):
        yield Heading(part.title, 2)
        rows = tuple((time_of_day(line.at), line.words) for line in of_part)
        yield Table((Column(tr("Time"), 0.8), Column(tr("What happened"), 6.8)), rows)
