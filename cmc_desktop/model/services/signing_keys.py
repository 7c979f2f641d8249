"""The key that records are signed with, and the certificates that are trusted on this computer."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile, NotThere, Refusal
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.text import line
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.certificate import WrongPin as WrongPin
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.private_file import check_private, private_folder, write_private
from cmc_desktop.model.services.safe_file import FileTrouble, read_bounded, write_safely
from cmc_desktop.model.store.durable import sync_folder

if TYPE_CHECKING:
    from cmc_desktop.model.export.key_file import OpenedKey

#: the fewest characters of a PIN
PIN_LENGTH = 6
_PIN_LIMIT = 200
_FILE_LIMIT = 1_000_000
#: so many digits of a fingerprint name a certificate
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class KeyWish:
    """Which key signs: a PKCS#12 `file` (.p12, .pfx), or the app's own when None; and its PIN, which is never kept."""

    pin: str = field(repr=False)
    file: Path | None = None


def check_pin(pin: str) -> None:
    """Raises Refusal for a PIN that is too short or cannot be typed again."""
    if not PIN_LENGTH <= len(pin) <= _PIN_LIMIT or not pin.isprintable():
        raise Refusal(
            tr("A PIN has {n} characters or more.", n=PIN_LENGTH),
            todo=tr("Choose a longer one; a few words are best."),
        )


@dataclass(frozen=True, slots=True)
class TrustedCertificates:
    """The certificates that are trusted on this computer, and a sentence on each that was passed over as damaged."""

    certificates: tuple[Certificate, ...]
    remarks: tuple[str, ...]


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
        return self._folder / "own" / "key.p12"

    @property
    def _own_certificate(self) -> Path:
        return self.own_file.with_name("certificate.cer")

    @property
    def _trusted(self) -> Path:
        return self._folder / "trusted"

    def own(self) -> Certificate | None:
        """The certificate of the app's own key; None before one was made. Needs no PIN. Raises BadFile."""
        if not self._own_certificate.exists():
            return None
        return _certificate_in(self._own_certificate)

    def make(self, name: str, pin: str) -> Certificate:
        """Make the app's own key in the name of a council, under `pin`; its certificate is trusted here at once.

        Raises Refusal without a name, for a PIN of fewer than `PIN_LENGTH` characters, and when there is a key already.
        """
        name = line(name, tr("The name"))
        if not name:
            raise Refusal(tr("A key needs the name of the council that it is made for."))
        check_pin(pin)
        if self.own_file.parent.exists():
            raise self._there_already()
        # What makes keys is heavy: loaded with the first one.
        from cmc_desktop.model.export.key_file import make_key

        data, certificate = make_key(name, pin, self._clock.now())
        with _told(self._folder):
            self._put_own(data, certificate)
        return certificate

    def _put_own(self, data: bytes, certificate: Certificate) -> None:
        """Both files at once, or none. Raises OSError, Refusal."""
        private_folder(self._folder)
        making = self._folder / f".own-{secrets.token_hex(8)}"
        making.mkdir(mode=0o700)
        try:
            write_private(making / self.own_file.name, data)
            write_private(making / self._own_certificate.name, certificate.der)
            sync_folder(making)
            try:
                making.rename(self.own_file.parent)
            except OSError as error:
                if self.own_file.parent.exists():
                    raise self._there_already() from error
                raise
            sync_folder(self._folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def _there_already(self) -> Refusal:
        return Refusal(
            tr("There is a key already; a new one would have another fingerprint."),
            safe=tr("It was left as it is."),
            todo=tr("To begin anew, take the folder {folder} away yourself.", folder=self.own_file.parent),
        )

    def check(self, wish: KeyWish) -> Certificate:
        """The certificate of a key, when its PIN opens it and it can sign today.

        Raises WrongPin, Refusal (expired, not valid yet, readable by others), BadFile (damaged, no key in it),
        NotThere.
        """
        return self._opened(wish).certificate

    def words(self, wish: KeyWish) -> tuple[str, ...]:
        """Every word of the certificates that go into what a key signs, its own and its chain's. Raises as `check`."""
        from cmc_desktop.model.export.certificate_words import words_in_certificate

        key = self._opened(wish)
        return tuple(word for der in (key.certificate.der, *key.chain) for word in words_in_certificate(der))

    def sign(self, pdf: bytes, wish: KeyWish) -> bytes:
        """`pdf` with a signature after it. Raises as `check`."""
        key = self._opened(wish)
        # pyHanko takes half a second to load: with the first signature.
        from cmc_desktop.model.export.signature import sign_pdf

        return sign_pdf(pdf, key)

    def _opened(self, wish: KeyWish) -> OpenedKey:
        path = wish.file or self.own_file
        if wish.file is None and not path.exists():
            raise self._no_own()
        data = _small(path)
        with _read(path):
            check_private(path)
        from cmc_desktop.model.export.key_file import open_key

        key = open_key(data, wish.pin)
        self._check_time(key.certificate)
        return key

    def _check_time(self, certificate: Certificate) -> None:
        if certificate.holds_at(self._clock.now()):
            return
        late = self._clock.now() > certificate.until
        words = (
            tr("The certificate of this key has expired on {day}.", day=day(certificate.until))
            if late
            else tr("The certificate of this key is not valid before {day}.", day=day(certificate.since))
        )
        raise Refusal(
            words, safe=tr("Nothing was signed."), todo=tr("Look at this computer’s date, or ask for a new one.")
        )

    def _no_own(self) -> NotThere:
        return NotThere(
            tr("There is no key on this computer yet."),
            safe=tr("Nothing was signed."),
            todo=tr("Make one, or choose the council’s own file (.p12 or .pfx)."),
        )

    def export_certificate(self, path: Path) -> Certificate:
        """Write the own key's certificate, without the key, into a .cer (DER) or .pem file.

        Raises NotThere, Refusal, FileTrouble.
        """
        own = self.own()
        if own is None:
            raise self._no_own()
        if path.suffix.lower() not in (".cer", ".pem"):
            raise Refusal(
                tr("A certificate cannot be written as “{suffix}”.", suffix=path.suffix or path.name),
                safe=tr("Nothing was written."),
                todo=tr("End the name of the file in .cer or .pem."),
            )
        from cmc_desktop.model.export.key_file import as_pem

        write_safely(path, own.der if path.suffix.lower() == ".cer" else as_pem(own))
        return own

    def trusted(self) -> tuple[Certificate, ...]:
        """The certificates whose signatures are known here, the app's own first, then by name; no damaged ones."""
        return self.known().certificates

    def known(self) -> TrustedCertificates:
        """The trusted certificates that can be read, and which cannot."""
        own = [self._own_certificate] if self._own_certificate.exists() else []
        read: dict[Path, Certificate] = {}
        remarks: list[str] = []
        for path in (*own, *sorted(self._trusted.glob("*.cer"))):
            try:
                read[path] = _certificate_in(path)
            except (BadFile, NotThere):
                remarks.append(_passed_over(path))
        by_name = sorted(read, key=lambda path: (path not in own, read[path].name.casefold(), read[path].fingerprint))
        return TrustedCertificates(tuple(read[path] for path in by_name), tuple(remarks))

    def trust(self, path: Path) -> Certificate:
        """Trust the certificate in a .cer, .crt, .der or .pem file from now on. Raises BadFile, Refusal, NotThere."""
        from cmc_desktop.model.export.key_file import read_certificate

        return self.trust_certificate(read_certificate(_small(path)))

    def trust_certificate(self, certificate: Certificate) -> Certificate:
        """Trust a certificate from now on, such as one that signed a record. Raises Refusal, FileTrouble."""
        if any(one.fingerprint == certificate.fingerprint for one in self.trusted()):
            raise Refusal(tr("The certificate of “{name}” is trusted here already.", name=certificate.name))
        with _told(self._trusted):
            private_folder(self._folder)
            private_folder(self._trusted)
            write_private(self._trusted / f"{certificate.fingerprint}.cer", certificate.der)
            sync_folder(self._trusted)
        return certificate

    def forget(self, fingerprint: str) -> Certificate | None:
        """Trust a certificate no longer; `fingerprint` may be its first 8 digits or more, with spaces or without.

        Returns it, or None for one that was damaged. Raises NotThere when none has it, Refusal when several begin so or
        for the app's own.
        """
        digits = "".join(fingerprint.split()).upper()
        known = {one.fingerprint: one for one in self.trusted()}
        # A damaged one has nothing but the name of its file.
        found = [one for one in known.keys() | self._kept() if one.startswith(digits)]
        if len(digits) < _DIGITS or not found:
            raise NotThere(
                tr("No certificate that is trusted here has the fingerprint “{digits}”.", digits=fingerprint.strip()),
                todo=tr("Give its first {n} digits or more.", n=_DIGITS),
            )
        if len(found) > 1:
            raise Refusal(tr("Several certificates begin so."), todo=tr("Give more digits of the fingerprint."))
        path = self._trusted / f"{found[0]}.cer"
        if not path.exists():
            raise Refusal(tr("The certificate of this computer’s own key is always trusted here."))
        with _told(path):
            path.unlink()
            sync_folder(self._trusted)
        return known.get(found[0])

    def _kept(self) -> set[str]:
        """The fingerprints that the files of trusted certificates are called by."""
        return {path.stem for path in self._trusted.glob("*.cer")}


def _passed_over(path: Path) -> str:
    return tr(
        "The certificate in {path} is damaged, so who signed with it is not known. Take it away, then trust it anew.",
        path=path,
    )


def _small(path: Path) -> bytes:
    """The bytes of a key's or certificate's file. Raises NotThere, BadFile."""
    data = read_bounded(path, _FILE_LIMIT)
    if len(data) > _FILE_LIMIT:
        raise BadFile(tr("{path} is too large to be a key or a certificate.", path=path))
    return data


def _certificate_in(path: Path) -> Certificate:
    from cmc_desktop.model.export.key_file import read_certificate

    try:
        return read_certificate(_small(path))
    except BadFile as error:
        raise BadFile(
            tr("The certificate in {path} is damaged.", path=path),
            safe=tr("Nothing was changed."),
            todo=tr("Take this file away, then trust the certificate anew."),
        ) from error


@contextmanager
def _read(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadFile(tr("The file {path} cannot be read: {why}.", path=path, why=error.strerror or error)) from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileTrouble(
            tr("{path} could not be written: {why}.", path=path, why=error.strerror or error),
            safe=tr("Keys and certificates are as they were."),
            todo=tr("Free some space on the disk, or allow writing there, then try again."),
        ) from error
