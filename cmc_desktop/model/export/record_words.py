"""What a record says of how a canvas was agreed on, apart from how it is set: for its pages and for copies of it."""

from __future__ import annotations

from dataclasses import dataclass

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.agreement import Row, Standing, agreement
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day, moment, time_of_day
from cmc_desktop.model.domain.names_taken_out import names_out_sentence, roles_sentence, signed_hash
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.export.document import Column, Table
from cmc_desktop.model.export.lineage import Ancestor


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, and in a line before them who said them and when; `words` may be empty."""

    who: str
    words: str


class RecordWords:
    """The chapters of a record in words and tables."""

    def __init__(self, canvas: Canvas, sign_off: SignOff) -> None:
        self._canvas = canvas
        self._sign_off = sign_off
        self._rows = {row.person.id: row for row in agreement(canvas).rows}

    @property
    def agreed(self) -> str:
        """How many agreed, to what, and how many of them with a reservation, in a sentence."""
        present = [row for row in self._rows.values() if row.person.present]
        reserved = sum(row.standing is Standing.RESERVATION for row in present)
        if not reserved:
            return trn(
                "The one person who counts and was in the room was asked directly "
                "and was satisfied with exactly these words.",
                "The {n} people who count and were in the room were asked directly, one by one, "
                "and were satisfied with exactly these words.",
                len(present),
            )
        return trn(
            "The one person who counts and was in the room was asked directly "
            "and was satisfied with exactly these words, with a reservation.",
            "The {n} people who count and were in the room were asked directly, one by one, "
            "and were satisfied with exactly these words, {reserved}.",
            len(present),
            reserved=trn("one of them with a reservation", "{n} of them with a reservation", reserved),
        )

    def facts(self, now: int) -> list[tuple[str, str]]:
        """Names and values; `now` in ms is when it is written."""
        head = self._canvas.head
        before = seal_number(head.base) if head.base else tr("none: this is the first version")
        return [
            (tr("Title"), head.title),
            (tr("City"), head.city or "–"),
            (tr("Canvas"), self._canvas.template.title),
            *([(tr("Session"), head.session)] if head.session else []),
            (tr("Version"), str(head.version)),
            (tr("Signed"), moment(self._sign_off.at)),
            (tr("Seal number"), seal_number(signed_hash(self._canvas))),
            (tr("Continues from"), before),
            (tr("Project"), head.project),
            (tr("Written"), moment(now)),
        ]

    @property
    def names_taken_out(self) -> tuple[str, ...]:
        """That people are called by roles, and that words which once named people were changed, where it is so."""
        return tuple(filter(None, [roles_sentence(self._canvas), names_out_sentence(self._canvas)]))

    @property
    def people(self) -> Table:
        """Everybody on the roster, in which capacity, and the answer."""
        return Table(
            (
                Column(tr("Name"), 2.2),
                Column(tr("Organisation, role"), 3.1),
                Column(tr("Capacity"), 1.3),
                Column(tr("Speaks for"), 2.2),
                Column(tr("In the room"), 1.6),
                Column(tr("Answer"), 2.2),
            ),
            tuple(
                (
                    person.name,
                    ", ".join(part for part in (person.organisation, person.role) if part) or "–",
                    Capacity(person.capacity).label,
                    person.speaks_for or "–",
                    _in_room(person),
                    self._answer(person),
                )
                for person in self._canvas.people
            ),
        )

    def _answer(self, person: Participant) -> str:
        row = self._rows.get(person.id)
        if row is None:
            return tr("not asked: does not count")
        if row.answer is None or not row.person.arrived_at:
            return row.standing.label
        return f"{row.standing.label}\n{_given(row.answer)}"

    @property
    def reservations(self) -> list[Said]:
        """What was said with the answers that count."""
        return [self._said(answer) for answer in self._spoken if answer.id in self._final]

    @property
    def said_before(self) -> list[Said]:
        """What was said with answers that others came after."""
        return [self._said(answer) for answer in self._spoken if answer.id not in self._final]

    @property
    def _final(self) -> set[str]:
        return {row.answer.id for row in self._rows.values() if row.answer}

    @property
    def _spoken(self) -> list[Answer]:
        return [answer for answer in self._canvas.answers if answer.words and not answer.withdrawn]

    def _said(self, answer: Answer) -> Said:
        person = next((one for one in self._canvas.people if one.id == answer.person), None)
        name = person.name if person else tr("a person who was taken off the list")
        return Said(f"{name} – {AnswerKind(answer.kind).label}, {_given(answer)}", answer.words)

    @property
    def leavers(self) -> list[Said]:
        """Who left before the end, what was decided about the answer, and why."""
        found = []
        for row in self._rows.values():
            person = row.person
            if person.left_at:
                left = tr("{name} left at {time}", name=person.name, time=time_of_day(person.left_at))
                found.append(Said(f"{left}: {_decision(row)}", person.leaving_reason))
        return found

    @property
    def phases(self) -> Table | None:
        """The agenda as it was planned and as it went; None without one."""
        items = self._canvas.agenda
        if not items:
            return None
        columns = (
            Column(tr("Phase"), 3),
            Column(tr("Planned"), 1.4),
            Column(tr("Taken, without pauses"), 1.2),
            Column(tr("Began"), 1),
            Column(tr("Ended"), 1),
            Column(tr("Remark"), 4),
        )
        return Table(columns, tuple(self._phase(item) for item in items))

    def _phase(self, item: AgendaItem) -> tuple[str, ...]:
        run = self._canvas.run(item.id)
        planned = tr("{n} min", n=item.minutes)
        if run.extra_minutes:
            planned += " " + tr("({n} added)", n=f"{run.extra_minutes:+d}")
        taken = tr("{n} min", n=run.minutes_taken(self._sign_off.at)) if run.started_at else "–"
        remark = "" if run.started_at or run.skipped else tr("did not take place")
        if run.skipped:
            remark = tr("skipped: {reason}", reason=run.skip_reason)
        return item.title, planned, taken, time_of_day(run.started_at), time_of_day(run.ended_at), remark


def versions_before(lineage: tuple[Ancestor, ...]) -> Table | None:
    """The versions before a record's, as far as the library knew them, the latest first; None without any."""
    if not lineage:
        return None
    return Table(
        (
            Column(tr("Version"), 1),
            Column(tr("Session"), 2.5),
            Column(tr("Day"), 2),
            Column(tr("Number of its words"), 6),
        ),
        tuple(
            (
                str(one.version),
                one.session or "–",
                tr("signed {day}", day=day(one.at)) if one.signed else tr("begun {day}, not signed", day=day(one.at)),
                seal_number(one.seal),
            )
            for one in lineage
        ),
    )


def what_the_seal_covers() -> str:
    """What the seal number is computed from, and what it is good for."""
    return tr(
        "The seal number is computed from the title, the city and every note with its box, order and tags. "
        "Change one letter, and the number is another one. Whoever kept the number, for instance in the "
        "minutes, can tell at any time whether a canvas still has the words that were signed."
    )


def what_the_seal_leaves_open() -> str:
    """What no seal number shows."""
    return tr(
        "The seal does not show who pressed the button, and the time is that of the computer’s clock. The "
        "answers were written down by the moderator as people gave them."
    )


def _in_room(person: Participant) -> str:
    if not person.arrived_at:
        return tr("did not come")
    if person.left_at:
        return tr("{arrived} to {left}", arrived=time_of_day(person.arrived_at), left=time_of_day(person.left_at))
    return tr("from {arrived} to the end", arrived=time_of_day(person.arrived_at))


def _given(answer: Answer) -> str:
    how = {"spoken": tr("spoken")}.get(answer.how, answer.how)
    return f"{day(answer.at)} {time_of_day(answer.at)}, {how}"


def _decision(row: Row) -> str:
    decision = Leaving(row.person.leaving)
    if decision is Leaving.LAST_ANSWER and row.answer is not None:
        return tr(
            "the last answer counts: {answer}", answer=f"{AnswerKind(row.answer.kind).label}, {_given(row.answer)}"
        )
    if decision is Leaving.EXCLUDED:
        return tr("not counted, because:")
    return tr("nothing was decided")
