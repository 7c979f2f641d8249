"""User text as office files take it: nothing that XML forbids, no mark that turns the words around, runs by script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from cmc_desktop.model.export.bidi_order import CONTROLS, base_level

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
#: what XML 1.0 cannot hold, the control characters it can, and the marks that would turn words around
_UNFIT = re.compile(
    f"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{''.join(sorted(CONTROLS))}]"
)


class Script(StrEnum):
    """What an office program wants to know of a run to find a font for it and to order it."""

    PLAIN = "plain"
    LEFTWARD = "leftward"
    COMPLEX = "complex"
    CHINESE = "chinese"
    JAPANESE = "japanese"
    KOREAN = "korean"


#: first and last code of the scripts that are shaped, yet read to the right: from Devanagari to Khmer without Hangul
_COMPLEX = ((0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0xA8E0, 0xA8FF))
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
_HAN = ((0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFF65), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """A stretch of text in one script; white space and signs go with what stands around them."""

    text: str
    script: Script


def fit_text(text: str) -> str:
    """`text` for an XML file: line ends as "\\n", and what does not fit as its visible code, `[U+202E]`."""
    return _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", _LINE_ENDS.sub("\n", text))


def reads_leftward(text: str) -> bool:
    """Whether a paragraph of `text` begins at the right."""
    return base_level(text) == 1


def script_runs(text: str) -> Iterator[ScriptRun]:
    """The runs of `text`, none of them empty; together they are `text`."""
    if text.isascii():
        if text:
            yield ScriptRun(text, Script.PLAIN)
        return
    scripts = _settled(text)
    for script, group in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield ScriptRun("".join(char for _, char in group), script)


def _settled(text: str) -> list[Script]:
    """The script of each character; one without any takes that of its neighbours, or the paragraph's where they
    differ."""
    han = Script.JAPANESE if any(_within(ord(char), _KANA) for char in text) else Script.CHINESE
    own: list[Script | None] = []
    for char in text:
        # Accents and joiners never part from their letter.
        own.append(own[-1] if own and _clings(char) else _script(char, han))
    base = Script.LEFTWARD if reads_leftward(text) else Script.PLAIN
    before: list[Script] = []
    last = base
    for script in own:
        last = script or last
        before.append(last)
    settled: list[Script] = []
    after = base
    for script, previous in zip(reversed(own), reversed(before), strict=True):
        after = script or after
        settled.append(after if after is previous else base if Script.LEFTWARD in (after, previous) else previous)
    return settled[::-1]


def _clings(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or unicodedata.bidirectional(char) == "BN"


def _script(char: str, han: Script) -> Script | None:
    direction = unicodedata.bidirectional(char)
    if direction in ("R", "AL", "AN"):
        return Script.LEFTWARD
    code = ord(char)
    if direction != "L" or code < 0x0900:
        return Script.PLAIN if direction == "L" else _wide(code, han)
    if _within(code, _COMPLEX):
        return Script.COMPLEX
    return Script.KOREAN if _within(code, _HANGUL) else _wide(code, han) or Script.PLAIN


def _wide(code: int, han: Script) -> Script | None:
    return han if _within(code, _KANA) or _within(code, _HAN) else None


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
