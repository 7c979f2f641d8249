"""All that the pages of a record rest on besides the canvas: paper, time, clocks, versions before it, who signs it.

It is kept in the file for machines, so that whoever checks a record can print its pages anew and compare them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import Offsets, offset_at
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.export.language import language
from cmc_desktop.model.export.lineage import Ancestor

_TEXT_LIMIT = 200_000
_ANCESTORS_LIMIT = 1000
_OFFSETS_LIMIT = 100
#: the clocks of one place are never further apart over the year, nor further from Greenwich
_SUMMER, _FAR = 120, 15 * 60
_LAST_TIME = 253_402_300_799_000
#: boards to hang on a wall; what follows them is read at a table
_POSTERS = ("A2", "A1", "A0")
_TEXT_PAPER = "A3"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """The certificate that a record is to be signed with, as its pages name it; the fingerprint in capitals."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RecordSetting:
    """`now` is in ms the time of writing, `app` who wrote it, `language` the code of the words' language.

    The paper lies or stands `upright`; `layout` is how the boxes lie on it. `text_paper` is the size of the pages
    after the board; empty, as in records that do not tell it, where it is the board's.
    """

    app: str
    language: str
    paper: str
    now: int
    clocks: Offsets
    lineage: tuple[Ancestor, ...] = ()
    signed_by: SignedBy | None = None
    upright: bool = False
    layout: Layout = Layout.STANDARD
    text_paper: str = ""

    def text(self) -> str:
        """One line of ASCII."""
        told = asdict(self)
        if not self.text_paper:
            # Records from before there was such a thing are printed anew without it.
            del told["text_paper"]
        return json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def clocks_here(canvas: Canvas, lineage: tuple[Ancestor, ...], now: int) -> Offsets:
    """How this place's clocks stood at every time that a record of `canvas` tells, each change once."""
    steps: list[tuple[int, int]] = []
    for at in sorted({now, *_times(canvas), *(one.at for one in lineage)} - {0}):
        shift = offset_at(at)
        if not steps or steps[-1][1] != shift:
            steps.append((at, shift))
    return tuple(steps)


def _times(canvas: Canvas) -> Iterator[int]:
    if canvas.sign_off is not None:
        yield canvas.sign_off.at
    for person in canvas.all(Participant):
        yield from (person.arrived_at, person.left_at)
    for item in canvas.agenda:
        run = canvas.run(item.id)
        yield from (run.started_at, run.ended_at)
    yield from (answer.at for answer in canvas.answers)


def read_setting(text: str) -> RecordSetting | None:
    """The setting in a record's own words; None for what this version does not understand."""
    if len(text) > _TEXT_LIMIT:
        return None
    try:
        found = json.loads(text)
        setting = RecordSetting(
            _words(found["app"]),
            _words(found["language"]),
            _words(found["paper"]),
            _whole(found["now"], 0, _LAST_TIME),
            _clocks(found["clocks"]),
            tuple(_ancestor(one) for one in found["lineage"][:_ANCESTORS_LIMIT]),
            None if found["signed_by"] is None else SignedBy(**{k: _words(v) for k, v in found["signed_by"].items()}),
            found.get("upright", False) is True,
            Layout(found.get("layout", Layout.STANDARD)),
            _words(found.get("text_paper", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return setting


def _clocks(found: list[list[int]]) -> Offsets:
    steps = tuple(
        (_whole(at, -_LAST_TIME, _LAST_TIME), _whole(shift, -_FAR, _FAR)) for at, shift in found[:_OFFSETS_LIMIT]
    )
    shifts = [shift for _, shift in steps]
    if not steps or list(steps) != sorted(steps) or max(shifts) - min(shifts) > _SUMMER:
        raise ValueError("no clocks go like this")
    return steps


def _ancestor(found: dict[str, Any]) -> Ancestor:
    return Ancestor(
        _whole(found["version"], 1, 1_000_000),
        _words(found["session"]),
        _whole(found["at"], 0, _LAST_TIME),
        found["signed"] is True,
        _words(found["seal"]),
    )


def _words(value: object) -> str:
    if type(value) is not str or len(value) > 1000:
        raise ValueError(value)
    return value


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError(value)
    return value


def setting_here(
    canvas: Canvas,
    *,
    app: str,
    paper: str,
    now: int,
    lineage: tuple[Ancestor, ...],
    signed_by: SignedBy | None,
    upright: bool = False,
    layout: Layout = Layout.STANDARD,
) -> RecordSetting:
    """The setting of a record that is written here and now, in the language in use."""
    clocks = clocks_here(canvas, lineage, now)
    text_paper = _TEXT_PAPER if paper.upper() in _POSTERS else ""
    return RecordSetting(app, language(), paper, now, clocks, lineage, signed_by, upright, layout, text_paper)
