"""The record of a signed canvas as a document: a copy for reading, which says that the PDF is what can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.names_taken_out import signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.document import Block, Document, Facts, Heading, Look, Paragraph
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.record_words import (
    RecordWords,
    Said,
    versions_before,
    what_the_seal_covers,
    what_the_seal_leaves_open,
)
from cmc_desktop.model.services.canvas_document import box_blocks


def record_document(canvas: Canvas, *, lineage: tuple[Ancestor, ...] = (), now: int) -> Document:
    """The record of `canvas` as it was signed; `lineage` are the versions before it, `now` the time of writing in ms.

    The seal number stands at the foot of every page. Raises Refusal when the canvas is not signed.
    """
    sign_off = canvas.sign_off
    if sign_off is None:
        raise Refusal(tr("A record is written of a signed canvas; this one is not signed yet."))
    head, number = canvas.head, seal_number(signed_hash(canvas))
    return Document(
        title=tr("Record of agreement"),
        subtitle=" · ".join(part for part in (head.title, head.city, head.session) if part),
        blocks=(
            Paragraph(tr("A copy for reading"), Look.STRONG),
            Paragraph(
                tr(
                    "Whoever has this file can change it, and nobody could tell. What can be checked is the signed "
                    "record, the PDF: where the two differ, the PDF is right."
                ),
                Look.MUTED,
            ),
            *_chapters(canvas, RecordWords(canvas, sign_off), lineage, now),
        ),
        foot=tr("{title} · seal number {number} · copy for reading", title=head.title, number=number),
    )


def _chapters(canvas: Canvas, told: RecordWords, lineage: tuple[Ancestor, ...], now: int) -> Iterator[Block]:
    yield Paragraph(told.agreed)
    yield Facts(tuple(told.facts(now)))
    yield Heading(tr("The canvas"))
    yield from box_blocks(canvas, level=2)
    yield Heading(tr("Who was in the room, and what they answered"))
    yield told.people
    yield from _words(told)
    if told.leavers:
        yield Heading(tr("Those who left before the end"))
        yield from _said(told.leavers)
    if told.phases is not None:
        yield Heading(tr("The workshop, phase by phase"))
        yield told.phases
    versions = versions_before(lineage)
    if versions is not None:
        yield Heading(tr("The versions before this one"))
        yield versions
    yield Heading(tr("What the seal number means"))
    yield Paragraph(what_the_seal_covers())
    yield from map(Paragraph, told.names_taken_out)
    yield Paragraph(what_the_seal_leaves_open())


def _words(told: RecordWords) -> Iterator[Block]:
    yield Heading(tr("Reservations, in their own words"))
    if not told.reservations:
        yield Paragraph(tr("Nobody stated a reservation."))
    yield from _said(told.reservations)
    if told.said_before:
        yield Heading(tr("Said before the last answers, in their own words"))
        yield from _said(told.said_before)


def _said(said: Sequence[Said]) -> Iterator[Block]:
    for one in said:
        yield Paragraph(one.who, Look.STRONG, keep=bool(one.words))
        if one.words:
            yield Paragraph(one.words, Look.QUOTE)
