"""The bytes of a signature as this app writes them: what no reader asks for is still to be as it was written."""

from __future__ import annotations

import re

from asn1crypto import algos, cms
from cryptography import x509
from pyhanko.sign.general import match_issuer_serial

#: the digits of the signature's place in the file, and the zeros that fill it up
_PLACE = re.compile(rb"<([0-9A-F]+)>")
_DIGEST = "sha256"


def as_we_write(data: bytes, start: int) -> bool:
    """Whether the signature in `data`, whose digits begin at `start`, has just the form that this app gives it.

    The digits are capital letters, zeros follow, and what surrounds the signed values is the shortest there is. Raises
    what the parser raises.
    """
    place = _PLACE.match(data, start)
    if place is None:
        return False
    whole = bytes.fromhex(place[1].decode("ascii"))
    info = cms.ContentInfo.load(whole)
    der = info.dump()
    return whole.rstrip(b"\0") == der.rstrip(b"\0") and len(der) <= len(whole) and _rebuilt(info) == der


def _rebuilt(info: cms.ContentInfo) -> bytes:
    signed = info["content"]
    (signer,) = signed["signer_infos"]
    # A set is sorted by its bytes, so any place in it may be the signer's: the one that the signature names.
    named = signer["sid"].chosen
    (own,) = [one.chosen for one in signed["certificates"] if match_issuer_serial(named, one.chosen)]
    others = [one for one in (one.chosen.dump() for one in signed["certificates"]) if one != own.dump()]
    if others != list(vouched(tuple(others), own.dump())):
        return b""
    digest = algos.DigestAlgorithm({"algorithm": _DIGEST})
    kind = "sha256_ecdsa" if own.public_key.algorithm == "ec" else "sha256_rsa"
    rebuilt = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}}
            ),
            "digest_algorithm": digest,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": kind}),
            "signed_attrs": signer["signed_attrs"],
            "signature": signer["signature"].native,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms((digest,)),
            "encap_content_info": {"content_type": "data"},
            "certificates": signed["certificates"],
            "signer_infos": [rebuilt],
        }
    )
    made: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return made


def vouched(chain: tuple[bytes, ...], own: bytes) -> tuple[bytes, ...]:
    """Those certificates of a `chain` for which another of it vouches, or that vouch for themselves.

    The others could be altered without anybody noticing, so they are left out of a signature.
    """
    loaded = [x509.load_der_x509_certificate(one) for one in chain]
    known = [x509.load_der_x509_certificate(own), *loaded]
    return tuple(
        der
        for der, one in zip(chain, loaded, strict=True)
        if any(_issued(one, other) for other in loaded) and any(_issued(other, one) for other in known)
    )


def _issued(one: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(by)
    except Exception:
        # Names that differ, kinds of keys that do not fit, a signature that does not hold: each raises its own.
        return False
    return True
