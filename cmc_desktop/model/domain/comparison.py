"""Two contents side by side on one board: every note of either, in its place, with what became of it between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.model.domain.difference import Span, word_spans
from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote


class Fate(StrEnum):
    """What became of a note; one that was moved may have been reworded and its tags changed too."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RETAGGED = "retagged"


@dataclass(frozen=True, slots=True)
class Compared:
    """A note at one place of the board; one that was moved stands in both boxes, in the old one `away`.

    `before` and `after` are None where it was not there; `was_in` and `is_in` are keys of boxes, empty then.
    """

    before: ContentNote | None
    after: ContentNote | None
    was_in: str
    is_in: str
    away: bool = False

    @property
    def fates(self) -> tuple[Fate, ...]:
        """Empty for a note that is as it was."""
        if self.before is None:
            return (Fate.ADDED,)
        if self.after is None:
            return (Fate.REMOVED,)
        found = {
            Fate.MOVED: self.was_in != self.is_in,
            Fate.REWORDED: self.before.text != self.after.text,
            Fate.RETAGGED: self.before.tags != self.after.tags,
        }
        return tuple(fate for fate, so in found.items() if so)


@dataclass(frozen=True, slots=True)
class ComparedBox:
    """A box of either content; `was_none` and `is_none` tell whether it was marked “none identified”."""

    notes: tuple[Compared, ...]
    was_none: bool = False
    is_none: bool = False
    reordered: bool = False


def compared(old: Content, new: Content) -> dict[str, ComparedBox]:
    """The boxes of both contents by key, those of `new` first."""
    before, after = _by_key(old), _by_key(new)
    was = {note.id: (box.key, note) for box in old.boxes for note in box.notes}
    now = {note.id: (box.key, note) for box in new.boxes for note in box.notes}
    found = {}
    for key in [*after, *(key for key in before if key not in after)]:
        old_box, new_box = before.get(key, ContentBox(key, ())), after.get(key, ContentBox(key, ()))
        here = {note.id for note in new_box.notes}
        shown = [_compared(note.id, was, now) for note in new_box.notes]
        ids = [note.id for note in new_box.notes]
        place = 0
        for note in old_box.notes:
            if note.id in here:
                place = ids.index(note.id) + 1
            else:
                shown.insert(place, _compared(note.id, was, now, away=note.id in now))
                ids.insert(place, note.id)
                place += 1
        both = here & {note.id for note in old_box.notes}
        reordered = _order(old_box, both) != _order(new_box, both)
        found[key] = ComparedBox(tuple(shown), old_box.none_identified, new_box.none_identified, reordered)
    return found


def counts(boxes: Iterable[ComparedBox]) -> Counter[Fate]:
    """How many notes had each fate; a note of several counts for each."""
    return Counter(fate for box in boxes for note in box.notes if not note.away for fate in note.fates)


def only_blanks_differ(before: str, after: str) -> bool:
    """Whether two texts have the same words, with other line breaks or blanks between them."""
    return before != after and before.split() == after.split()


def readable_spans(before: str, after: str) -> tuple[Span, ...]:
    """`before` turned into `after` word by word, for the eye: words that change together are told together.

    The kept and new words joined give `after` and the kept and old ones `before`, up to white space. Where nothing
    but white space changed there, a line break that went or came is told by the sign ↵, a blank by ␣, a tab by ⇥.
    """
    merged: list[Span] = []
    gone = come = ""
    spans = word_spans(before, after)
    for place, span in enumerate(spans):
        if span.sign == "-":
            gone += span.text
        elif span.sign == "+":
            come += span.text
        elif not span.text.strip() and (gone or come) and place + 1 < len(spans):
            gone += span.text
            come += span.text
        else:
            merged += _replaced(gone, come)
            gone = come = ""
            merged.append(span)
    return (*merged, *_replaced(gone, come))


def _replaced(gone: str, come: str) -> list[Span]:
    """Old words, a space, new words, without white space at the ends of either where words stand on both sides."""
    if not gone.strip() and not come.strip():
        return [span for span in (*_blanks(gone, come), Span(" ", come)) if span.text]
    if not gone or not come:
        return [Span(sign, text) for sign, text in (("-", gone), ("+", come)) if text]
    lead = come[: len(come) - len(come.lstrip())]
    tail = come[len(come.rstrip()) :] if come.strip() else ""
    between = " " if gone.strip() else ""
    # The space before words that went is theirs where what came clings to the word before, as a comma does.
    went = gone.rstrip() if gone.strip() and not lead else gone.strip()
    parts = [Span(" ", lead), Span("-", went), Span(" ", between), Span("+", come.strip()), Span(" ", tail)]
    return [span for span in parts if span.text]


def _blanks(gone: str, come: str) -> tuple[Span, Span]:
    """White space that changed, as signs that can be struck through and underlined; breaks alone where these differ."""
    went, came = gone.count("\n"), come.count("\n")
    if went != came:
        return Span("-", max(went - came, 0) * "↵"), Span("+", max(came - went, 0) * "↵")
    return Span("-", _as_signs(gone)), Span("+", _as_signs(come))


def _as_signs(blanks: str) -> str:
    return "".join({"\n": "↵", "\t": "⇥"}.get(char, "␣") for char in blanks)


Places = Mapping[str, tuple[str, ContentNote]]


def _compared(note_id: str, was: Places, now: Places, *, away: bool = False) -> Compared:
    was_in, before = was.get(note_id, ("", None))
    is_in, after = now.get(note_id, ("", None))
    return Compared(before, after, was_in, is_in, away)


def _by_key(content: Content) -> dict[str, ContentBox]:
    return {box.key: box for box in content.boxes}


def _order(box: ContentBox, ids: set[str]) -> list[str]:
    return [note.id for note in box.notes if note.id in ids]
