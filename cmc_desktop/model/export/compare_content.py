"""What a comparison prints, made ready for layout: boxes with the notes of both states, each with what became of it.

Signs and words tell it, so that it can be read in grey and read aloud.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.comparison import (
    Compared,
    ComparedBox,
    Fate,
    counts,
    only_blanks_differ,
    readable_spans,
)
from cmc_desktop.model.domain.difference import Span
from cmc_desktop.model.domain.template import Box, Template
from cmc_desktop.model.export.board_content import BoxContent
from cmc_desktop.model.export.colours import INK, MUTED
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.note_block import Look, NoteText
from cmc_desktop.model.export.tags import Tag, TagKind
from cmc_desktop.model.export.text import Prepared, Typesetter

#: a sign and the words for it
Label = tuple[str, str]

SIGNS = {Fate.ADDED: "+", Fate.REMOVED: "−", Fate.MOVED: "→", Fate.REWORDED: "≠", Fate.RETAGGED: "#"}


def fate_words(fate: Fate) -> str:
    """What became of a note, in a word."""
    return {
        Fate.ADDED: tr("added"),
        Fate.REMOVED: tr("removed"),
        Fate.MOVED: tr("moved"),
        Fate.REWORDED: tr("reworded"),
        Fate.RETAGGED: tr("tags changed"),
    }[fate]


def counted(found: Mapping[Fate, int]) -> str:
    """“3 notes added, 1 moved”; in the order of the signs."""
    return ", ".join(_counted(fate, found[fate]) for fate in SIGNS if found.get(fate)) or tr("no note changed")


def _counted(fate: Fate, n: int) -> str:
    match fate:
        case Fate.ADDED:
            return trn("{n} note added", "{n} notes added", n)
        case Fate.REMOVED:
            return trn("{n} note removed", "{n} notes removed", n)
        case Fate.MOVED:
            return trn("{n} note moved", "{n} notes moved", n)
        case Fate.REWORDED:
            return trn("{n} note reworded", "{n} notes reworded", n)
        case Fate.RETAGGED:
            return trn("{n} note with other tags", "{n} notes with other tags", n)


def compare_content(
    template: Template, boxes: Mapping[str, ComparedBox], typesetter: Typesetter, reading: Tag
) -> dict[str, BoxContent]:
    """The boxes by key in the order of the walk, added to `reading` in that order."""
    return {
        box.key: _Writer(template, box, typesetter).content(boxes.get(box.key, ComparedBox(())), reading)
        for box in template.in_walk_order
    }


@dataclass(frozen=True)
class _Writer:
    """Writes one box."""

    template: Template
    box: Box
    typesetter: Typesetter

    def content(self, compared: ComparedBox, reading: Tag) -> BoxContent:
        section = reading.add(TagKind.SECTION, self.box.label)
        heading = section.add(TagKind.HEADING_2)
        box, typesetter = self.box, self.typesetter
        about = self._about(compared)
        has_some = bool(compared.notes or about)
        said = section.add(TagKind.LIST if has_some else TagKind.PARAGRAPH)
        signs = _signs(counts([compared]))
        remark = None
        if not has_some:
            words = tr("none identified") if compared.is_none else tr("no notes")
            remark = typesetter.prepare(words, FontStyle.ITALIC)
        return BoxContent(
            box,
            typesetter.line(str(box.number), FontStyle.BOLD),
            typesetter.prepare(box.title, FontStyle.SEMIBOLD),
            max(typesetter.line(word, FontStyle.SEMIBOLD).width for word in box.title.split()),
            typesetter.line(signs) if signs else None,
            tuple(
                [self._written(said, [label], (span,)) for label, span in about]
                + [self._note(note, said) for note in compared.notes]
            ),
            remark,
            heading,
            None if has_some else said,
        )

    @staticmethod
    def _about(compared: ComparedBox) -> list[tuple[Label, Span]]:
        """What changed about the box itself."""
        found: list[tuple[Label, Span]] = []
        none = tr("none identified")
        if compared.is_none and not compared.was_none:
            found.append(((SIGNS[Fate.ADDED], fate_words(Fate.ADDED)), Span(" ", none)))
        if compared.was_none and not compared.is_none:
            found.append(((SIGNS[Fate.REMOVED], fate_words(Fate.REMOVED)), Span("-", none)))
        if compared.reordered:
            found.append((("↕", tr("order changed")), Span(" ", tr("The notes stand in another order."))))
        return found

    def _note(self, note: Compared, said: Tag) -> NoteText:
        there = note.after or note.before
        assert there is not None
        if not note.fates:
            body = said.add(TagKind.ITEM).add(TagKind.BODY)
            words = self.typesetter.prepare(there.text, where=self.box.label)
            return NoteText(words, self._tags(there.tags), body, Look(ink=MUTED, on_tint=False))
        if note.away:
            label = ("←", tr("moved to {box}", box=self._label(note.is_in)))
            return self._written(said, [label], (Span(" ", (note.before or there).text),), here=False)
        spans, spoken = self._spans(note)
        return self._written(said, self._labels(note), spans, spoken, there.tags)

    def _labels(self, note: Compared) -> list[Label]:
        found: list[Label] = []
        for fate in note.fates:
            words = fate_words(fate)
            if fate is Fate.MOVED:
                words = tr("moved from {box}", box=self._label(note.was_in))
            elif fate is Fate.REWORDED and _only_blanks_differ(note):
                words = tr("only line breaks or blanks changed")
            elif fate is Fate.RETAGGED and note.before is not None:
                was = ", ".join(note.before.tags) or tr("none")
                words = tr("tags changed, they were: {tags}", tags=was)
            found.append((SIGNS[fate], words))
        return found

    @staticmethod
    def _spans(note: Compared) -> tuple[tuple[Span, ...], str]:
        """The words with what became of them, and what is said, with the tags, where signs at the words tell it."""
        if note.before is None or note.after is None:
            # The label says it; a line under every word of a new note would only be in the way.
            there = note.after or note.before
            assert there is not None
            return (Span(" " if note.after is not None else "-", there.text),), ""
        was, now = note.before.text, note.after.text
        if was == now:
            return (Span(" ", now),), ""
        if _only_blanks_differ(note):
            spoken = tr("it is now: {after}", after=now)
        else:
            spoken = tr("it was: {before}; it is now: {after}", before=was, after=now)
        if note.after.tags:
            spoken = tr("its tags: {tags}; {words}", tags=", ".join(note.after.tags), words=spoken)
        return readable_spans(was, now), spoken

    def _written(
        self,
        said: Tag,
        labels: Sequence[Label],
        spans: tuple[Span, ...],
        spoken: str = "",
        tags: tuple[str, ...] = (),
        *,
        here: bool = True,
    ) -> NoteText:
        item = said.add(TagKind.ITEM)
        printed = "   ".join(f"{sign} {words}" for sign, words in labels)
        look = Look(
            self.typesetter.prepare(printed, FontStyle.SEMIBOLD, self.box.label),
            item.add(TagKind.LABEL, spoken=", ".join(words for _, words in labels) + ":"),
            spans if any(span.sign != " " for span in spans) else (),
            ink=INK if here else MUTED,
            on_tint=here and any(span.sign != "-" for span in spans),
            barred=here,
        )
        words = self.typesetter.prepare("".join(span.text for span in spans), where=self.box.label)
        return NoteText(words, self._tags(tags), item.add(TagKind.BODY, spoken=spoken), look)

    def _tags(self, tags: tuple[str, ...]) -> Prepared | None:
        return self.typesetter.prepare(", ".join(tags), FontStyle.SEMIBOLD, self.box.label) if tags else None

    def _label(self, key: str) -> str:
        return self.template.box(key).label if key in self.template else key


def _only_blanks_differ(note: Compared) -> bool:
    before, after = note.before, note.after
    return before is not None and after is not None and only_blanks_differ(before.text, after.text)


def _signs(found: Counter[Fate]) -> str:
    return "  ".join(f"{SIGNS[fate]}{found[fate]}" for fate in SIGNS if found[fate])
