"""Certificates as councils are given them: whatever their names and whoever vouches, what they signed is unchanged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import TEMPLATES
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers
from tampering import FONTS, NOW, named, plain_record

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import Finding, verify

PIN = "correct horse"
LONG = "Municipal department of urban development and planning, Port"

Issued = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def cn(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def issued(subject: x509.Name, by: Issued | None = None, *, ca: bool = False) -> Issued:
    """A certificate of `subject` and its key, self-made or made `by` another."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.fromtimestamp(NOW / 1000, UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[0].subject if by is not None else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=100))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(by[1] if by is not None else key, hashes.SHA256())
    )
    return made, key


def council_file(path: Path, own: Issued, others: tuple[x509.Certificate, ...] = ()) -> Path:
    """The PKCS#12 file that the council was given."""
    lock = BestAvailableEncryption(PIN.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", own[1], own[0], others, lock))
    path.chmod(0o600)
    return path


def found(folder: Path, file: Path) -> Finding:
    """What is found of a record that the key in `file` signed, where its certificate is trusted."""
    keys = SigningKeys(folder / "keys", ManualClock(NOW))
    wish = KeyWish(PIN, file)
    certificate = keys.check(wish)
    record = folder / "record.pdf"
    record.write_bytes(keys.sign(plain_record(named(certificate)), wish))
    return verify(record, TEMPLATES, FONTS, (certificate,)).finding


@pytest.mark.parametrize("turned", [False, True])
def test_a_certificate_longer_than_those_that_vouch_for_it_signs_an_unchanged_record(
    tmp_path: Path, turned: bool
) -> None:
    """The certificates of a signature are sorted by their bytes: the shorter come first."""
    root = issued(cn("R"), ca=True)
    between = issued(cn("B"), root, ca=True)
    own = issued(cn(LONG), between)
    others = (root[0], between[0])
    file = council_file(tmp_path / "council.p12", own, others[::-1] if turned else others)
    assert found(tmp_path, file) is Finding.UNCHANGED


@pytest.mark.parametrize("words", ["Stadt Gießen", "Žilina", "王", "𝐏ort", "\u05e2\u05d9\u05e8\u05d9\u05d9\u05d4", ""])
def test_a_name_of_any_letters_signs_an_unchanged_record(tmp_path: Path, words: str) -> None:
    subject = cn(words) if words else x509.Name([])
    assert found(tmp_path, council_file(tmp_path / "council.p12", issued(subject))) is Finding.UNCHANGED


@pytest.mark.parametrize("words", ["\U00013000", "Köln \u05e2\u05d9\u05e8"])
def test_a_name_that_nobody_could_compare_is_refused_before_anything_is_signed(tmp_path: Path, words: str) -> None:
    with pytest.raises(BadFile, match="certificates cannot have"):
        found(tmp_path, council_file(tmp_path / "council.p12", issued(cn(words))))
    keys = SigningKeys(tmp_path / "keys", ManualClock(NOW))
    with pytest.raises(BadFile, match="certificates cannot have"):
        keys.make(words, PIN)
    assert keys.own() is None


def test_a_certificate_that_names_a_department_alone_signs(tmp_path: Path) -> None:
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Department 18")])
    assert found(tmp_path, council_file(tmp_path / "council.p12", issued(subject))) is Finding.UNCHANGED


def test_whatever_fails_while_signing_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_how: object) -> None:
        raise KeyError("organization_name")

    file = council_file(tmp_path / "council.p12", issued(cn("Port Alder")))
    monkeypatch.setattr(signers, "sign_pdf", fail)
    with pytest.raises(BadFile, match="No record can be signed with this key"):
        found(tmp_path, file)
