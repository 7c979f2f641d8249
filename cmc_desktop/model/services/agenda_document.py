"""The agenda to hand out: when which phase begins, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.export.document import Block, Column, Document, Look, Paragraph, Table
from cmc_desktop.model.services.cards import plan_for
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.script import NINE, about_canvas, clock, slots


def agenda_document(canvas: Canvas, protocols: Mapping[str, Protocol], *, begins: int = NINE, now: int) -> Document:
    """The agenda of a workshop that begins `begins` minutes after midnight.

    A canvas that has none yet gets that of the first of `protocols`. `now` is the time of printing in ms.
    """
    phases = slots(canvas, protocols, begins)
    rows = []
    for slot in phases:
        plan = plan_for(slot.kind, canvas.workshop.protocol, protocols)
        goal = tr(plan.purpose) if plan is not None and plan.purpose else ""
        rows.append((slot.times, slot.title, trn("{n} minute", "{n} minutes", slot.minutes), goal))
    columns = (
        Column(tr("Time"), 1.5),
        Column(tr("Phase"), 2.6, strong=True),
        Column(tr("Length"), 1.7),
        Column(tr("Goal"), 5.0),
    )
    blocks: list[Block] = [Table(columns, tuple(rows), row_height=12)]
    if phases:
        ends = tr("Begins at {begins}, ends at {ends}.", begins=clock(begins), ends=clock(phases[-1].ends))
        blocks.append(Paragraph(ends, Look.STRONG))
    return Document(
        title=tr("Agenda"),
        subtitle=about_canvas(canvas),
        blocks=tuple(blocks),
        foot=tr("{title} · printed {day}", title=canvas.head.title or canvas.template.title, day=day(now)),
    )
