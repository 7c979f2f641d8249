"""Going back to an earlier state of a canvas: its words become the present ones again, and what was since is kept."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes.base import Change
from cmc_desktop.model.domain.checkpoint import Checkpoint, Why
from cmc_desktop.model.domain.conflict import Conflict
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.keeping import kept_content
from cmc_desktop.model.domain.merging.checkpoints import checkpoint_of, is_at, new_checkpoint
from cmc_desktop.model.domain.merging.kept_json import Rest, read_rest
from cmc_desktop.model.domain.merging.open_then import claiming_then, open_then
from cmc_desktop.model.domain.merging.shown import BOX
from cmc_desktop.model.domain.merging.state import CONTENT_KINDS
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content, ContentBox
from cmc_desktop.model.domain.said import with_what_was_said
from cmc_desktop.model.domain.text import line


@dataclass(frozen=True, eq=False)
class RestoreState(Change):
    """Make an earlier `content` the present one, as a new point of the history; `rest` is a checkpoint's.

    Notes come back with their ids, those that are not in it are marked deleted. What was in conflict then is so again,
    as nobody settles anything by going back. People and talk stay as they are. One Undo takes all of it back.
    """

    content: Content
    rest: str
    by: str = ""

    @property
    def label(self) -> str:
        return tr("restore an earlier state")

    def decide(self, canvas: Canvas, now: int) -> tuple[Entity, ...]:
        _check(canvas, self.content)
        told = read_rest(self.rest)
        puts = (
            *_head(canvas, self.content),
            *_notes(canvas, self.content, told, now),
            *_marks(canvas, self.content, told.get("marks", ()), now),
            *_conflicts(canvas, open_then(told, canvas)),
        )
        if not puts:
            return ()
        by = line(self.by, tr("The name"))
        last = canvas.find(Checkpoint, canvas.head.checkpoint)
        before: tuple[Entity, ...] = ()
        if last is None or not is_at(canvas, last):
            before = new_checkpoint(canvas, Why.BEFORE_RESTORE, now, by)
        after = canvas.snapshot()
        after.write(before)
        puts = tuple(replace(put, checkpoint=after.head.checkpoint) if isinstance(put, Head) else put for put in puts)
        after.write(puts)
        made = checkpoint_of(after, Why.RESTORED, now, by)
        head = replace(after.head, checkpoint=made.id, revision=after.content_hash)
        came = (put for put in (*before, *puts) if not isinstance(put, Head))
        return (*came, *kept_content(after, Why.RESTORED, now), made, head)


def _check(canvas: Canvas, content: Content) -> None:
    if canvas.sign_off is not None:
        raise Refusal(
            tr("This canvas is signed and does not change any more."),
            safe=tr("The signed words are kept as they are."),
            todo=tr("Start a new version, and restore the earlier state there."),
        )
    if content.template != canvas.template.key or any(box.key not in canvas.template for box in content.boxes):
        raise Refusal(
            tr("That state has other boxes than this canvas, so it cannot be restored here."),
            safe=tr("Nothing was changed."),
        )


def _head(canvas: Canvas, content: Content) -> Iterator[Head]:
    head = replace(canvas.head, title=content.title, city=content.city)
    if head != canvas.head:
        yield head


def _notes(canvas: Canvas, content: Content, told: Rest, now: int) -> Iterator[Note]:
    there = {note.id for box in content.boxes for note in box.notes}
    for box in canvas.template.walk:
        for note in canvas.notes_in(box):
            if note.id not in there:
                yield replace(note, deleted=True, changed_at=now, merged_into="", dropped_why="", taken_back=False)
    for box_then in content.boxes:
        ranks = _ranks(box_then, told["ranks"])
        for then in box_then.notes:
            known = canvas.find(Note, then.id)
            note = replace(
                known or Note(then.id, "", "", "", made_at=now, changed_at=now),
                box=box_then.key,
                rank=ranks[then.id],
                text=then.text,
                tags=then.tags,
                deleted=False,
                merged_into="",
                dropped_why="",
                taken_back=False,
            )
            if note != known:
                yield with_what_was_said(canvas, replace(note, changed_at=now))
    yield from claiming_then(told, there, canvas, now)


def _ranks(box: ContentBox, known: Mapping[str, str]) -> dict[str, str]:
    """The ranks that were kept; new ones where they do not give the order of the box."""
    ids = [note.id for note in box.notes]
    if sorted(ids, key=lambda note_id: (known.get(note_id, ""), note_id)) == ids and all(map(known.get, ids)):
        return {note_id: known[note_id] for note_id in ids}
    return dict(zip(ids, rank.spread(None, None, len(ids)), strict=True))


def _marks(canvas: Canvas, content: Content, covered: Container[str], now: int) -> Iterator[BoxMark]:
    for box in content.boxes:
        mark = canvas.kept_mark(box.key)
        is_set = box.none_identified or box.key in covered
        if is_set and not mark.none_identified:
            yield BoxMark(box.key, True, at=now)
        elif mark.none_identified and not is_set:
            yield mark.gone()


def _conflicts(canvas: Canvas, then: Mapping[str, Conflict]) -> Iterator[Conflict]:
    """What was open then is open again, and what came up since is over; that of people and talk stays."""
    for name, conflict in then.items():
        known = canvas.find(Conflict, name)
        if known is None or known.settled or tuple(sorted(known.values)) != conflict.values:
            yield conflict
    # also those that wait behind a note that is off the board: they would wake when it comes back
    for conflict in canvas.all(Conflict):
        if not conflict.settled and conflict.kind in (*CONTENT_KINDS, BOX) and conflict.id not in then:
            yield conflict.gone()
