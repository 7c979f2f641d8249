"""The pages of a record after the board: who agreed to these words, when and how, and what the seal means."""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.export.document import Table
from cmc_desktop.model.export.flow import Flow
from cmc_desktop.model.export.fonts import FontStyle
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.record_words import (
    RecordWords,
    Said,
    versions_before,
    what_the_seal_covers,
    what_the_seal_leaves_open,
)


class RecordPages:
    """Writes the chapters of a record into a flow, in the order they are read."""

    def __init__(self, canvas: Canvas, sign_off: SignOff, flow: Flow, setting: RecordSetting) -> None:
        self._setting = setting
        self._told = RecordWords(canvas, sign_off)
        self._flow = flow

    def write(self) -> None:
        self._flow.beside(self._facts, self._meaning)
        self._flow.heading(tr("Who was in the room, and what they answered"))
        self._table(self._told.people, tr("People"))
        self._words()
        self._leavers()
        phases, versions = self._told.phases, versions_before(self._setting.lineage)
        if phases is not None:
            self._flow.heading(tr("The workshop, phase by phase"))
            self._table(phases, tr("Agenda"))
        if versions is not None:
            self._flow.heading(tr("The versions before this one"))
            self._table(versions, tr("Versions"))

    def _facts(self) -> None:
        flow = self._flow
        flow.heading(tr("Record of agreement"))
        flow.words(self._told.agreed)
        flow.space(2)
        flow.facts(self._told.facts(self._setting.now))

    def _meaning(self) -> None:
        flow = self._flow
        flow.heading(tr("What the seal number means"))
        for sentence in (
            *self._told.names_taken_out,
            what_the_seal_covers(),
            tr(
                "The number does not cover the names, answers and times on these pages. A check sum over this whole "
                "file finds accidental changes to them; somebody who changes the file on purpose could compute "
                "it anew. So keep the seal number in a second place."
            ),
            what_the_seal_leaves_open(),
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

    def _table(self, table: Table, where: str) -> None:
        heads, shares = [column.head for column in table.columns], tuple(column.share for column in table.columns)
        self._flow.table(heads, shares, [list(row) for row in table.rows], where)

    def _words(self) -> None:
        reservations, before = self._told.reservations, self._told.said_before
        self._flow.heading(tr("Reservations, in their own words"))
        if not reservations:
            self._flow.words(tr("Nobody stated a reservation."))
        self._quote(reservations)
        if before:
            self._flow.heading(tr("Said before the last answers, in their own words"))
            self._quote(before)

    def _quote(self, said: list[Said]) -> None:
        for one in said:
            self._flow.words(one.who, FontStyle.SEMIBOLD, where=tr("People"), follow=True)
            self._flow.words(one.words, FontStyle.ITALIC, where=tr("Answers"), indent=12)
            self._flow.space(2)

    def _leavers(self) -> None:
        leavers = self._told.leavers
        if not leavers:
            return
        self._flow.heading(tr("Those who left before the end"))
        for one in leavers:
            self._flow.words(one.who, FontStyle.SEMIBOLD, where=tr("People"))
            if one.words:
                self._flow.words(one.words, FontStyle.ITALIC, where=tr("Answers"), indent=12)
