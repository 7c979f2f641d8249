"""What a canvas said at one time, to be compared with what it said at another."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.model.domain.revision import Content


@dataclass(frozen=True)
class ComparedState:
    """`words` say what was going on, `at` is when, in ms since 1970 in UTC."""

    words: str
    at: int
    content: Content
