"""A server may speak any language: whether it wants a password, refuses or is away is told without its words."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator

import builders
import pytest

from cmc_desktop.model.domain.errors import CutOff, LibraryTrouble, PasswordWanted
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.store.library_address import ServerAddress

#: how PostgreSQL asks for a password in plain text
_ASK = b"R" + struct.pack("!II", 8, 3)

Server = Callable[[str, str, str, bool], ServerAddress]


def refusal(severity: str, state: str, words: str) -> bytes:
    """A server's message that it lets nobody in."""
    fields = {"S": severity, "V": "FATAL", "C": state, "M": words, "D": "nora, canvases", "F": "miscinit.c"}
    body = b"".join(key.encode() + value.encode() + b"\0" for key, value in fields.items()) + b"\0"
    return b"E" + struct.pack("!I", len(body) + 4) + body


@pytest.fixture
def server() -> Iterator[Server]:
    """Makes a server that says one sentence, after it has asked for the password where that is wished for."""
    opened: list[socket.socket] = []

    def run(severity: str, state: str, words: str, asks: bool) -> ServerAddress:
        there = socket.socket()
        opened.append(there)
        there.bind(("127.0.0.1", 0))
        there.listen()

        def serve() -> None:
            while True:
                try:
                    client, _ = there.accept()
                except OSError:
                    return
                with client:
                    client.recv(4096)
                    if asks:
                        client.sendall(_ASK)
                    if not asks or client.recv(4096):
                        client.sendall(refusal(severity, state, words))

        threading.Thread(target=serve, daemon=True).start()
        return ServerAddress("127.0.0.1", "canvases", there.getsockname()[1], "nora", "disable", "correct horse")

    yield run
    for there in opened:
        there.shutdown(socket.SHUT_RDWR)
        there.close()


def trouble_with(address: ServerAddress) -> LibraryTrouble:
    with pytest.raises(LibraryTrouble) as told:
        Library.open(address, builders.TEMPLATES, ManualClock())
    return told.value


@pytest.mark.parametrize(
    ("severity", "words"),
    [
        ("FATAL", 'password authentication failed for user "nora"'),
        ("ВАЖНО", 'пользователь "nora" не прошёл проверку подлинности (по паролю)'),
        ("致命错误", "用户 “nora” Password 认证失败"),
        ("ÖLÜMCÜL (FATAL)", '"nora" kullanıcısı için şifre doğrulaması başarısız oldu'),
    ],
)
def test_a_wrong_password_is_asked_for_again(server: Server, severity: str, words: str) -> None:
    assert isinstance(trouble_with(server(severity, "28P01", words, True)), PasswordWanted)


def test_a_missing_password_is_asked_for(server: Server) -> None:
    address = server("ВАЖНО", "28P01", "", True).with_password("")
    assert isinstance(trouble_with(address), PasswordWanted)


@pytest.mark.parametrize(
    ("state", "words", "asks"),
    [
        ("3D000", 'database "canvases" does not exist', True),
        ("3D000", 'база данных "canvases" не существует', True),
        ("42501", "Datenbank »canvases« verweigert den Zugriff", True),
        ("28000", 'в pg_hba.conf нет записи для компьютера "::1", пользователя "nora", базы "canvases"', False),
    ],
)
def test_a_refusal_is_told_in_the_server_s_own_words_and_not_as_a_server_that_is_away(
    server: Server, state: str, words: str, asks: bool
) -> None:
    error = trouble_with(server("ВАЖНО", state, words, asks))
    assert not isinstance(error, (CutOff, PasswordWanted))
    assert words in error.happened


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("57P03", "the database system is starting up"),
        ("57P03", "система баз данных запускается"),
        ("53300", "извините, уже слишком много клиентов"),
    ],
)
def test_a_server_that_starts_or_is_full_is_told_as_one_that_is_away_for_a_moment(
    server: Server, state: str, words: str
) -> None:
    error = trouble_with(server("ВАЖНО", state, words, False))
    assert isinstance(error, CutOff)
    assert words in error.happened


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        'too many connections for role "nora"',
        'too many connections for database "canvases"',
        "sorry, too many clients already",
        "remaining connection slots are reserved for roles with the SUPERUSER attribute",
    ],
)
def test_a_limit_of_connections_is_told_as_a_trouble_that_passes(server: Server, words: str, asks: bool) -> None:
    error = trouble_with(server("FATAL", "53300", words, asks))
    assert isinstance(error, CutOff)
    assert error.happened.endswith(f"lets nobody else in at the moment: {words}.")
    assert "Try again in a moment" in error.todo
