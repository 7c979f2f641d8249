"""Keys as PKCS#12 under a PIN, and certificates as DER or PEM: made, opened and read here.

Imported when a key is first needed, as what reads them is heavy. Neither a PIN nor an opened key is ever written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.export.certificate import Certificate, WrongPin

#: a key that signs records: what the app makes, and what councils are given
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_YEARS = timedelta(days=3653)
#: so that a clock that is put back a little does not make the new certificate one of the future
_EARLIER = timedelta(days=1)
_ROUNDS = 200_000
_LEAST_RSA = 2048
_NAME_LIMIT = 64
_SHOWN_LIMIT = 120


@dataclass(frozen=True)
class OpenedKey:
    """A key that its PIN has opened, for as long as a signature takes."""

    certificate: Certificate
    private: PrivateKey = field(repr=False)
    #: certificates of those who vouch for it, as DER
    chain: tuple[bytes, ...] = ()


def make_key(name: str, pin: str, now: int) -> tuple[bytes, Certificate]:
    """A new key in `name`, as PKCS#12 under `pin`, and its certificate: self-made, P-256, ten years from `now` ms.

    Raises BadFile for a name of characters that no certificate may have.
    """
    private = ec.generate_private_key(ec.SECP256R1())
    holder = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _short(name))])
    begins = datetime.fromtimestamp(now / 1000, UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins - _EARLIER)
        .not_valid_after(begins + _YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
    lock = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(pin.encode("utf-8"))
    )
    _check_names(made)
    data = pkcs12.serialize_key_and_certificates(b"CMC Desktop", private, made, None, lock)
    return data, _told(made)


def _signs_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _short(name: str) -> str:
    """A certificate's name holds 64 characters."""
    return name[:_NAME_LIMIT].strip()


def open_key(data: bytes, pin: str) -> OpenedKey:
    """The key in a PKCS#12 file. Raises WrongPin, or BadFile for what is damaged or holds no key that signs."""
    try:
        asn1_pkcs12.Pfx.load(data, strict=True).native  # noqa: B018  (reads all of it)
    except Exception as error:
        # The parser raises many kinds; each means that this is no such file.
        raise _damaged() from error
    if "\0" in pin:
        # No key has such a PIN, and what opens them breaks down over it.
        raise _wrong_pin()
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, pin.encode("utf-8"))
    except ValueError as error:
        raise _wrong_pin() from error
    except (TypeError, UnsupportedAlgorithm) as error:
        raise _damaged() from error
    if private is None or certificate is None:
        raise BadFile(
            tr("This file holds a certificate without its key, or a key without its certificate."),
            safe=tr("Nothing was signed."),
            todo=tr("Choose the file with both; it ends in .p12 or .pfx."),
        )
    if not isinstance(private, PrivateKey) or (
        isinstance(private, rsa.RSAPrivateKey) and private.key_size < _LEAST_RSA
    ):
        raise BadFile(
            tr("This key is of a kind that is too weak or not made for signing documents."),
            safe=tr("Nothing was signed."),
            todo=tr("Ask for one with RSA of 2048 bits or more, or with an elliptic curve."),
        )
    _check_names(certificate)
    chain = tuple(one.public_bytes(Encoding.DER) for one in others)
    return OpenedKey(_told(certificate), private, chain)


def _check_names(certificate: x509.Certificate) -> None:
    """Raise BadFile for names that those who check a signature could not compare (RFC 4518, of Unicode 3.2)."""
    loaded = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    try:
        for name in (loaded.subject, loaded.issuer):
            name.hashable  # noqa: B018  (prepares it for comparing)
    except ValueError as error:
        raise BadFile(
            tr(
                "The name in this certificate has characters that certificates cannot have, or letters of two "
                "directions: nobody could check what it signs."
            ),
            safe=tr("Nothing was signed."),
            todo=tr("Use one whose name is written otherwise."),
        ) from error


def _wrong_pin() -> WrongPin:
    return WrongPin(
        tr("The PIN does not open this key."), safe=tr("Nothing was signed."), todo=tr("Try the PIN again.")
    )


def _damaged() -> BadFile:
    return BadFile(
        tr("This file is no key in the form PKCS#12, or it is damaged."),
        safe=tr("Nothing was signed."),
        todo=tr("Choose a file that ends in .p12 or .pfx, or ask for it again."),
    )


def read_certificate(data: bytes) -> Certificate:
    """The certificate in the bytes of a file, DER or PEM. Raises BadFile."""
    try:
        found = x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
        return _told(found)
    except Exception as error:
        # Names and dates are read late, and the parser raises many kinds; each means that it cannot be used.
        raise BadFile(
            tr("This file holds no certificate that can be read."),
            safe=tr("Nothing was changed."),
            todo=tr("Choose a file that ends in .cer, .crt, .der or .pem."),
        ) from error


def as_pem(certificate: Certificate) -> bytes:
    """The certificate as text."""
    return x509.load_der_x509_certificate(certificate.der).public_bytes(Encoding.PEM)


def _told(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        _named(certificate.subject),
        _named(certificate.issuer),
        round(certificate.not_valid_before_utc.timestamp() * 1000),
        round(certificate.not_valid_after_utc.timestamp() * 1000),
        certificate.public_bytes(Encoding.DER),
    )


def _named(name: x509.Name) -> str:
    """Common name or organisation, else the whole name; without what could play tricks where it is shown."""
    for wanted in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for found in name.get_attributes_for_oid(wanted):
            if shown := _plain(str(found.value)):
                return shown
    return _plain(name.rfc4514_string()) or tr("without a name")


def _plain(text: str) -> str:
    kept = "".join(char if unicodedata.category(char)[0] not in "CZ" else " " for char in text)
    return " ".join(kept.split())[:_SHOWN_LIMIT]
