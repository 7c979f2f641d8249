"""Reading the history of a `.cmc` file, and what is in conflict in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.merging.canvas_state import TALK, beside_of, beside_veiled, rest_of
from cmc_desktop.model.domain.merging.checkpoints import is_at
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.merging.state import CONTENT_KINDS
from cmc_desktop.model.domain.revision import Content, canonical
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.beside_values import BESIDE_KINDS, is_beside
from cmc_desktop.model.exchange.cmc_format import (
    CHECKPOINT,
    CHECKPOINT_CONFLICT,
    CHECKPOINT_NOTE,
    CHECKPOINT_REST,
    CHECKPOINT_REST_AND_MARKS,
    CHECKPOINTS_LIMIT,
    CONFLICT,
    PARENTS_LIMIT,
)
from cmc_desktop.model.exchange.conflict_values import are_values, is_thing, shape_of
from cmc_desktop.model.exchange.content_reader import check_ranks, read_tags, unknown_box
from cmc_desktop.model.exchange.fields import HASH, ID, LINE, Reading, check_distinct, is_hash, not_so
from cmc_desktop.model.exchange.strict_json import excerpt


class NotTheTip(BadFile):
    """The canvas of the file is not at the point of its history that the file names."""


def read_checkpoints(
    data: list[Any], contents: Mapping[str, Content], template: Template, reading: Reading
) -> list[Checkpoint]:
    """The points of the history; `contents` are those in the file, by their hash. Raises BadFile."""
    if len(data) > CHECKPOINTS_LIMIT:
        raise BadFile(tr("This file has more points of history than any canvas needs."))
    found = [_read_checkpoint(value, n, contents, template, reading) for n, value in enumerate(data, 1)]
    check_distinct((one.id for one in found), "“checkpoints”")
    return found


def tip_held(canvas: Canvas, tip: str) -> Checkpoint:
    """The `tip` of the history with what it holds, which is what the canvas of the file says. Raises BadFile."""
    checkpoint = canvas.find(Checkpoint, tip)
    if checkpoint is None or not is_at(canvas, checkpoint):
        raise NotTheTip(tr("This file was changed after it was written: it is not at the end of its own history."))
    return replace(checkpoint, rest=rest_of(canvas), beside=beside_of(canvas))


def _read_checkpoint(
    value: object, number: int, contents: Mapping[str, Content], template: Template, reading: Reading
) -> Checkpoint:
    where = tr("Entry {n} of “checkpoints”", n=number)
    fields = reading.part(value, CHECKPOINT, where)
    parents, rest, beside = fields["parents"], fields["rest"], fields["beside"]
    if len(parents) > PARENTS_LIMIT or not all(map(is_hash, parents)):
        raise not_so(tr("{where}: each of at most {limit} parents", where=where, limit=PARENTS_LIMIT), HASH)
    if parents != sorted(set(parents)):
        raise BadFile(tr("{where}: “parents” have to be in order, each once.", where=where))
    if rest is not None:
        content = contents.get(fields["revision"])
        if content is None:
            raise BadFile(tr("{where}: what the canvas said then is not in this file.", where=where))
        _check_rest(rest, content, template, where)
    if beside is not None:
        _check_beside(beside, template, where)
    checkpoint = Checkpoint(
        **{
            **fields,
            "parents": tuple(parents),
            "rest": "" if rest is None else canonical(rest),
            "beside": "" if beside is None else canonical(beside_veiled(beside)),
        }
    )
    if not checkpoint.is_sound:
        raise BadFile(
            tr("This file was changed after it was written: point {n} of its history does not have its hash.", n=number)
        )
    return checkpoint


def _check_rest(rest: object, content: Content, template: Template, where: str) -> None:
    exactly = Reading()
    has_marks = type(rest) is dict and "marks" in rest
    fields = exactly.part(rest, CHECKPOINT_REST_AND_MARKS if has_marks else CHECKPOINT_REST, where)
    if has_marks:
        _check_covered(fields["marks"], content, where)
    check_ranks(content, fields["ranks"], where)
    for note_id, value in fields["deleted"].items():
        if not ID.fits(note_id):
            raise not_so(where, ID)
        note = exactly.part(value, CHECKPOINT_NOTE, where)
        if note["box"] not in template:
            raise unknown_box(note["box"], template, where)
        read_tags(note["tags"], where)
    for value in fields["conflicts"]:
        one = exactly.part(value, CHECKPOINT_CONFLICT, where)
        if one["kind"] not in (*CONTENT_KINDS, BOX):
            raise _odd(where, one["kind"])
        _check_conflict(one, template, where)


def _check_covered(boxes: list[Any], content: Content, where: str) -> None:
    full = [box.key for box in content.boxes if box.notes]
    if not boxes or boxes != [key for key in full if key in boxes]:
        raise _odd(where, "marks")


def _check_beside(beside: Mapping[str, Any], template: Template, where: str) -> None:
    for kind, things in beside.items():
        if kind == TALK:
            if type(things) is not dict or list(things) != [""] or not _is_one_hash(things[""]):
                raise _odd(where, kind)
            continue
        if kind not in BESIDE_KINDS or type(things) is not dict:
            raise _odd(where, kind)
        if not all(is_beside(kind, thing, values, template) for thing, values in things.items()):
            raise _odd(where, kind)


def _is_one_hash(value: object) -> bool:
    return type(value) is list and len(value) == 1 and is_hash(value[0])


def read_conflicts(data: list[Any], canvas: Canvas, reading: Reading) -> list[Conflict]:
    """What is in conflict, all of it open. Raises BadFile."""
    found = []
    for number, value in enumerate(data, 1):
        where = tr("Entry {n} of “conflicts”", n=number)
        one = reading.part(value, CONFLICT, where)
        _check_conflict(one, canvas.template, where)
        names = one["names"]
        if len(names) != len(one["values"]) or not all(map(LINE.fits, names)):
            raise not_so(tr("{where}: each of as many names as values", where=where), LINE)
        name = conflict_id(one["kind"], one["thing"], one["field"])
        found.append(Conflict(name, one["kind"], one["thing"], one["field"], tuple(one["values"]), tuple(names)))
    check_distinct((one.id for one in found), "“conflicts”")
    return found


def _check_conflict(one: Mapping[str, Any], template: Template, where: str) -> None:
    kind, field = one["kind"], one["field"]
    shape = shape_of(kind, field, one["thing"], template)
    if shape is None or not is_thing(kind, one["thing"], template):
        raise _odd(where, kind)
    if not one["values"] or not are_values(one["values"]):
        raise _odd(where, kind)
    if not all(map(shape.fits, one["values"])):
        raise not_so(tr("{where}: each value of “{field}”", where=where, field=field), shape)


def _odd(where: str, kind: object) -> BadFile:
    return BadFile(tr("{where}: “{kind}” is not as this app writes it.", where=where, kind=excerpt(kind)))
