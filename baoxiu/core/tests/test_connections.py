"""Which addresses a connection out of the house may go to (RQ-SEC-01)."""

import pytest

from baoxiu.core.connections import may_connect

PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
OWN = ["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"]
NEVER = [
    "169.254.169.254", "fe80::1", "fe80::1%eth0", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "240.0.0.1",
    "255.255.255.255", "100.64.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_fine(address: str) -> None:
    assert may_connect(address, allow_private=False)


@pytest.mark.parametrize("address", OWN)
def test_the_own_network_must_be_allowed(address: str) -> None:
    assert not may_connect(address, allow_private=False)
    assert may_connect(address, allow_private=True)


@pytest.mark.parametrize("address", NEVER)
def test_nothing_ever_goes_to_these(address: str) -> None:
    """Link-local, multicast, reserved, unspecified; also wrapped in an IPv6 address."""
    assert not may_connect(address, allow_private=False)
    assert not may_connect(address, allow_private=True)
