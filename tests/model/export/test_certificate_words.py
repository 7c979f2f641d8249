"""No word in a certificate is passed over, in whichever part of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.export.certificate_words import words_in_certificate


def test_words_of_holder_issuer_and_other_names_are_told() -> None:
    key, begins = ec.generate_private_key(ec.SECP256R1()), datetime(2026, 1, 1, tzinfo=UTC)
    holder = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, "Stadt Wien"), x509.NameAttribute(NameOID.GIVEN_NAME, "Ilse")]
    )
    others = x509.SubjectAlternativeName(
        [
            x509.RFC822Name("ilse@wien.example"),
            x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.SURNAME, "Moravec")])),
            x509.OtherName(x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), b"\x0c\x04Zo\xc3\xab"),
        ]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Who vouches")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=1))
        .add_extension(others, critical=False)
        .sign(key, hashes.SHA256())
    )
    words = words_in_certificate(made.public_bytes(Encoding.DER))
    assert {"Stadt Wien", "Ilse", "Who vouches", "ilse@wien.example", "Moravec", "Zoë"} <= set(words)


@given(st.binary(max_size=80))
def test_what_is_no_certificate_does_no_harm(data: bytes) -> None:
    assert all(words_in_certificate(data))
