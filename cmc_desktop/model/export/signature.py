"""A signature after a finished PDF (PAdES), and what a signed file's signature says; nothing here uses the network.

Imported with the first signed record only, as pyHanko takes half a second.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.key_file import OpenedKey, read_certificate
from cmc_desktop.model.export.signature_bytes import as_we_write, vouched

_log = logging.getLogger(__name__)

FIELD = "Signature"
_USAGES = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """What the signatures of a file say.

    `sound` only when there is exactly one, it covers the whole file, allows no change, and computes; `certificate`
    is then, and where it could be read at all, that of whoever signed, `at` in ms the time that their clock told.
    `ours` when it has the very form that this app gives it, to the last byte.
    """

    count: int
    sound: bool
    certificate: Certificate | None = None
    at: int = 0
    ours: bool = False


def sign_pdf(pdf: bytes, key: OpenedKey) -> bytes:
    """`pdf` as it is, followed by a signature over all of it that allows no change. Raises BadFile."""
    _be_quiet()
    try:
        return _signed(pdf, key)
    except Exception as error:
        # Keys and certificates come from elsewhere, and what is odd about them fails in many ways, all of them here.
        _log.warning("a key could not sign", exc_info=error)
        raise BadFile(
            tr("No record can be signed with this key and its certificate."),
            safe=tr("Nothing was signed."),
            todo=tr("Ask whoever made them for others, or sign with this computer’s own key."),
        ) from error


def _signed(pdf: bytes, key: OpenedKey) -> bytes:
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        # pyHanko itself finds no name where there is neither a common name nor an organisation.
        name=key.certificate.name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed: io.BytesIO = signers.sign_pdf(writer, about, signer=signer_of(key))
    return signed.getvalue()


def signer_of(key: OpenedKey) -> signers.SimpleSigner:
    """The key as pyHanko wants it."""
    certificate = asn1_x509.Certificate.load(key.certificate.der)
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko gives it no types
    for one in vouched(key.chain, key.certificate.der):
        chain.register(asn1_x509.Certificate.load(one))
    return signers.SimpleSigner(certificate, asn1_keys.PrivateKeyInfo.load(private), chain)


def check_signature(data: bytes) -> SignatureCheck:
    """Check the signature of a file, whoever signed; whatever its bytes are, there is an answer and no exception."""
    _be_quiet()
    try:
        found = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(found) != 1:
            return SignatureCheck(len(found), False)
        return _checked(found[0], data)
    except Exception:
        # Damaged and hostile files make the reader fail in many ways; each means that nothing is proven.
        return SignatureCheck(0, False)


def _checked(signature: EmbeddedPdfSignature, data: bytes) -> SignatureCheck:
    certificate = None
    try:
        certificate = read_certificate(signature.signer_cert.dump())
        at = signature.self_reported_timestamp
        # Whether the certificate is to be trusted is asked elsewhere; here, whether it did sign just this.
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False, moment=at)
        usage = KeyUsageConstraints(key_usage=_USAGES, match_all_key_usages=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=usage)
        sound = bool(
            status.bottom_line
            and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
            and status.modification_level is ModificationLevel.NONE
            and status.docmdp_ok
        )
        ours = sound and as_we_write(data, signature.byte_range[1])
        return SignatureCheck(1, sound, certificate, round(at.timestamp() * 1000) if at else 0, ours)
    except Exception:
        # As above; the certificate is told where it was read.
        return SignatureCheck(1, False, certificate)


def _be_quiet() -> None:
    """What reads files logs whole tracebacks about those that are not sound; what holds is told by the answer."""
    for name in ("pyhanko", "pyhanko_certvalidator", "pikepdf"):
        log = logging.getLogger(name)
        log.propagate = False
        if not log.handlers:
            log.addHandler(logging.NullHandler())
