"""Where a library is: a file of one's own, or a database on a server that a council shares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal

PORT = 5432
SCHEME = "postgresql+psycopg"
#: what libpq calls the ways to protect the connection, from none to a checked certificate of that very server
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
#: those with which it may be not encrypted at all
_WEAK = ("disable", "allow", "prefer")
_SCHEMES = (SCHEME, "postgresql", "postgres")
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server. `host` may be the folder of a Unix socket; an empty `user` is the system's.

    The password is for this run: it is part of no text, and two addresses are equal whatever it is.
    """

    host: str
    database: str
    port: int = PORT
    user: str = ""
    sslmode: str = ""
    password: str = field(default="", repr=False, compare=False)

    @classmethod
    def from_url(cls, url: str) -> ServerAddress:
        """The address a URL names. Raises Refusal, which never quotes the URL: it may hold a password."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORT
        except ValueError as error:
            raise _unreadable() from error
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        host = options.pop("host", "") or unquote(parts.hostname or "")
        sslmode = options.pop("sslmode", "")
        database = unquote(parts.path.removeprefix("/"))
        known = not options and not parts.fragment and (not sslmode or sslmode in SSL_MODES)
        if parts.scheme not in _SCHEMES or not host or not database or "/" in database or not known:
            raise _unreadable()
        return cls(host, database, port, unquote(parts.username or ""), sslmode, unquote(parts.password or ""))

    @property
    def url(self) -> str:
        """The address as text, for settings and the command line; without the password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        options = {"host": self.host} if self._is_socket else {}
        if self.sslmode:
            options["sslmode"] = self.sslmode
        host = "" if self._is_socket else f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = f":{self.port}" if self.port != PORT else ""
        query = f"?{urlencode(options, safe='/')}" if options else ""
        return f"{SCHEME}://{user}{host}{port}/{quote(self.database, safe='')}{query}"

    @property
    def shown(self) -> str:
        """How people are told of it: "canvases on db.council.example"."""
        return tr("{database} on {host}", database=self.database, host=self.host)

    @property
    def protection(self) -> str:
        """libpq's sslmode: what was asked for, but always encrypted unless the server is this very computer."""
        if self._is_here:
            return self.sslmode or "prefer"
        return "require" if self.is_too_open else self.sslmode or "require"

    @property
    def is_too_open(self) -> bool:
        """Whether it asks for less than an encrypted connection to another computer."""
        return self.sslmode in _WEAK and not self._is_here

    @property
    def _is_here(self) -> bool:
        return self._is_socket or self.host in _LOCAL

    @property
    def _is_socket(self) -> bool:
        return self.host.startswith("/")

    def with_password(self, password: str) -> ServerAddress:
        return replace(self, password=password)


LibraryAddress: TypeAlias = Path | ServerAddress


def library_address(word: str) -> LibraryAddress:
    """What a person wrote as a library: a URL, else the name of a file. Raises Refusal."""
    if "://" in word:
        address = ServerAddress.from_url(word)
        if address.is_too_open:
            raise _too_open(address.sslmode)
        return address
    if not word:
        raise Refusal(tr("A library needs a file name, or the address of a server."))
    return Path(word)


def remembered_address(word: str) -> LibraryAddress:
    """What `address_text` wrote into the settings; whatever it became there, it names something that can be told."""
    try:
        return ServerAddress.from_url(word) if "://" in word else library_address(word)
    except Refusal:
        return Path(word)


def address_text(address: LibraryAddress) -> str:
    """The text `library_address` reads the address from again; without a password."""
    return address.url if isinstance(address, ServerAddress) else str(address)


def shown_address(address: LibraryAddress) -> str:
    """How people are told which library it is."""
    return address.shown if isinstance(address, ServerAddress) else str(address)


def _too_open(sslmode: str) -> Refusal:
    return Refusal(
        tr("With this address, the connection to the server would not have to be encrypted."),
        safe=tr("Nothing was sent."),
        todo=tr(
            "Leave out sslmode={sslmode}, or write sslmode=require, verify-ca or verify-full. "
            "If the server has no certificate, ask whoever looks after the shared library for one.",
            sslmode=sslmode,
        ),
    )


def _unreadable() -> Refusal:
    return Refusal(
        tr("This is not the address of a shared library."),
        todo=tr("It looks like postgresql+psycopg://user@server/database, with :port and ?sslmode=… where needed."),
    )
