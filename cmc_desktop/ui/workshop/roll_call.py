"""The order in which people are asked: who begins, who is next, who comes later, the way back."""

from __future__ import annotations

from cmc_desktop.model.domain.agreement import Agreement, Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.revision import digest

#: those who were never asked come first, then those who have to be asked again, then those not satisfied yet
_FIRST = (Standing.NOT_ASKED, Standing.STALE, Standing.NOT_YET)


def begins_with(canvas: Canvas) -> str:
    """The id of the person the asking begins with; empty when nobody is there.

    About words that somebody was asked about already, it goes on after whoever was asked last. About new words it
    begins one place further on than about those before, so that nobody always begins; and the first of the roster,
    often the most senior, does not begin the first round.
    """
    here = [row.person.id for row in agreement(canvas).in_room]
    if not here:
        return ""
    answers = canvas.answers
    asked = [answer.person for answer in answers if answer.content_hash == canvas.content_hash]
    if asked and asked[-1] in here:
        return here[(here.index(asked[-1]) + 1) % len(here)]
    rounds = len({answer.content_hash for answer in answers})
    return here[starting_place(canvas.id, len(here), rounds)]


def starting_place(canvas_id: str, people: int, rounds: int) -> int:
    """The place among so many `people`, from 0, at which the round after `rounds` others begins."""
    offset = 1 + int(digest(canvas_id)[:8], 16) % (people - 1) if people > 1 else 0
    return (offset + rounds) % people


def asking_order(now: Agreement, start: str) -> list[str]:
    """The ids of those to ask, by standing; within one standing the round begins with `start`."""
    here = [row.person.id for row in now.in_room]
    first = here.index(start) if start in here else 0
    places = {person: (place - first) % len(here) for place, person in enumerate(here)}
    rows = sorted(now.to_ask, key=lambda row: (_FIRST.index(row.standing), places[row.person.id]))
    return [row.person.id for row in rows]


class RollCall:
    """One round of asking. `current` is the person in front; empty when the round is over."""

    def __init__(self, now: Agreement, start: str, first: str = "") -> None:
        """The round begins with `start`; with `first`, whatever their standing, when somebody is chosen."""
        self._start = first or start
        self._waiting = asking_order(now, self._start)
        self._trail: list[str] = []
        self._asked_for: dict[str, str] = {}
        if first:
            self._bring_forward(first)

    @property
    def current(self) -> str:
        return self._waiting[0] if self._waiting else ""

    @property
    def before(self) -> str:
        """Who was in front before; empty for nobody."""
        return self._trail[-1] if self._trail else ""

    def answered(self, content_hash: str) -> None:
        """The person in front has answered for these words."""
        person = self._waiting.pop(0)
        self._trail.append(person)
        self._asked_for.pop(person, None)  # the order is that of the answers
        self._asked_for[person] = content_hash

    @property
    def last_answered(self) -> str:
        """Who answered last in this round; empty for nobody."""
        return next(reversed(self._asked_for), "")

    def take_back(self) -> None:
        """The last answer of this round is none any more; its person is asked again."""
        if self._asked_for:
            person, _ = self._asked_for.popitem()
            self.go_to(person)

    def later(self) -> None:
        """The person in front is asked after the others."""
        if len(self._waiting) > 1:
            self._trail.append(self.current)
            self._waiting.append(self._waiting.pop(0))

    def back(self) -> None:
        """Return to the person who was in front before."""
        if self._trail:
            self._bring_forward(self._trail.pop())

    def go_to(self, person: str) -> None:
        """Ask this person now; whoever was in front follows."""
        if person == self.current:
            return
        if self.current:
            self._trail.append(self.current)
        self._bring_forward(person)

    def follow(self, now: Agreement, content_hash: str) -> None:
        """Take in what has changed meanwhile: who left is passed over, who has to be asked joins at the end.

        Nobody who has answered for these very words in this round is asked a second time.
        """
        here = {row.person.id for row in now.in_room}
        to_ask = {row.person.id for row in now.to_ask}
        front = self._waiting[:1]
        self._waiting = [p for p in self._waiting if p in here and (p in to_ask or p in front)]
        self._trail = [person for person in self._trail if person in here]
        known = set(self._waiting)
        for person in asking_order(now, self._start):
            if person not in known and self._asked_for.get(person) != content_hash:
                self._waiting.append(person)

    def _bring_forward(self, person: str) -> None:
        if person in self._waiting:
            self._waiting.remove(person)
        self._waiting.insert(0, person)
