"""Writing a canvas as a `.cmc` file: the same canvas always gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cmc_desktop import __version__
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.element_agreement import ElementAgreement
from cmc_desktop.model.domain.element_run import ElementRun
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import LibraryTrouble, Refusal
from cmc_desktop.model.domain.merging.shown import kept_conflicts
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision, canonical, digest
from cmc_desktop.model.domain.turn import Turn
from cmc_desktop.model.exchange.cmc_format import CANVAS, CHECKPOINTS_LIMIT, FORMAT, MAJOR, MINOR
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT

APP = f"CMC Desktop {__version__}"
#: the parts that still change when a canvas is signed, besides the minutes
LIVING = ("cards", "element_runs", "parking")


def write_cmc(
    canvas: Canvas,
    revisions: Iterable[Revision] = (),
    *,
    checkpoints: Iterable[Checkpoint] = (),
    minutes: bool = True,
    record: bool = False,
) -> bytes:
    """The bytes of the canvas's `.cmc` file: RFC 8785 JSON in UTF-8, with the `minutes` or without.

    A `record` leaves out what goes on after the sign-off: parking list, cards, clocks of elements; and lines of
    minutes and remarks that were deleted, which only a copy to be joined again has a use for.
    `revisions` are the canvas's kept ones with their contents, as the library has them. `checkpoints` are the history
    that a copy to be brought back takes along; the canvas is at the one its head names. A file that would grow
    too large leaves out contents that no answer, no version and no checkpoint rests on, then what checkpoints hold:
    they come the nearest first, and the nearest keeps it longest; of more than a file may have the farthest stay out.
    Raises Refusal when it is too large even so, LibraryTrouble when the content an answer was given for is missing.
    """
    kept = {revision.id: revision for revision in (*canvas.all(Revision), *revisions) if revision.content}
    needed = {answer.content_hash for answer in canvas.answers}
    if canvas.sign_off is not None:
        needed.add(canvas.sign_off.content_hash)
    # What the canvas says now stands in the file as its content, kept as a revision or not.
    missing = needed - kept.keys() - {canvas.content_hash}
    if missing:
        raise LibraryTrouble(
            tr("A state of this canvas that somebody was asked about is missing from the library."),
            safe=tr("Nothing was written."),
            todo=tr("Export the canvas as JSON or CSV, or put back a backup if there is one."),
        )
    history = tuple(checkpoints)[:CHECKPOINTS_LIMIT]
    rest = {
        **_workshop_parts(canvas),
        **_talk_parts(canvas, minutes=minutes, deleted=not record),
        **_history_parts(canvas, () if record else history),
    }
    if record:
        rest |= {part: [] for part in LIVING}
    data = _sealed({**_plain(canvas, kept.values()), **rest})
    needed.add(canvas.head.base)
    holding = [] if record else [one for one in history if one.rest]
    while len(data) > FILE_LIMIT:
        resting = needed | {one.revision for one in holding}
        slim = _plain(canvas, [revision for revision in kept.values() if revision.id in resting])
        data = _sealed({**slim, **rest})
        if len(data) <= FILE_LIMIT or not holding:
            break
        holding = _nearer(holding, kept, len(data) - FILE_LIMIT)
        held = {one.id for one in holding}
        rest |= _history_parts(canvas, [one if one.id in held else one.light for one in history])
    if len(data) > FILE_LIMIT:
        raise Refusal(
            tr(
                "This canvas takes {size} MB; a .cmc file holds at most {limit}.", size=len(data) // 2**20 + 1, limit=20
            ),
            todo=tr("Share it out over two canvases."),
        )
    return data


def _nearer(holding: list[Checkpoint], kept: Mapping[str, Revision], over: int) -> list[Checkpoint]:
    """Those that still go along with what they hold: the farthest are left out, until so many bytes are saved."""
    stays = list(holding)
    while stays and over > 0:
        gone = stays.pop()
        over -= len(gone.rest.encode()) + len(gone.beside.encode())
        if gone.revision in kept and all(one.revision != gone.revision for one in stays):
            over -= len(kept[gone.revision].content.encode())
    return stays


def _sealed(file: dict[str, Any]) -> bytes:
    file["file_hash"] = digest(canonical(file))
    return canonical(file).encode("utf-8")


def _plain(canvas: Canvas, revisions: Iterable[Revision]) -> dict[str, Any]:
    head = canvas.head.plain()
    signed = canvas.sign_off
    return {
        "answers": [_without(answer, "serial") for answer in canvas.answers],
        "app": APP,
        "canvas": {name: head[name] for name in CANVAS},
        "content": canvas.content.plain(),
        "content_hash": canvas.content_hash,
        "format": FORMAT,
        "format_version": [MAJOR, MINOR],
        "notes": [_note(note) for note in canvas.all(Note)],
        "order": {note.id: note.rank for note in canvas.all(Note) if not note.deleted},
        "people": [person.plain() for person in sorted(canvas.all(Participant), key=lambda p: (p.rank, p.id))],
        "revisions": [_revision(revision) for revision in sorted(revisions, key=lambda r: (r.at, r.id))],
        "sign_off": None if signed is None else {"at": signed.at, "content_hash": signed.content_hash},
    }


def _workshop_parts(canvas: Canvas) -> dict[str, Any]:
    runs = sorted(canvas.all(ElementRun), key=lambda run: (run.phase, run.serial, run.element))
    return {
        "agenda": [item.plain() for item in sorted(canvas.all(AgendaItem), key=lambda item: (item.rank, item.id))],
        "element_agreements": [
            {"at": agreed.at, "element": agreed.id, "hash": agreed.hash}
            for agreed in sorted(canvas.all(ElementAgreement), key=lambda agreed: agreed.id)
            if agreed.hash
        ],
        "element_runs": [_without(run, "id") for run in runs if run != run.gone()],
        "phase_runs": [
            run.plain() for run in sorted(canvas.all(PhaseRun), key=lambda run: run.id) if run != PhaseRun(run.id)
        ],
        "turns": [turn.plain() for turn in sorted(canvas.all(Turn), key=lambda turn: (turn.serial, turn.id))],
        "workshop": _workshop(canvas),
    }


def _talk_parts(canvas: Canvas, *, minutes: bool, deleted: bool) -> dict[str, Any]:
    lines = [line for line in canvas.all(Minute) if minutes and not line.undone and (deleted or not line.deleted)]
    remarks = [remark for remark in canvas.all(Remark) if deleted or not remark.deleted]
    return {
        "cards": [_card(card) for card in sorted(canvas.all(CardText), key=lambda card: card.id) if card.is_own],
        "minutes": [minute.plain() for minute in sorted(lines, key=lambda line: (line.at, line.id))],
        "parking": [parked.plain() for parked in sorted(canvas.all(Parked), key=lambda p: (p.serial, p.id))],
        "remarks": [remark.plain() for remark in sorted(remarks, key=lambda r: (r.serial, r.id))],
    }


def _history_parts(canvas: Canvas, checkpoints: Iterable[Checkpoint]) -> dict[str, Any]:
    found = {one.id: one for one in checkpoints}
    marks = [mark for mark in canvas.all(BoxMark) if mark.none_identified]
    shown = [mark for mark in marks if canvas.mark(mark.id) == mark]
    return {
        "checkpoint": canvas.head.checkpoint if canvas.head.checkpoint in found else "",
        "checkpoints": [_checkpoint(found[name]) for name in sorted(found)],
        "conflicts": [
            _without(one, "id", "settled") for one in sorted(kept_conflicts(canvas).values(), key=lambda one: one.id)
        ],
        # those that notes cover are for joining, and a file without history is not joined
        "marks": {mark.id: {"at": mark.at, "by": mark.by} for mark in (marks if found else shown)},
    }


def _checkpoint(checkpoint: Checkpoint) -> dict[str, Any]:
    held = {
        name: json.loads(value) if value else None
        for name, value in (("beside", checkpoint.beside), ("rest", checkpoint.rest))
    }
    return {**checkpoint.plain(), **held}


def _workshop(canvas: Canvas) -> dict[str, Any]:
    plain = _without(canvas.workshop, "id")
    if canvas.sign_off is not None and plain["element"]:
        # The projector still turns the pages of what was signed; its record must not get other bytes by that.
        plain["element"] = canvas.template.walk[0]
    return plain


def _without(thing: Entity, *names: str) -> dict[str, Any]:
    return {name: value for name, value in thing.plain().items() if name not in names}


def _card(card: CardText) -> dict[str, Any]:
    kind, _, element = card.id.partition("/")
    return {"element": element, "kind": kind, "move_on": card.move_on, "rule": card.rule, "say": card.say}


def _note(note: Note) -> dict[str, Any]:
    plain = note.plain()
    if not note.deleted:
        for name in ("box", "rank", "tags", "text"):
            del plain[name]
    return plain


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "at": revision.at,
        "content": json.loads(revision.content),
        "hash": revision.id,
        "parents": list(revision.parents),
        "ranks": json.loads(revision.ranks),
        "why": revision.why,
    }
