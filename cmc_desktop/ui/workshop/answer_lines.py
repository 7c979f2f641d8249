"""Everything one person answered, as lines to read: what, when, how, in which words, and what for."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.answer import Answer, AnswerKind, how_words
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.ui.saying import in_a_row, tr


@dataclass(frozen=True)
class AnswerLine:
    """One answer. `earlier` ones were followed by another; the last one counts when it is for the present words."""

    said: str
    when: str
    words: str
    what_for: str
    earlier: bool

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it, with the word for what is struck through."""
        parts = [tr("earlier answer") if self.earlier else "", self.said, self.when]
        parts += [f"“{self.words}”" if self.words else "", self.what_for]
        return in_a_row(parts)


def answer_lines(canvas: Canvas, person: str, reasking: Reasking) -> list[AnswerLine]:
    """A person's answers, newest first."""
    answers = [answer for answer in canvas.answers if answer.person == person]
    last = answers[-1] if answers else None
    return [_line(canvas, answer, reasking, earlier=answer is not last) for answer in reversed(answers)]


def _line(canvas: Canvas, answer: Answer, reasking: Reasking, *, earlier: bool) -> AnswerLine:
    said = tr("taken back") if answer.withdrawn else AnswerKind(answer.kind).label
    at, how = time_of_day(answer.at), how_words(answer.how)
    when = at if answer.withdrawn or not how else tr("{time}, {how}", time=at, how=how)
    words = "" if answer.withdrawn else answer.words
    return AnswerLine(said, when, words, _what_for(canvas, answer, reasking), earlier)


def _what_for(canvas: Canvas, answer: Answer, reasking: Reasking) -> str:
    if answer.content_hash == canvas.content_hash:
        return tr("for the words as they stand")
    elements = reasking.elements_since(canvas, answer.content_hash)
    if elements is None:
        return tr("for other words, which are not kept")
    if not elements:
        return tr("for another title or city")
    names = ", ".join(canvas.template.box(key).label for key in elements)
    return tr("changed since: {names}", names=names)
