"""Passwords of shared libraries: in the system's keyring, never in a file of this app's own.

On a computer without a keyring a password is asked for, and forgotten when the app is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from cmc_desktop.model.domain.errors import PasswordWanted
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress

#: under which name the keyring shows them
SERVICE = "CMC Desktop"
#: backends that keep passwords in files
_FILES = "keyrings.alt"

L = TypeVar("L")


def kept_password(address: ServerAddress) -> str:
    """The password the keyring keeps for a library; empty when it keeps none, or there is no keyring."""
    import keyring  # asks the system for its keyrings; most starts need none
    from keyring.errors import KeyringError

    try:
        return (_safe(keyring.get_keyring()) and keyring.get_password(SERVICE, address.url)) or ""
    except KeyringError:
        return ""


def keep_password(address: ServerAddress) -> bool:
    """Let the keyring keep the address's password; False when there is no keyring that does."""
    import keyring  # as above
    from keyring.errors import KeyringError

    try:
        if not _safe(keyring.get_keyring()):
            return False
        keyring.set_password(SERVICE, address.url, address.password)
    except KeyringError:
        return False
    return kept_password(address) == address.password


def forget_password(address: ServerAddress) -> None:
    """Take the password of a library out of the keyring."""
    import keyring  # as above
    from keyring.errors import KeyringError

    if kept_password(address):
        try:
            keyring.delete_password(SERVICE, address.url)
        except KeyringError:
            return


def _safe(backend: Any) -> bool:
    return not type(backend).__module__.startswith(_FILES)


def opened_with_password(
    address: LibraryAddress, open_it: Callable[[LibraryAddress], L], ask: Callable[[ServerAddress], str]
) -> L:
    """What `open_it` makes of the address: as it is, with the kept password, or with the one `ask` gives.

    Asked only when the server wants one; an empty answer raises PasswordWanted, and so does a wrong one.
    """
    try:
        return open_it(address)
    except PasswordWanted:
        if not isinstance(address, ServerAddress):
            raise
        kept = kept_password(address)
        if kept and kept != address.password:
            try:
                return open_it(address.with_password(kept))
            except PasswordWanted:
                pass  # it was changed since
        given = ask(address)
        if not given:
            raise
        return open_it(address.with_password(given))
