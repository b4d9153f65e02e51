"""The way to a receiver over TLS: the certificate must be that of the name (RQ-SEC-01)."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from baoxiu.basics.webhooks.receiver import post
from baoxiu.basics.webhooks.tests.receiver import Receiver


def certificate(folder: Path, address: str) -> Path:
    """Key and certificate for an address, signed by itself."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "both.pem"
    path.write_bytes(text + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return certificate(tmp_path, "127.0.0.1")


@pytest.fixture
def secured(own: Path) -> Iterator[Receiver]:
    """A receiver that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with Receiver() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server
        server.shutdown()


def trusting(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """This machine trusts the certificate from now on."""
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def sent_to(server: Receiver, host: str) -> tuple[int | None, str]:
    url = f"https://{host}:{server.server_address[1]}/hook"
    outcome = post(url, "{}", {}, allow_private=True)
    return outcome.status, outcome.error


def test_a_trusted_receiver_is_reached(secured: Receiver, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting(monkeypatch, own)
    assert sent_to(secured, "127.0.0.1") == (200, "")
    assert [message.path for message in secured.messages] == ["/hook"]


def test_a_certificate_that_nobody_vouches_for_is_refused(secured: Receiver) -> None:
    status, error = sent_to(secured, "127.0.0.1")
    assert status is None
    assert "CERTIFICATE_VERIFY_FAILED" in error
    assert not secured.messages


def test_a_certificate_of_another_name_is_refused(
    secured: Receiver, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(monkeypatch, own)
    status, error = sent_to(secured, "127.0.0.2")
    assert status is None
    assert "CERTIFICATE_VERIFY_FAILED" in error or "Refused" in error
    assert not secured.messages


def test_a_forbidden_address_is_never_called(secured: Receiver) -> None:
    outcome = post(f"https://127.0.0.1:{secured.server_address[1]}/", "{}", {}, allow_private=False)
    assert (outcome.status, "not public" in outcome.error) == (None, True)
    assert not secured.messages
