"""The fields that people type into, by how a name is looked for in them."""

from __future__ import annotations

from collections.abc import Mapping

from cmc_desktop.model.domain.agenda import AgendaItem, PhaseRun, Workshop
from cmc_desktop.model.domain.answer import Answer
from cmc_desktop.model.domain.box_mark import BoxMark
from cmc_desktop.model.domain.card_text import CardText
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.minute import Minute
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.remark import Remark
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.text import LINE_LIMIT, NOTE_LIMIT

#: what people said and wrote by the way, by kind and field, with the longest that fits
TALK: Mapping[type[Entity], Mapping[str, int]] = {
    Head: {"session": LINE_LIMIT},
    AgendaItem: {"name": LINE_LIMIT},
    PhaseRun: {"skip_reason": LINE_LIMIT},
    Answer: {"words": NOTE_LIMIT, "how": LINE_LIMIT},
    BoxMark: {"by": LINE_LIMIT},
    CardText: {"say": NOTE_LIMIT, "rule": NOTE_LIMIT, "move_on": NOTE_LIMIT},
    Minute: {"text": NOTE_LIMIT},
    Note: {"dropped_why": LINE_LIMIT},
    Parked: {"text": NOTE_LIMIT, "outcome": NOTE_LIMIT, "session": LINE_LIMIT},
    Participant: {"leaving_reason": NOTE_LIMIT},
    Remark: {"words": NOTE_LIMIT},
}
#: words that people agreed on or may agree on, and others in which a part of a name mostly means something else
AGREED: Mapping[type[Entity], Mapping[str, int]] = {
    Head: {"title": LINE_LIMIT, "city": LINE_LIMIT},
    Note: {"text": NOTE_LIMIT, "said": NOTE_LIMIT, "tags": LINE_LIMIT},
    Revision: {"why": LINE_LIMIT},
    Workshop: {"protocol": LINE_LIMIT},
}
#: what people say of themselves: there their own name counts in parts as well
ABOUT_THEMSELVES = ("organisation", "role", "speaks_for")
