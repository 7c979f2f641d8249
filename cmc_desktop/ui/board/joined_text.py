"""What joined notes may say together: a proposal that is put right by hand."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.model.domain.words import folded, words_in

_SENTENCE_ENDS = (".", "!", "?", "…", ";", ":", "。")


def joined_text(texts: Iterable[str]) -> str:
    """The texts in their order as one; what another one says already is said once."""
    kept: list[str] = []
    for text in (text.strip() for text in texts):
        if not any(_says(other, text) for other in kept):
            kept = [other for other in kept if not _says(text, other)]
            kept.append(text)
    joined = ""
    for text in kept:
        joined += _between(joined, text) + text
    return joined


def _says(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`, one after the other."""
    return f" {_bare(part)} " in f" {_bare(whole)} "


def _bare(text: str) -> str:
    return " ".join(folded(word) for word in words_in(text)) or text


def _between(before: str, text: str) -> str:
    if not before:
        return ""
    if "\n" in before or "\n" in text:
        return "\n"
    return " " if before.endswith(_SENTENCE_ENDS) else "; "
