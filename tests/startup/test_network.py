"""The network is shut in the tests, except to this machine."""

import socket
import urllib.request

import pytest

from onboarding.startup.pytest_plugin import NetworkIsShut


def test_a_name_of_another_machine_is_refused():
    with pytest.raises(NetworkIsShut, match="example.org"):
        urllib.request.urlopen("http://example.org/")


def test_an_address_of_another_machine_is_refused():
    with socket.socket() as probe, pytest.raises(NetworkIsShut, match="192.0.2.1"):
        probe.connect(("192.0.2.1", 80))


def test_a_datagram_to_another_machine_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as probe, pytest.raises(NetworkIsShut):
        probe.sendto(b"hello", ("192.0.2.1", 53))


def test_this_machine_is_reachable():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()
