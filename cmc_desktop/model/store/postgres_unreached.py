"""Why a server is not spoken with although the net may be there: encryption, certificates, names; in people's words.

The driver tells these in words only; those of its own library, which speaks English, are looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from cmc_desktop.i18n import tr


@dataclass(frozen=True, slots=True)
class Unreached:
    """`happened` and `todo` are sentences, `why` is the first in a few words."""

    happened: str
    todo: str
    why: str


_Telling: TypeAlias = Callable[[re.Match[str]], Unreached]


def unreached(error: BaseException) -> Unreached | None:
    """None where it is nothing of the kind: the server is away, or said something itself."""
    told = str(error)
    for pattern, telling in _TELLINGS:
        found = re.search(pattern, told)
        if found is not None:
            return telling(found)
    return None


def _not_encrypted(_found: re.Match[str]) -> Unreached:
    return Unreached(
        tr("The server of the shared library offers no encrypted connection, and without one nothing is sent to it."),
        tr("Ask whoever looks after the shared library to switch encryption (TLS) on."),
        tr("it offers no encrypted connection"),
    )


def _not_trusted(_found: re.Match[str]) -> Unreached:
    return Unreached(
        tr(
            "The certificate of the shared library’s server does not hold: it has expired, is not valid yet, or is not "
            "of an authority whose root certificate this computer has."
        ),
        tr("Ask whoever looks after the shared library for a new one, or for the authority’s root certificate."),
        tr("its certificate has expired or is not trusted"),
    )


def _of_another(found: re.Match[str]) -> Unreached:
    return Unreached(
        tr(
            "The certificate is another server’s: it is for {other}, not for {name}.",
            other=found["other"],
            name=found["name"],
        ),
        tr(
            "Use the name in the address that the certificate is for. If the name was right, do not go on, and tell "
            "whoever looks after the shared library."
        ),
        tr("the certificate is another server’s"),
    )


def _no_root(found: re.Match[str]) -> Unreached:
    return Unreached(
        tr(
            "There is no root certificate at {file}, so it cannot be told whether the server is the right one.",
            file=found["file"],
        ),
        tr("Put the root certificate of your council’s authority there, or name its file in PGSSLROOTCERT."),
        tr("there is no root certificate at {file}", file=found["file"]),
    )


def _bad_root(found: re.Match[str]) -> Unreached:
    return Unreached(
        tr("The root certificate at {file} cannot be read.", file=found["file"]),
        tr("Put the root certificate of your council’s authority there anew."),
        tr("the root certificate at {file} cannot be read", file=found["file"]),
    )


def _other_encryption(found: re.Match[str]) -> Unreached:
    return Unreached(
        tr("The connection to the server of the shared library could not be encrypted: {why}.", why=found["why"]),
        tr("Tell whoever looks after the shared library."),
        tr("the connection could not be encrypted"),
    )


def _no_such_name(found: re.Match[str]) -> Unreached:
    return Unreached(
        tr("There is no server of the name {name} in the net this computer is in now.", name=found["name"]),
        tr("Check the name of the server, and whether this computer is in the right net."),
        tr("there is no server of the name {name}", name=found["name"]),
    )


_TELLINGS: list[tuple[str, _Telling]] = [
    (r"server does not support SSL, but SSL was required", _not_encrypted),
    (r"SSL error: (?:certificate verify failed|provider signature failure)", _not_trusted),
    (r'server certificate for "(?P<other>[^"\n]*)".* does not match host name "(?P<name>[^"\n]*)"', _of_another),
    (r'root certificate file "(?P<file>[^"\n]*)" does not exist', _no_root),
    (r'could not read root certificate file "(?P<file>[^"\n]*)"', _bad_root),
    # one that ends in the middle of it is a server that goes away
    (r"failed: SSL error: (?!unexpected eof)(?P<why>[^\n]+)", _other_encryption),
    (r"(?:failed to resolve host '|could not translate host name \")(?P<name>[^'\"\n]*)", _no_such_name),
]
