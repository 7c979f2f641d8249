"""The pages of a record after the board: who agreed to these words, when and how, and what the seal means."""

from __future__ import annotations

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.agreement import Row, agreement
from cmc_desktop.model.domain.answer import Answer, AnswerKind
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import day, moment, time_of_day
from cmc_desktop.model.domain.participant import Capacity, Leaving, Participant
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.export.flow import Flow
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.record_setting import RecordSetting


class RecordPages:
    """Writes the chapters of a record into a flow, in the order they are read."""

    def __init__(self, canvas: Canvas, sign_off: SignOff, flow: Flow, setting: RecordSetting) -> None:
        self._setting = setting
        self._canvas = canvas
        self._sign_off = sign_off
        self._flow = flow
        self._rows = {row.person.id: row for row in agreement(canvas).rows}

    def write(self) -> None:
        self._flow.beside(self._facts, self._meaning)
        self._people()
        self._words()
        self._leavers()
        self._phases()
        self._lineage()

    def _facts(self) -> None:
        head, flow = self._canvas.head, self._flow
        flow.heading(tr("Record of agreement"))
        in_room = sum(row.person.present for row in self._rows.values())
        flow.words(
            trn(
                "The one person who counts and was in the room was asked directly "
                "and was satisfied with exactly these words.",
                "The {n} people who count and were in the room were asked directly, one by one, "
                "and were satisfied with exactly these words.",
                in_room,
            )
        )
        flow.space(2)
        before = seal_number(head.base) if head.base else tr("none: this is the first version")
        flow.facts(
            [
                (tr("Title"), head.title),
                (tr("City"), head.city or "–"),
                (tr("Canvas"), self._canvas.template.title),
                *([(tr("Session"), head.session)] if head.session else []),
                (tr("Version"), str(head.version)),
                (tr("Signed"), moment(self._sign_off.at)),
                (tr("Seal number"), seal_number(self._sign_off.content_hash)),
                (tr("Continues from"), before),
                (tr("Project"), head.project),
                (tr("Written"), moment(self._setting.now)),
            ]
        )

    def _meaning(self) -> None:
        flow = self._flow
        flow.heading(tr("What the seal number means"))
        for sentence in (
            tr(
                "The seal number is computed from the title, the city and every note with its box, order and tags. "
                "Change one letter, and the number is another one. Whoever kept the number, for instance in the "
                "minutes, can tell at any time whether a canvas still has the words that were signed."
            ),
            tr(
                "The number does not cover the names, answers and times on these pages. A check sum over this whole "
                "file finds accidental changes to them; somebody who changes the file on purpose could compute "
                "it anew. So keep the seal number in a second place."
            ),
            tr(
                "The seal does not show who pressed the button, and the time is that of the computer’s clock. The "
                "answers were written down by the moderator as people gave them."
            ),
            *self._signature(),
            tr(
                "To check this file: open it in CMC Desktop, or run “cmc-desktop verify” with it. The canvas itself is "
                "attached to this PDF as record.cmc."
            ),
        ):
            flow.words(sentence)

    def _signature(self) -> tuple[str, ...]:
        """What a certificate adds to the seal, and what it does not prove."""
        signer = self._setting.signed_by
        if signer is None:
            return (tr("This record is not signed with a certificate."),)
        return (
            tr(
                "This file is signed with a certificate that bears the name “{name}”. "
                "Its fingerprint is {fingerprint}.",
                name=signer.name,
                fingerprint=seal_number(signer.fingerprint),
            ),
            tr(
                "The signature shows that nothing in this file was changed after whoever has the key of that "
                "certificate signed it. It does not show who that was: anybody can make a certificate in any name, so "
                "compare the fingerprint with the one that the council gave out. No other place vouches for the time."
            ),
        )

    def _people(self) -> None:
        people = self._canvas.people
        self._flow.heading(tr("Who was in the room, and what they answered"))
        heads = [
            tr("Name"),
            tr("Organisation, role"),
            tr("Capacity"),
            tr("Speaks for"),
            tr("In the room"),
            tr("Answer"),
        ]
        rows = [
            [
                person.name,
                ", ".join(part for part in (person.organisation, person.role) if part) or "–",
                Capacity(person.capacity).label,
                person.speaks_for or "–",
                _in_room(person),
                self._answer(person),
            ]
            for person in people
        ]
        self._flow.table(heads, (2.2, 3.1, 1.3, 2.2, 1.6, 2.2), rows, tr("People"))

    def _answer(self, person: Participant) -> str:
        row = self._rows.get(person.id)
        if row is None:
            return tr("not asked: does not count")
        if row.answer is None or not row.person.arrived_at:
            return row.standing.label
        return f"{row.standing.label}\n{_given(row.answer)}"

    def _words(self) -> None:
        names = {person.id: person.name for person in self._canvas.people}
        final = {row.answer.id for row in self._rows.values() if row.answer}
        spoken = [answer for answer in self._canvas.answers if answer.words and not answer.withdrawn]
        last = [answer for answer in spoken if answer.id in final]
        earlier = [answer for answer in spoken if answer.id not in final]
        self._flow.heading(tr("Reservations, in their own words"))
        if not last:
            self._flow.words(tr("Nobody stated a reservation."))
        self._quote(last, names)
        if earlier:
            self._flow.heading(tr("Said before the last answers, in their own words"))
            self._quote(earlier, names)

    def _quote(self, answers: list[Answer], names: dict[str, str]) -> None:
        for answer in answers:
            name = names.get(answer.person, tr("a person who was taken off the list"))
            said = f"{name} – {AnswerKind(answer.kind).label}, {_given(answer)}"
            self._flow.words(said, FontStyle.SEMIBOLD, where=tr("People"), follow=True)
            self._flow.words(answer.words, FontStyle.ITALIC, where=tr("Answers"), indent=12)
            self._flow.space(2)

    def _leavers(self) -> None:
        leavers = [row for row in self._rows.values() if row.person.left_at]
        if not leavers:
            return
        self._flow.heading(tr("Those who left before the end"))
        for row in leavers:
            words = tr("{name} left at {time}", name=row.person.name, time=time_of_day(row.person.left_at))
            self._flow.words(f"{words}: {_decision(row)}", FontStyle.SEMIBOLD, where=tr("People"))
            if row.person.leaving_reason:
                self._flow.words(row.person.leaving_reason, FontStyle.ITALIC, where=tr("Answers"), indent=12)

    def _phases(self) -> None:
        items = self._canvas.agenda
        if not items:
            return
        self._flow.heading(tr("The workshop, phase by phase"))
        heads = [tr("Phase"), tr("Planned"), tr("Taken"), tr("Began"), tr("Ended"), tr("Remark")]
        rows = [self._phase(item) for item in items]
        self._flow.table(heads, (3, 1.4, 1.2, 1, 1, 4), rows, tr("Agenda"))

    def _lineage(self) -> None:
        """The versions before this one, as far as the library knew them, the latest first."""
        if not self._setting.lineage:
            return
        self._flow.heading(tr("The versions before this one"))
        heads = [tr("Version"), tr("Session"), tr("Day"), tr("Seal number of its words")]
        rows = [
            [
                str(one.version),
                one.session or "–",
                tr("signed {day}", day=day(one.at)) if one.signed else tr("begun {day}, not signed", day=day(one.at)),
                seal_number(one.seal),
            ]
            for one in self._setting.lineage
        ]
        self._flow.table(heads, (1, 2.5, 2, 6), rows, tr("Versions"))

    def _phase(self, item: AgendaItem) -> list[str]:
        run = self._canvas.run(item.id)
        planned = tr("{n} min", n=item.minutes)
        if run.extra_minutes:
            planned += " " + tr("({n} added)", n=f"{run.extra_minutes:+d}")
        taken = tr("{n} min", n=run.minutes_taken(self._sign_off.at)) if run.started_at else "–"
        remark = "" if run.started_at or run.skipped else tr("did not take place")
        if run.skipped:
            remark = tr("skipped: {reason}", reason=run.skip_reason)
        return [item.title, planned, taken, time_of_day(run.started_at), time_of_day(run.ended_at), remark]


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
