"""Keys are made, opened with their PIN alone, and refused clearly; whom this computer trusts is kept and forgotten."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from tampering import FONTS, NOW, checked, council_key, named, plain_record, signed_canvas

from cmc_desktop.model.domain.errors import BadFile, NotThere, Refusal
from cmc_desktop.model.export.certificate import WrongPin
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.signature import check_signature
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import Finding, verify

PIN = "correct horse"
DAY = timedelta(days=1)


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    return SigningKeys(tmp_path / "data" / "keys", ManualClock(NOW))


def name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


Issuer = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def certificate(
    key: object,
    words: str = "Port Alder",
    *,
    begins: int = -1,
    lasts: int = 100,
    by: Issuer | None = None,
    ca: bool = False,
) -> x509.Certificate:
    """A certificate that begins and ends so many days from now."""
    now = datetime.fromtimestamp(NOW / 1000, UTC)
    issuer = name(words) if by is None else by[0].subject
    return (
        x509.CertificateBuilder()
        .subject_name(name(words))
        .issuer_name(issuer)
        .public_key(key.public_key())  # type: ignore[attr-defined]
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * DAY)
        .not_valid_after(now + (begins + lasts) * DAY)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .sign(key if by is None else by[1], None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())  # type: ignore[arg-type]
    )


def council_file(
    path: Path, key: object, own: x509.Certificate | None, others: tuple[x509.Certificate, ...] = ()
) -> Path:
    """A PKCS#12 file as a council is given it."""
    lock = BestAvailableEncryption(PIN.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, own, others, lock))  # type: ignore[arg-type]
    path.chmod(0o600)
    return path


def test_a_key_is_made_for_its_owner_alone_and_its_pin_is_nowhere(keys: SigningKeys, tmp_path: Path) -> None:
    assert keys.own() is None
    assert keys.trusted() == ()
    made = keys.make("Port Alder", PIN)
    assert (made.name, made.issuer, keys.own(), keys.trusted()) == ("Port Alder", "Port Alder", made, (made,))
    assert made.until - NOW == pytest.approx(10 * 365.25 * 86_400_000, rel=0.001)
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert not [path for path in files if PIN.encode() in path.read_bytes()]
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        folders = [path for path in (tmp_path / "data").rglob("*") if path.is_dir()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert sorted(path.name for path in files) == ["certificate.cer", "key.p12"]


def test_a_key_signs_with_its_pin_only(keys: SigningKeys) -> None:
    made = keys.make("Port Alder", PIN)
    record = plain_record(named(made))
    signed = keys.sign(record, KeyWish(PIN))
    found = check_signature(signed)
    assert (found.sound, found.ours, found.certificate) == (True, True, made)
    for wrong in ("", "correct hors", PIN + " ", "Correct horse", "x" * 10_000, "\0", "é"):
        with pytest.raises(WrongPin, match="does not open"):
            keys.sign(record, KeyWish(wrong))


def test_the_pin_is_not_in_what_a_wish_says_of_itself() -> None:
    assert PIN not in repr(KeyWish(PIN))


@pytest.mark.parametrize(
    ("council", "pin", "words"),
    [("", PIN, "needs the name"), ("A", "short", "6 characters"), ("A", "x" * 500, "6 characters")],
)
def test_a_key_without_a_name_or_with_a_poor_pin_is_not_made(
    keys: SigningKeys, tmp_path: Path, council: str, pin: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        keys.make(council, pin)
    assert not (tmp_path / "data").exists()


def test_a_second_key_never_takes_the_place_of_the_first(keys: SigningKeys) -> None:
    made = keys.make("Port Alder", PIN)
    with pytest.raises(Refusal, match="There is a key already"):
        keys.make("Port Alder", "another pin")
    assert keys.own() == made
    assert keys.check(KeyWish(PIN)) == made


def test_without_a_key_it_is_said_that_there_is_none(keys: SigningKeys, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="no key on this computer"):
        keys.sign(b"", KeyWish(PIN))
    with pytest.raises(NotThere, match="no key on this computer"):
        keys.export_certificate(tmp_path / "a.cer")
    with pytest.raises(NotThere, match="There is no file"):
        keys.check(KeyWish(PIN, tmp_path / "none.p12"))


@pytest.mark.parametrize(
    "make", [lambda: rsa.generate_private_key(65537, 3072), lambda: ec.generate_private_key(ec.SECP384R1())]
)
def test_a_councils_own_file_signs(keys: SigningKeys, tmp_path: Path, make: object) -> None:
    key = make()  # type: ignore[operator]
    file = council_file(tmp_path / "council.p12", key, certificate(key))
    told = keys.check(KeyWish(PIN, file))
    signed = keys.sign(plain_record(named(told)), KeyWish(PIN, file))
    (tmp_path / "council.cer").write_bytes(told.der)
    path = tmp_path / "record.pdf"
    path.write_bytes(signed)
    from builders import TEMPLATES

    assert verify(path, TEMPLATES, FONTS, keys.trusted()).finding is Finding.UNKNOWN_SIGNER
    keys.trust(tmp_path / "council.cer")
    assert verify(path, TEMPLATES, FONTS, keys.trusted()).finding is Finding.UNCHANGED


def test_a_certificate_that_an_authority_vouches_for_signs_with_its_chain(keys: SigningKeys, tmp_path: Path) -> None:
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate(root_key, "Authority", ca=True)
    own = certificate(key, by=(root, root_key))
    file = council_file(tmp_path / "council.p12", key, own, (root,))
    told = keys.check(KeyWish(PIN, file))
    assert told.issuer == "Authority" != told.name
    signed = keys.sign(plain_record(named(told)), KeyWish(PIN, file))
    assert root.public_bytes(Encoding.DER).hex().upper().encode() in signed
    found = check_signature(signed)
    assert (found.sound, found.ours, found.certificate) == (True, True, told)


def test_files_that_are_no_use_are_refused_in_one_sentence(keys: SigningKeys, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    own = certificate(key)
    sound = council_file(tmp_path / "a.p12", key, own).read_bytes()
    edwards, weak = ed25519.Ed25519PrivateKey.generate(), rsa.generate_private_key(65537, 1024)
    files = {
        "damaged": sound[: len(sound) // 2],
        "it is damaged": b"-----BEGIN CERTIFICATE-----",
        "or it is damaged": b"",
        "without its key": council_file(tmp_path / "b.p12", None, own).read_bytes(),
        "too weak or not made": council_file(tmp_path / "c.p12", edwards, certificate(edwards)).read_bytes(),
        "too weak": council_file(tmp_path / "d.p12", weak, certificate(weak)).read_bytes(),
        "too large": b"\x30" * 1_000_001,
    }
    for words, data in files.items():
        file = tmp_path / "bad.p12"
        file.write_bytes(data)
        file.chmod(0o600)
        with pytest.raises(BadFile, match=words):
            keys.sign(b"", KeyWish(PIN, file))


@pytest.mark.parametrize(("begins", "lasts", "words"), [(-10, 9, "has expired"), (5, 10, "not valid before")])
def test_a_certificate_that_is_not_valid_today_signs_nothing(
    keys: SigningKeys, tmp_path: Path, begins: int, lasts: int, words: str
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    file = council_file(tmp_path / "a.p12", key, certificate(key, begins=begins, lasts=lasts))
    with pytest.raises(Refusal, match=words):
        keys.sign(b"", KeyWish(PIN, file))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620, 0o666])
def test_a_key_that_others_can_read_is_not_used(keys: SigningKeys, tmp_path: Path, mode: int) -> None:
    keys.make("Port Alder", PIN)
    keys.own_file.chmod(mode)
    with pytest.raises(Refusal, match="Others on this computer"):
        keys.sign(b"", KeyWish(PIN))


def test_the_certificate_goes_to_others_without_the_key(keys: SigningKeys, tmp_path: Path) -> None:
    made = keys.make("Port Alder", PIN)
    there = SigningKeys(tmp_path / "there" / "keys", ManualClock(NOW))
    for suffix in (".cer", ".pem"):
        keys.export_certificate(tmp_path / f"a{suffix}")
        assert there.trust(tmp_path / f"a{suffix}") == made
        assert there.trusted() == (made,)
        with pytest.raises(Refusal, match="trusted here already"):
            there.trust(tmp_path / f"a{suffix}")
        assert there.forget(made.grouped[:11].lower()) == made
    assert there.trusted() == ()
    assert b"PRIVATE" not in (tmp_path / "a.pem").read_bytes()
    with pytest.raises(Refusal, match="cannot be written as"):
        keys.export_certificate(tmp_path / "a.p12")


def test_forgetting_wants_enough_digits_of_one_that_is_there(keys: SigningKeys) -> None:
    made = keys.make("Port Alder", PIN)
    for digits in ("", made.fingerprint[:7], "0" * 64, "../own"):
        with pytest.raises(NotThere):
            keys.forget(digits)
    with pytest.raises(Refusal, match="always trusted"):
        keys.forget(made.fingerprint)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", bytes(3000)]
)
def test_what_is_no_certificate_is_not_trusted(keys: SigningKeys, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.cer").write_bytes(data)
    with pytest.raises(BadFile, match="no certificate"):
        keys.trust(tmp_path / "a.cer")
    assert keys.trusted() == ()


def test_a_name_that_plays_tricks_is_shown_plainly(keys: SigningKeys, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    words = "Port\x1b[2J \u202eredlA" + "x" * 40
    (tmp_path / "a.cer").write_bytes(certificate(key, words).public_bytes(Encoding.DER))
    shown = keys.trust(tmp_path / "a.cer").name
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_nothing_half_made_stays_when_the_disk_fails(
    keys: SigningKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmc_desktop.model.services import signing_keys

    def fail(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(signing_keys, "sync_folder", fail)
    with pytest.raises(FileTrouble, match="could not be written"):
        keys.make("Port Alder", PIN)
    assert keys.own() is None
    assert [path for path in (tmp_path / "data").rglob("*") if path.is_file()] == []


def test_what_signs_is_loaded_with_the_first_signature_only(tmp_path: Path) -> None:
    (tmp_path / "record.pdf").write_bytes(plain_record())
    code = (
        "import sys; from pathlib import Path; from cmc_desktop import app; "
        f"status = app.run(['--data', {str(tmp_path / 'data')!r}, 'verify', {str(tmp_path / 'record.pdf')!r}]); "
        "print(status, 'pyhanko' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "0 False"


def test_a_record_signed_here_is_known_here(keys: SigningKeys, tmp_path: Path) -> None:
    made = keys.make("Port Alder", PIN)
    record = record_pdf(*signed_canvas(), FONTS, now=NOW, signed_by=named(made)).data
    signed = keys.sign(record, KeyWish(PIN))
    assert check_record(signed).written == record
    assert checked(signed, tmp_path).finding is Finding.UNKNOWN_SIGNER


@pytest.mark.skipif(sys.platform == "win32", reason="a file's size is limited by what only POSIX has")
def test_a_full_disk_leaves_no_torn_certificate_and_checking_goes_on(keys: SigningKeys) -> None:
    import resource
    import signal

    made = keys.make("Port Alder", PIN)
    other = council_key(3).certificate
    before, then = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(FileTrouble, match="could not be written"):
            keys.trust_certificate(other)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, then)
    assert (keys.known().certificates, keys.known().remarks) == ((made,), ())
    keys.trust_certificate(other)
    assert set(keys.trusted()) == {made, other}


def test_a_damaged_certificate_is_passed_over_with_a_remark_and_can_be_forgotten_or_trusted_anew(
    keys: SigningKeys, tmp_path: Path
) -> None:
    made, other, third = keys.make("Port Alder", PIN), council_key(3).certificate, council_key(4).certificate
    for one in (other, third):
        keys.trust_certificate(one)
    torn = [tmp_path / "data" / "keys" / "trusted" / f"{one.fingerprint}.cer" for one in (other, third)]
    for file in torn:
        file.write_bytes(file.read_bytes()[:100])
    assert keys.trusted() == (made,)
    assert [str(file) in remark for file, remark in zip(sorted(torn), keys.known().remarks, strict=True)] == [
        True,
        True,
    ]
    assert keys.forget(other.fingerprint[:8]) is None
    keys.trust_certificate(third)
    assert (set(keys.trusted()), keys.known().remarks) == ({made, third}, ())


def test_all_trusted_certificates_are_known_however_many(keys: SigningKeys, tmp_path: Path) -> None:
    keys.trust_certificate(council_key(3).certificate)
    (file,) = (tmp_path / "data" / "keys" / "trusted").glob("*.cer")
    for number in range(1000):
        (file.parent / f"{number:064d}.cer").write_bytes(file.read_bytes())
    assert len(keys.trusted()) == 1001
