"""Setting up a webhook, and changing what it is (RQ-INT-12, RQ-SEC-06)."""

import base64
import socket
from dataclasses import replace
from typing import Any

import pytest

from baoxiu.basics.webhooks.actions import change, pause, register, remove, renew_secret, resume
from baoxiu.basics.webhooks.actions.keeping import Ended
from baoxiu.basics.webhooks.checks import PrivateAddress, UnknownKind, WrongUrl
from baoxiu.basics.webhooks.models import Webhook
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
PUBLIC_URL = "https://8.8.8.8/hook"


def test_it_is_registered_with_a_secret_of_its_own(cast: Cast, published: None) -> None:  # noqa: ARG001
    root = cast.actor("root")
    one = register("Stock", url=PUBLIC_URL, kinds=["test.*", "test.*"], by=root, at=AT)
    other = register("Till", url=PUBLIC_URL, outlet=cast.outlet, by=root, at=AT)
    assert (one.kinds, one.outlet, one.is_active, one.created_by) == (["test.*"], None, True, "Root")
    assert len(base64.b64decode(one.secret.removeprefix("whsec_"))) == 32
    assert one.secret != other.secret


def test_neither_secret_nor_path_stands_in_an_event(cast: Cast) -> None:
    """RQ-SEC-01: the path of a receiver is often a secret too."""
    row = register("Stock", url="https://8.8.8.8/T0PSECRET", by=cast.actor("root"), at=AT)
    renew_secret(row, by=cast.actor("root"), at=AT)
    told = [str(event.data) for event in of_subject(row)]
    assert len(told) == 2
    assert not any("T0PSECRET" in one or "whsec_" in one for one in told)


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/hook", "ftp://8.8.8.8/", "https://", "8.8.8.8/hook", "https://me:pass@8.8.8.8/",
        "https://8.8.8.8/#x", "https://8.8.8.8:99999/", "https://8.8.8.8:0/", "http://127.0.0.1/", "https://[::1/",
        "https://例子.中国/",
    ],
)  # fmt: skip
def test_only_https_addresses(url: str) -> None:
    """Without DEBUG not even this machine by http."""
    with pytest.raises(WrongUrl):
        register("Stock", url=url, by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "[::1]", "[fe80::1]", "0.0.0.0"]
)
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    with pytest.raises(PrivateAddress) as refused:
        register("Stock", url=f"https://{host}/", by=SYSTEM, at=AT)
    assert "url" in refused.value.fields


def test_one_private_address_of_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(host: str, port: int, **_more: Any) -> list[Any]:
        assert host == "example.com"
        return [(2, 1, 6, "", ("8.8.8.8", port)), (2, 1, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(PrivateAddress):
        register("Stock", url="https://example.com/", by=SYSTEM, at=AT)


def test_a_host_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_given: Any, **_more: Any) -> list[Any]:
        raise socket.gaierror("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(WrongUrl):
        register("Stock", url="https://nowhere.example/", by=SYSTEM, at=AT)


def test_the_own_network_can_be_allowed_but_the_cloud_never(own_network: None) -> None:  # noqa: ARG001
    register("Stock", url="https://10.0.0.8/", by=SYSTEM, at=AT)
    register("Stock", url="http://127.0.0.1:9/", by=SYSTEM, at=AT)
    with pytest.raises(PrivateAddress):
        register("Stock", url="https://169.254.169.254/", by=SYSTEM, at=AT)
    with pytest.raises(WrongUrl):
        register("Stock", url="http://10.0.0.8/", by=SYSTEM, at=AT)


@pytest.mark.parametrize("kind", ["test.secret", "secret.*", "*", "test", "test.happened.more"])
def test_only_public_events_can_be_asked_for(kind: str, published: None) -> None:  # noqa: ARG001
    with pytest.raises(UnknownKind):
        register("Stock", url=PUBLIC_URL, kinds=[kind], by=SYSTEM, at=AT)


def test_the_right_is_needed_and_the_scope_counts(cast: Cast) -> None:
    """RQ-SEC-06: reading is not changing; who sees one outlet sets up for that one only."""
    with pytest.raises(NotAllowed):
        register("Stock", url=PUBLIC_URL, by=cast.actor("mo"), at=AT)
    local = replace(cast.actor("root"), outlet_ids=frozenset({cast.outlet.pk}))
    with pytest.raises(NotAllowed):
        register("Stock", url=PUBLIC_URL, by=local, at=AT)
    mine = register("Stock", url=PUBLIC_URL, outlet=cast.outlet, by=local, at=AT)
    others = register("All", url=PUBLIC_URL, by=SYSTEM, at=AT)
    assert list(Webhook.objects.for_actor(local)) == [mine]
    for verb in (renew_secret, pause, resume, remove):
        with pytest.raises(NotAllowed):
            verb(others, by=local, at=AT)
        with pytest.raises(NotAllowed):
            verb(mine, by=cast.actor("mo"), at=AT)


def test_it_is_changed(cast: Cast, published: None) -> None:  # noqa: ARG001
    root = cast.actor("root")
    row = register("Stock", url=PUBLIC_URL, by=root, at=AT)
    done = change(
        row, name="Till", url="https://8.8.4.4/x", kinds=["trial.ended"], outlet=cast.outlet, by=root, at=AT
    )
    assert (done.name, done.url, done.kinds, done.outlet) == (
        "Till",
        "https://8.8.4.4/x",
        ["trial.ended"],
        cast.outlet,
    )
    assert done.secret == row.secret
    with pytest.raises(PrivateAddress):
        change(row, name="Till", url="https://10.0.0.1/", kinds=[], outlet=None, by=root, at=AT)


def test_paused_resumed_renewed_removed(cast: Cast) -> None:
    root = cast.actor("root")
    row = register("Stock", url=PUBLIC_URL, by=root, at=AT)
    assert not pause(row, by=root, at=AT).is_active
    assert not pause(row, by=root, at=AT).is_active, "twice is once"
    assert resume(row, by=root, at=AT).is_active
    assert renew_secret(row, by=root, at=AT).secret != row.secret
    gone = remove(row, by=root, at=AT)
    assert (gone.ended_at, gone.secret, gone.is_active) == (AT, "", False)
    assert not Webhook.objects.for_actor(root).exists()
    assert Webhook.objects.filter(pk=row.pk).exists(), "kept for the log"
    kinds = [event.kind.partition(".")[2] for event in of_subject(row)]
    assert kinds == ["registered", "paused", "resumed", "secret_renewed", "removed"]
    for verb in (renew_secret, pause, resume, remove):
        with pytest.raises(Ended):
            verb(row, by=root, at=AT)
