"""The key that records are signed with, and the certificates that are trusted on this computer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.model.services.clock import Clock

if TYPE_CHECKING:
    from cmc_desktop.model.export.certificate import Certificate


@dataclass(frozen=True, slots=True)
class KeyWish:
    """Which key signs: a PKCS#12 `file` (.p12, .pfx), or the app's own when None; and its PIN, which is never kept."""

    pin: str = field(repr=False)
    file: Path | None = None


class SigningKeys:
    """Keys and certificates below `folder`, which only its owner can read; made with the first thing put there.

    All methods may take a moment and are safe on a worker thread; none goes to the network.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    @property
    def own_file(self) -> Path:
        """Where the app's own key is, as PKCS#12 under its PIN; there may be none yet."""
        return self._folder / "own.p12"

    def own(self) -> Certificate | None:
        """The certificate of the app's own key; None before one was made. Needs no PIN."""
        raise NotImplementedError

    def make(self, name: str, pin: str) -> Certificate:
        """Make the app's own key in the name of a council, under `pin`; its certificate is trusted here at once.

        Raises Refusal without a name, for a PIN of fewer than `PIN_LENGTH` characters, and when there is a key already.
        """
        raise NotImplementedError

    def check(self, wish: KeyWish) -> Certificate:
        """The certificate of a key, when its PIN opens it and it can sign today.

        Raises WrongPin, Refusal (expired, not valid yet, readable by others), BadFile (damaged, no key in it),
        NotThere.
        """
        raise NotImplementedError

    def sign(self, pdf: bytes, wish: KeyWish) -> bytes:
        """`pdf` with a signature after it. Raises as `check`."""
        raise NotImplementedError

    def export_certificate(self, path: Path) -> Certificate:
        """Write the own key's certificate, without the key, into a .cer (DER) or .pem file.

        Raises NotThere, Refusal, FileTrouble.
        """
        raise NotImplementedError

    def trusted(self) -> tuple[Certificate, ...]:
        """The certificates whose signatures are known here, the app's own first, then by name."""
        raise NotImplementedError

    def trust(self, path: Path) -> Certificate:
        """Trust the certificate in a .cer, .crt, .der or .pem file from now on. Raises BadFile, Refusal, NotThere."""
        raise NotImplementedError

    def forget(self, fingerprint: str) -> Certificate:
        """Trust a certificate no longer; `fingerprint` may be its first 8 digits or more, with spaces or without.

        Raises NotThere when none has it, Refusal when several begin so or for the app's own.
        """
        raise NotImplementedError
