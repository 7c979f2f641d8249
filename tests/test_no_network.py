"""No call leaves the machine: the whole suite runs with the network shut, and so would notice."""

import socket
import urllib.request

import pytest


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_connection_is_made(family: int, kind: int) -> None:
    address = "127.0.0.1" if family == socket.AF_INET else "::1"
    with socket.socket(family, kind) as wire:
        for call in (wire.connect, wire.connect_ex, lambda place: wire.sendto(b"x", place)):
            with pytest.raises(AssertionError, match=r"connect|sendto|looked up"):
                call((address, 9))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(AssertionError, match=r"connect|sendto|looked up"):
        socket.create_connection(("example.org", 80))
    with pytest.raises(AssertionError, match=r"connect|sendto|looked up"):
        urllib.request.urlopen("http://example.org")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_talking_within_the_machine_goes_on() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"to the screen")
        assert there.recv(20) == b"to the screen"
