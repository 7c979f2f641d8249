"""The address of a shared library: read from a URL, told without its password, encrypted unless it is this computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.store.library_address import (
    SSL_MODES,
    ServerAddress,
    address_text,
    library_address,
    remembered_address,
    shown_address,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="/\0", exclude_categories=["C"]), min_size=1)
HOSTS = st.sampled_from(["db.council.example", "127.0.0.1", "::1", "localhost", "/var/run/postgresql"])
ADDRESSES = st.builds(
    ServerAddress, HOSTS, WORDS, st.integers(1, 65535), st.just("") | WORDS, st.sampled_from(["", *SSL_MODES]), WORDS
)


@given(ADDRESSES)
def test_an_address_is_read_again_from_its_own_text_but_for_the_password(address: ServerAddress) -> None:
    again = remembered_address(address_text(address))
    assert again == address
    assert isinstance(again, ServerAddress)
    assert again.password == ""


def test_a_password_is_in_nothing_that_is_told_or_kept() -> None:
    address = ServerAddress.from_url("postgresql+psycopg://nora:s%3Acret@db.example:5433/canvases?sslmode=verify-full")
    assert address.password == "s:cret"
    assert (address.host, address.port, address.user, address.database) == ("db.example", 5433, "nora", "canvases")
    assert address.url == "postgresql+psycopg://nora@db.example:5433/canvases?sslmode=verify-full"
    for text in (address.url, address.shown, repr(address), str(address), shown_address(address)):
        assert "cret" not in text


@pytest.mark.parametrize(
    ("url", "protection"),
    [
        ("postgresql://nora@db.example/canvases", "require"),
        ("postgresql://nora@db.example/canvases?sslmode=verify-full", "verify-full"),
        ("postgresql://nora@localhost/canvases", "prefer"),
        ("postgresql:///canvases?host=/var/run/postgresql", "prefer"),
    ],
)
def test_a_connection_is_encrypted_unless_the_server_is_this_computer(url: str, protection: str) -> None:
    assert ServerAddress.from_url(url).protection == protection


@pytest.mark.parametrize("sslmode", ["disable", "allow", "prefer"])
def test_who_asks_for_less_than_an_encrypted_connection_to_another_computer_is_refused(sslmode: str) -> None:
    with pytest.raises(Refusal, match="would not have to be encrypted") as refused:
        library_address(f"postgresql://nora:secret@db.example/canvases?sslmode={sslmode}")
    assert f"sslmode={sslmode}" in refused.value.todo
    assert "secret" not in str(refused.value)
    assert library_address(f"postgresql://nora@localhost/canvases?sslmode={sslmode}")


@pytest.mark.parametrize("sslmode", ["disable", "allow", "prefer"])
def test_a_connection_to_another_computer_is_encrypted_whatever_settings_say(sslmode: str) -> None:
    remembered = remembered_address(f"postgresql://nora@db.example/canvases?sslmode={sslmode}")
    assert isinstance(remembered, ServerAddress)
    assert remembered.protection == "require"
    assert ServerAddress("127.0.0.1", "canvases", sslmode=sslmode).protection == sslmode


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db.example",
        "postgresql://db.example/",
        "postgresql:///canvases",
        "postgresql://db.example:port/canvases",
        "postgresql://db.example:99999/canvases",
        "postgresql://db.example/a/b",
        "postgresql://db.example/canvases?sslmode=none",
        "postgresql://db.example/canvases?password=secret",
        "postgresql://db.example/canvases?options=-c%20fsync%3Doff",
        "mysql://db.example/canvases",
        "postgresql://[db/canvases",
    ],
)
def test_what_is_no_address_is_refused_and_not_quoted(url: str) -> None:
    with pytest.raises(Refusal, match="not the address of a shared library") as refused:
        library_address(url)
    assert "secret" not in str(refused.value)
    assert isinstance(remembered_address(url), Path), "settings that were spoilt still name something"


def test_anything_else_is_a_file() -> None:
    assert library_address("a/library.cmcdb") == Path("a/library.cmcdb")
    with pytest.raises(Refusal):
        library_address("")
