"""A certificate as people compare it: whose name it bears, its fingerprint, from when until when it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cmc_desktop.model.domain.errors import Refusal


class WrongPin(Refusal):
    """The PIN does not open the key; nothing was signed."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`name` is what the certificate says of its holder, which nobody checked; `issuer` is who made it.

    `since` and `until` are in ms since 1970 in UTC, `der` is the certificate itself.
    """

    name: str
    issuer: str
    since: int
    until: int
    der: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 hexadecimal digits in capitals."""
        return hashlib.sha256(self.der).hexdigest().upper()

    @property
    def grouped(self) -> str:
        """The fingerprint in groups of four, for reading aloud."""
        digits = self.fingerprint
        return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))

    def holds_at(self, at: int) -> bool:
        """Whether it is valid at `at` ms."""
        return self.since <= at <= self.until
