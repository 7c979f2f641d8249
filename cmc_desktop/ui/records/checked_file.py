"""A file that was checked, and what was found, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.model.services.verifying import Finding, Verdict
from cmc_desktop.ui.saying import tr


@dataclass(frozen=True)
class CheckedFile:
    """`verdict` is None where the file could not be read; `trouble` then says why."""

    path: Path
    verdict: Verdict | None
    trouble: str = ""

    @property
    def finding(self) -> Finding:
        return self.verdict.finding if self.verdict is not None else Finding.UNCHECKED

    @property
    def heading(self) -> str:
        """What was found, in a few plain words."""
        return {
            Finding.UNCHANGED: tr("Unchanged"),
            Finding.CHANGED: tr("Changed"),
            Finding.UNKNOWN_SIGNER: tr("Signed by someone unknown"),
            Finding.UNCOMPARED: tr("The pages cannot be compared"),
            Finding.UNCHECKED: tr("Cannot be checked"),
        }[self.finding]

    @property
    def reason(self) -> str:
        return self.verdict.reason if self.verdict is not None else self.trouble
