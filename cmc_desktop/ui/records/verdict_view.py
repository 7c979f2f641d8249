"""What checking one file found, large and in plain words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.local_time import day_and_time
from cmc_desktop.model.services.verifying import Finding, Verdict
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.records.checked_file import CheckedFile
from cmc_desktop.ui.records.seal_field import SealField
from cmc_desktop.ui.records.signer_view import SignerView
from cmc_desktop.ui.saying import in_a_row, tr


class VerdictView(QFrame):
    """What was found, in a word; a sentence why; the seal number; who signed.

    Signals:
        trust_chosen(Certificate): somebody wants to trust the certificate that signed.
    """

    trust_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "sheet")
        self._look = look
        self._sign = QLabel()
        self.heading = plain_label("finding")
        self.reason = plain_label("reason")
        self.facts = plain_label("muted")
        self.seal = SealField()
        self.signer = SignerView()
        self.signer.trust_chosen.connect(self.trust_chosen)
        self.remarks = plain_label("muted")
        self._rules = [dressed(QFrame(), "rule") for _ in range(3)]
        for rule in self._rules:
            rule.setFixedHeight(1)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 26, 32, 26)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.reason)
        layout.addWidget(self.facts)
        for rule, part in zip(self._rules, (self.seal, self.signer, self.remarks), strict=True):
            layout.addSpacing(6)
            layout.addWidget(rule)
            layout.addSpacing(6)
            layout.addWidget(part)

    def show_file(self, file: CheckedFile) -> None:
        """Tell what was found of `file`."""
        theme = self._look.theme
        icon, colour = {
            Finding.UNCHANGED: ("check", theme.good),
            Finding.CHANGED: ("concern", theme.overrun),
            Finding.UNKNOWN_SIGNER: ("concern", theme.warning),
            Finding.UNCOMPARED: ("stale", theme.warning),
            Finding.UNCHECKED: ("stale", theme.muted),
        }[file.finding]
        self._sign.setPixmap(self._look.icons.pixmap(icon, 44, colour))
        self.heading.setText(file.heading)
        self.reason.setText(file.reason)
        self.facts.setText("\n".join(_facts(file)))
        self._show_verdict(file.verdict)
        QAccessible.updateAccessibility(QAccessibleEvent(self.heading, QAccessible.Event.Alert))

    def _show_verdict(self, verdict: Verdict | None) -> None:
        number = (verdict.told_number or verdict.seal_number) if verdict is not None else ""
        if verdict is not None and number:
            self._show_number(verdict, number)
        self.seal.setVisible(bool(number))
        signer = verdict.signer if verdict is not None else None
        self.signer.show_signer(signer)
        self.remarks.setText("\n".join(verdict.remarks) if verdict is not None else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        for rule, part in zip(self._rules, (self.seal, self.signer, self.remarks), strict=True):
            rule.setVisible(not part.isHidden())

    def _show_number(self, verdict: Verdict, number: str) -> None:
        self.seal.invite(verdict.finding is not Finding.CHANGED)
        if verdict.finding is Finding.CHANGED:
            self.seal.show_number(
                number,
                tr("Seal number").upper(),
                tr(
                    "The words in the data inside have this number, but the file around them is not as it was written: "
                    "so the same number in the minutes does not make its pages true."
                ),
            )
            return
        if verdict.told_number:
            self.seal.show_number(
                number,
                tr("Seal number of the original, as this copy tells it").upper(),
                tr("It cannot be computed from this copy, out of whose words names were taken."),
                tr("But that proves no words of this copy: only the original shows them."),
            )
            return
        self.seal.show_number(
            number,
            verdict.number_label.upper(),
            tr("Computed from the title, the city and the notes in this file; names, answers and times are not in it."),
        )


def _facts(file: CheckedFile) -> list[str]:
    """Title, day of the sign-off, and the file, a line each."""
    verdict, lines = file.verdict, []
    if verdict is not None and verdict.title:
        lines.append(verdict.title)
    if verdict is not None and verdict.signed_at:
        lines.append(tr("Signed off {time}", time=day_and_time(verdict.signed_at)))
    elif verdict is not None and verdict.title and not verdict.signed:
        lines.append(tr("Not signed off"))
    return [in_a_row([*lines, tr("File: {name}", name=file.path.name)], " · ")]
