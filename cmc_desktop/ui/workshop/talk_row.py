"""One row of a side panel's list, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.ui.board.remark_marks import NO_REMARKS, RemarkCounts


class TalkSign(StrEnum):
    """What stands at the left of a row."""

    NONE = ""
    SUPPORT = RemarkKind.SUPPORT.value
    QUESTION = RemarkKind.QUESTION.value
    OBJECTION = RemarkKind.OBJECTION.value
    WAITS = "waits"
    SETTLED = "settled"

    @property
    def kind(self) -> RemarkKind | None:
        """The kind of remark, None for other signs."""
        return RemarkKind(self.value) if self.value in set(RemarkKind) else None


@dataclass(frozen=True)
class TalkRow:
    """`words` in ink, `more` muted below them, `counts` as marks beside `more`; `spoken` is all of it in words.

    `typed` is what is copied of it where that is not as the words are shown.
    A `heading` stands over the rows that follow and cannot be chosen; a `small` row is set in small letters.
    """

    id: str
    words: str
    more: str
    spoken: str
    sign: TalkSign = TalkSign.NONE
    counts: RemarkCounts = NO_REMARKS
    faded: bool = False
    heading: bool = False
    small: bool = False
    typed: str = ""
