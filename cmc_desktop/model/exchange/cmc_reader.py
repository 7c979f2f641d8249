"""Reading a `.cmc` file: all of it is checked before any of it is handed over."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Content, Revision, canonical, digest
from cmc_desktop.model.domain.sign_off import SIGN_OFF_ID, SignOff
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import (
    CANVAS,
    DELETED_NOTE,
    FILE,
    FORMAT,
    MAJOR,
    MARK,
    MINOR,
    NOTE,
    PARENTS_LIMIT,
    REVISION,
    SIGN_OFF,
)
from cmc_desktop.model.exchange.content_reader import (
    KnownNotes,
    check_note_text,
    check_ranks,
    read_content,
    read_tags,
    unknown_box,
)
from cmc_desktop.model.exchange.fields import HASH, ID, Place, Reading, Shape, Where, check_distinct, is_hash, not_so
from cmc_desktop.model.exchange.history_reader import read_checkpoints, read_conflicts, tip_held
from cmc_desktop.model.exchange.known_ids import KnownIds
from cmc_desktop.model.exchange.round_reader import read_round
from cmc_desktop.model.exchange.strict_json import excerpt, parse
from cmc_desktop.model.exchange.talk_reader import read_talk
from cmc_desktop.model.exchange.workshop_reader import read_answers, read_people, read_workshop

#: the fields of a note after its id, box, rank, text and tags, which the content tells of those on the board
_BESIDES = itemgetter(*Note.field_names()[5:])


@dataclass(frozen=True)
class CmcFile:
    """What a sound `.cmc` file holds: the whole canvas, as a draft until somebody looks at its state."""

    canvas: Canvas
    app: str
    format_version: tuple[int, int]


class NotAsWritten(BadFile):
    """A hash in the file does not fit what it is the hash of: the file was changed after it was written."""


def read_cmc(data: bytes, templates: Mapping[str, Template]) -> CmcFile:
    """The canvas in the bytes of a `.cmc` file. Raises BadFile in one sentence, and nothing else."""
    return cmc_of(parse(data), templates, data)


def cmc_of(file: dict[str, Any], templates: Mapping[str, Template], data: bytes = b"") -> CmcFile:
    """The canvas in a parsed `.cmc` file; with the `data` that was parsed it is quicker. Raises BadFile."""
    version = format_of(file)
    reading = Reading(version[1], extra=version > (MAJOR, MINOR))
    fields = reading.part(file, FILE, tr("The file"))
    head = _read_head(fields["canvas"], reading)
    template = _template_of(head, templates)
    content = read_content(fields["content"], template)
    _check_same(head, content)
    check_ranks(content, fields["order"], "“order”")
    people = read_people(fields["people"], reading)
    revisions, contents = _read_revisions(
        fields["revisions"], template, KnownNotes(fields["content"], content), reading
    )
    known = contents.keys() | {fields["content_hash"]}
    canvas = Canvas(head, template)
    canvas.fill(_read_notes(fields["notes"], content, fields["order"], reading))
    canvas.fill(_read_marks(fields, content, template, reading))
    canvas.fill(people)
    canvas.fill(read_workshop(fields, template, reading))
    known_ids = KnownIds.of(canvas)
    _check_notes(canvas, known_ids)
    canvas.fill(read_round(fields, known_ids, reading))
    canvas.fill(read_talk(fields, known_ids, reading))
    canvas.fill(read_answers(fields["answers"], people, known, reading))
    canvas.fill(revisions)
    canvas.fill(_read_sign_off(fields, reading))
    canvas.share(content)
    _read_history(fields, canvas, {content.hash: content} | contents, reading)
    _check_hashes(file, content, canvas, data)
    _check_agreed(canvas)
    return CmcFile(canvas, fields["app"], version)


def _read_history(fields: dict[str, Any], canvas: Canvas, contents: Mapping[str, Content], reading: Reading) -> None:
    canvas.fill(read_conflicts(fields["conflicts"], canvas, reading))
    tip = fields["checkpoint"]
    if not tip and not fields["checkpoints"]:
        return
    canvas.fill(read_checkpoints(fields["checkpoints"], contents, canvas.template, reading))
    if tip:
        canvas.fill([tip_held(canvas, tip)])
        canvas.write([replace(canvas.head, checkpoint=tip)])


def format_of(file: dict[str, Any]) -> tuple[int, int]:
    """The format version of a parsed `.cmc` file that this app can read. Raises BadFile for any other."""
    if file.get("format") != FORMAT:
        raise BadFile(tr("This is not a .cmc file: its “format” is not “cmc”."))
    version = file.get("format_version")
    if type(version) is not list or len(version) != 2 or any(type(part) is not int or part < 0 for part in version):
        raise BadFile(tr("This file does not say its format version as two whole numbers."))
    major, minor = version
    if major > MAJOR:
        raise BadFile(
            tr("This file is newer than the app (format {major}.{minor}).", major=major, minor=minor),
            todo=_with_newer_app(),
        )
    if major < MAJOR:
        raise BadFile(tr("There is no format version {major}.{minor} of .cmc files.", major=major, minor=minor))
    return major, minor


def _read_head(data: object, reading: Reading) -> Head:
    fields = reading.part(data, CANVAS, tr("The head of the canvas"))
    return Head(**fields, state=CanvasState.DRAFT.value)


def _template_of(head: Head, templates: Mapping[str, Template]) -> Template:
    template = templates.get(head.template)
    if template is None:
        raise BadFile(
            tr("This file uses the template “{key}”, which this app does not have.", key=head.template),
            todo=_with_newer_app(),
        )
    if head.template_version > template.version:
        raise BadFile(
            tr("This file uses a newer “{name}” than this app has.", name=template.key), todo=_with_newer_app()
        )
    return template


def _with_newer_app() -> str:
    return tr("Open it with a newer CMC Desktop; the file stays as it is.")


def _check_same(head: Head, content: Content) -> None:
    for name in ("title", "city", "template", "template_version"):
        if getattr(head, name) != getattr(content, name):
            raise BadFile(tr("The head of the canvas and its content differ in “{field}”.", field=name))


def _read_notes(data: list[Any], content: Content, order: Mapping[str, str], reading: Reading) -> list[Note]:
    """Live notes and deleted ones, in the order in which they were made."""
    live = {note.id: (box.key, note) for box in content.boxes for note in box.notes}
    in_content = Shape(lambda value: type(value) is str and value in live, ID.wanted)
    notes = []
    gone = [type(value) is dict and value.get("deleted") is True for value in data]
    on_board = [value for value, deleted in zip(data, gone, strict=True) if not deleted]
    sound = reading.all_fit(on_board, {**NOTE, "id": in_content})
    for number, (value, deleted) in enumerate(zip(data, gone, strict=True), 1):
        if sound and not deleted:
            box, said = live[value["id"]]
            # in their order, which thousands of notes take half as long by as by their names
            notes.append(Note(said.id, box, order[said.id], said.text, said.tags, *_BESIDES(value)))
            continue
        where = _entry(number)
        fields = reading.part(value, DELETED_NOTE if deleted else NOTE, where)
        if deleted == (fields["id"] in live):
            raise BadFile(
                tr("{where}: a deleted note stands in the content.", where=where)
                if deleted
                else tr("{where}: this note is not in the content.", where=where)
            )
        if deleted:
            notes.append(_deleted_note(fields, content, where))
        else:
            box, note = live[fields["id"]]
            notes.append(Note(box=box, rank=order[note.id], text=note.text, tags=note.tags, **fields))
    check_distinct((note.id for note in notes), tr("“notes”"))
    if missing := live.keys() - {note.id for note in notes}:
        raise BadFile(tr("“notes” says nothing about the note {id}.", id=min(missing)))
    return notes


def _entry(number: int) -> Place:
    return Place(lambda: tr("Entry {n} of “notes”", n=number))


def _deleted_note(fields: dict[str, Any], content: Content, where: Where) -> Note:
    keys = [box.key for box in content.boxes]
    if fields["box"] not in keys:
        raise BadFile(
            tr(
                "{where}: there is no box “{box}”; the boxes are {known}.",
                where=where,
                box=excerpt(fields["box"]),
                known=", ".join(keys),
            )
        )
    check_note_text(fields["text"], where)
    fields["tags"] = read_tags(fields["tags"], where)
    return Note(**fields)


def _check_notes(canvas: Canvas, known: KnownIds) -> None:
    for number, note in enumerate(canvas.all(Note), 1):
        if not (note.said_in or note.merged_into or note.taken_back):
            continue
        where = _entry(number)
        known.check_element(note.said_in, where)
        known.check_note(note.merged_into, where)
        if note.merged_into == note.id:
            raise BadFile(tr("{where}: this note is joined to itself.", where=where))
        if note.taken_back and (note.merged_into or not note.deleted):
            raise BadFile(tr("{where}: what was taken back stands on the board or in another note.", where=where))


def _read_marks(fields: dict[str, Any], content: Content, template: Template, reading: Reading) -> list[BoxMark]:
    """The marks that show, and where copies were joined those that notes cover."""
    marked = {box.key for box in content.boxes if box.none_identified}
    covered = {box.key for box in content.boxes if box.notes and fields["checkpoints"]}
    data = fields["marks"]
    marks = []
    for key, value in data.items():
        where = tr("The mark of box “{box}”", box=excerpt(key))
        if key not in template:
            raise unknown_box(key, template, "“marks”")
        if key not in marked | covered:
            raise BadFile(tr("{where}: the content does not say “none identified” there.", where=where))
        marks.append(BoxMark(key, True, **reading.part(value, MARK, where)))
    if missing := marked - data.keys():
        raise BadFile(tr("“marks” says nothing about the box “{box}”.", box=min(missing)))
    return marks


def _read_revisions(
    data: list[Any], template: Template, known: KnownNotes, reading: Reading
) -> tuple[list[Revision], dict[str, Content]]:
    """The kept revisions, and what they say by their hash."""
    revisions = []
    contents = {}
    for number, value in enumerate(data, 1):
        where = tr("Revision {n}", n=number)
        fields = reading.part(value, REVISION, where)
        parents = fields["parents"]
        if len(parents) > PARENTS_LIMIT or not all(map(is_hash, parents)):
            raise not_so(tr("{where}: each of at most {limit} parents", where=where, limit=PARENTS_LIMIT), HASH)
        content = read_content(fields["content"], template, where, known)
        check_ranks(content, fields["ranks"], where)
        text = content.canonical()
        if digest(text) != fields["hash"]:
            raise NotAsWritten(
                tr("This file was changed after it was written: revision {n} does not have its hash.", n=number)
            )
        ranks = canonical(fields["ranks"])
        contents[fields["hash"]] = content
        revisions.append(Revision(fields["hash"], tuple(parents), fields["why"], fields["at"], text, ranks))
    check_distinct((revision.id for revision in revisions), tr("“revisions”"))
    return revisions, contents


def _read_sign_off(fields: dict[str, Any], reading: Reading) -> list[Entity]:
    if fields["sign_off"] is None:
        return []
    sign_off = reading.part(fields["sign_off"], SIGN_OFF, tr("The sign-off"))
    if sign_off["content_hash"] != fields["content_hash"]:
        raise NotAsWritten(tr("This file was changed after it was written: its sign-off is for other words."))
    return [SignOff(SIGN_OFF_ID, **sign_off)]


def _check_hashes(file: dict[str, Any], content: Content, canvas: Canvas, data: bytes) -> None:
    if content.hash != file["content_hash"] or canvas.content_hash != file["content_hash"]:
        raise NotAsWritten(
            tr("This file was changed after it was written: its content does not have its content hash.")
        )
    if not _has_hash(data, file["file_hash"]) and file_hash(file) != file["file_hash"]:
        raise NotAsWritten(tr("This file was changed after it was written: it does not have its file hash."))


def _has_hash(data: bytes, claimed: str) -> bool:
    """Whether the very bytes, without the member that names it, have the file hash: as whoever wrote them hashed them.

    False does not say they are wrong: another program may have set the same values in another way.
    """
    before, member, after = data.partition(f'"file_hash":"{claimed}",'.encode())
    return bool(member) and hashlib.sha256(before + after).hexdigest() == claimed


def file_hash(file: dict[str, Any]) -> str:
    """The hash of everything in a parsed file but the file hash itself."""
    return digest(canonical({name: value for name, value in file.items() if name != "file_hash"}))


def _check_agreed(canvas: Canvas) -> None:
    if canvas.sign_off is not None and not agreement(canvas).complete:
        raise BadFile(tr("This file says it is signed, but not everyone who counts is satisfied with these words."))
