"""A server without encryption, with a wrong certificate or of no known name is told as what it is."""

from __future__ import annotations

import ipaddress
import itertools
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import builders
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from postgres_server import HOST, PostgresServer

from cmc_desktop.model.domain.errors import CutOff
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress
from cmc_desktop.model.store.postgres_trouble import what_it_said

_NUMBERS = itertools.count(1)
#: uses a certificate for this host, valid in these years, of this authority
Shows = Callable[..., ServerAddress]


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begun(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, years: range) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(years.start, 1, 1))
        .not_valid_after(datetime(years.stop, 1, 1))
    )


@dataclass
class Authority:
    """One that gives certificates."""

    name: str

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        begun = _begun(self.name, self.name, self._key, range(2020, 2090))
        self._own = begun.add_extension(x509.BasicConstraints(True, None), True).sign(self._key, hashes.SHA256())

    @property
    def root(self) -> bytes:
        return self._own.public_bytes(serialization.Encoding.PEM)

    def give(self, host: str, years: range) -> tuple[bytes, bytes]:
        """A certificate and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        is_number = host[0].isdigit()
        of: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host)) if is_number else x509.DNSName(host)
        begun = _begun(host, self.name, key, years).add_extension(x509.SubjectAlternativeName([of]), False)
        told = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return begun.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), told


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority whose root certificate this computer has."""
    council = Authority("Council")
    root = tmp_path / "root.crt"
    root.write_bytes(council.root)
    monkeypatch.setenv("PGSSLROOTCERT", str(root))
    return council


@pytest.fixture
def shows(postgres: PostgresServer, shared_library: ServerAddress, council: Authority) -> Iterator[Shows]:
    """Lets the server show a certificate to whoever connects from then on."""
    data = postgres.folder / "data"

    def show(host: str = HOST, years: range = range(2020, 2090), authority: Authority = council) -> ServerAddress:
        name = f"shown-{next(_NUMBERS)}"
        for suffix, held in zip((".crt", ".key"), authority.give(host, years), strict=True):
            file = data / (name + suffix)
            file.write_bytes(held)
            file.chmod(0o600)
            if os.geteuid() == 0:
                os.chown(file, data.stat().st_uid, data.stat().st_gid)
        files = [
            f"ALTER SYSTEM SET ssl_{of}_file = '{name}.{suffix}'" for of, suffix in (("cert", "crt"), ("key", "key"))
        ]
        postgres.run(*files, "ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()")
        while postgres.rows("SHOW ssl_cert_file") != [(f"{name}.crt",)] or postgres.rows("SHOW ssl") != [("on",)]:
            pass  # it is told on a connection of its own each time
        return replace(shared_library, sslmode="verify-full")

    yield show
    postgres.run("ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()")
    while postgres.rows("SHOW ssl") != [("off",)]:
        pass  # as above


def trouble_with(address: ServerAddress) -> CutOff:
    with pytest.raises(CutOff) as told:
        Library.open(address, builders.TEMPLATES, ManualClock())
    assert "cannot be reached" not in str(told.value)
    return told.value


def test_a_server_with_the_right_certificate_is_opened(shows: Shows) -> None:
    Library.open(shows(), builders.TEMPLATES, ManualClock()).close()


def test_a_server_without_encryption_is_told_as_that(shared_library: ServerAddress) -> None:
    error = trouble_with(replace(shared_library, sslmode="require"))
    assert "offers no encrypted connection" in error.happened
    assert "(TLS)" in error.todo


@pytest.mark.parametrize("years", [range(2020, 2021), range(2080, 2090)])
def test_a_certificate_that_has_expired_or_is_not_valid_yet_is_told_as_that(shows: Shows, years: range) -> None:
    error = trouble_with(shows(years=years))
    assert "it has expired, is not valid yet, or" in error.happened


@pytest.mark.parametrize("name", ["Council", "Somebody else"])
def test_a_certificate_of_an_unknown_authority_is_told_as_that(shows: Shows, name: str) -> None:
    error = trouble_with(shows(authority=Authority(name)))
    assert "not of an authority whose root certificate this computer has" in error.happened


@pytest.mark.parametrize("other", ["db.example", "127.0.0.2"])
def test_a_certificate_of_another_server_is_told_with_both_names(shows: Shows, other: str) -> None:
    error = trouble_with(shows(other))
    assert error.happened == f"The certificate is another server’s: it is for {other}, not for {HOST}."
    assert "do not go on" in error.todo


def test_a_missing_root_certificate_is_told_with_its_place(
    shows: Shows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", str(tmp_path / "missing.crt"))
    error = trouble_with(shows())
    assert f"There is no root certificate at {tmp_path / 'missing.crt'}," in error.happened


def test_a_root_certificate_that_is_none_is_told(shows: Shows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "none.crt").write_text("Not a certificate", encoding="utf-8")
    monkeypatch.setenv("PGSSLROOTCERT", str(tmp_path / "none.crt"))
    error = trouble_with(shows())
    assert error.happened == f"The root certificate at {tmp_path / 'none.crt'} cannot be read."


def test_a_name_that_no_server_has_is_told(shared_library: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such_name(*_arguments: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    error = trouble_with(replace(shared_library, host="db.council.invalid"))
    assert error.happened.startswith("There is no server of the name db.council.invalid ")


def test_a_connection_that_breaks_while_it_is_encrypted_is_an_outage() -> None:
    broken = "connection failed: connection to server failed: SSL error: unexpected eof while reading"
    assert what_it_said(psycopg.OperationalError(broken)) == ""
    assert what_it_said(psycopg.OperationalError("connection failed: SSL error: wrong version number")) != ""
