"""What the log says of what was said about notes: remarks, what was put aside, quiet checks, answers."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.quiet_check import CheckKind
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.model.services.log_parts import About, Put, Told, quoted


def of_remark(about: About, put: Put) -> Told:
    now, was = put.now, put.before
    note = about.canvas.find(Note, now["note"])
    text, kind = quoted(note.text) if note is not None else "", RemarkKind(now["kind"]).label
    if now["deleted"]:
        words = "" if was.get("deleted", True) else tr("A remark on “{text}” was deleted", text=text)
    elif now["person"] and about.names:
        words = tr("{kind} by {name} on “{text}”", kind=kind, name=about.person(now["person"]), text=text)
    else:
        words = tr("{kind} on “{text}”", kind=kind, text=text)
    if was and not now["deleted"] and not was["deleted"]:
        words = tr("A remark on “{text}” was changed", text=text)
    return Told(words, note.box if note is not None else "", now["note"])


def of_parked(about: About, put: Put) -> Told:
    now, was, text = put.now, put.before, quoted(put.now["text"])
    words = ""
    if now["deleted"]:
        words = "" if was.get("deleted", True) else tr("Taken off the parking list: “{text}”", text=text)
    elif was.get("deleted", True):
        words = tr("Put aside: “{text}”", text=text)
    elif now["settled_at"] and not was["settled_at"]:
        words = tr("Settled: “{text}”", text=text)
    elif was["settled_at"] and not now["settled_at"]:
        words = tr("Put aside again: “{text}”", text=text)
    elif was["text"] != now["text"]:
        words = tr("On the parking list: “{before}” is now “{text}”", before=quoted(was["text"]), text=text)
    return Told(words, now["element"], now["note"])


def of_check(about: About, put: Put) -> Told:
    words = tr("Quiet check: {kind}", kind=CheckKind(put.now["kind"]).label)
    return Told(tr("A quiet check was taken back") if put.now["withdrawn"] else words, put.now["element"])


def of_answer(about: About, put: Put) -> str:
    person = about.person(put.now["person"])
    if put.now["withdrawn"]:
        return tr("Answer taken back: {name}", name=person)
    return tr("{name}: {answer}", name=person, answer=AnswerKind(put.now["kind"]).label)
