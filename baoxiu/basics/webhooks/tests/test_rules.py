"""Signing, matching, waiting (RQ-INT-12, RQ-SEC-01)."""

import base64
from datetime import timedelta

import pytest

from baoxiu.basics.webhooks.rules import (
    ATTEMPTS,
    headers,
    is_genuine,
    is_pattern,
    secret_of,
    signature,
    wait_after,
    wants,
)

SECRET = secret_of(bytes(range(32)))


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The published example of the specification."""
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        '{"test": 2432232314}',
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_is_genuine_for_a_while() -> None:
    sent = headers(SECRET, "id", 1_000_000, "{}")
    assert is_genuine(SECRET, sent, "{}", now=1_000_299)
    assert is_genuine(
        SECRET, sent | {"webhook-signature": f"v1,xx {sent['webhook-signature']}"}, "{}", now=1_000_000
    )
    assert not is_genuine(SECRET, sent, "{}", now=1_000_301)
    assert not is_genuine(SECRET, sent, "{}", now=999_699)
    assert not is_genuine(SECRET, sent, "{ }", now=1_000_000)
    assert not is_genuine(secret_of(bytes(32)), sent, "{}", now=1_000_000)
    assert not is_genuine(SECRET, sent | {"webhook-id": "other"}, "{}", now=1_000_000)
    assert not is_genuine(SECRET, sent | {"webhook-timestamp": "soon"}, "{}", now=1_000_000)
    assert not is_genuine(SECRET, {}, "{}", now=1_000_000)


def test_the_secret_holds_the_key() -> None:
    assert base64.b64decode(SECRET.removeprefix("whsec_")) == bytes(range(32))


@pytest.mark.parametrize(
    ("patterns", "kind", "wanted"),
    [
        ([], "order.created", True),
        (["order.created"], "order.created", True),
        (["order.*"], "order.closed", True),
        (["order.*"], "orders.closed", False),
        (["visits.*", "order.closed"], "order.closed", True),
        (["order.closed"], "order.created", False),
    ],
)
def test_kinds_are_matched(patterns: list[str], kind: str, wanted: bool) -> None:
    assert wants(patterns, kind) is wanted


@pytest.mark.parametrize(
    ("text", "right"),
    [("order.*", True), ("order.closed", True), ("*", False), ("order", False), ("o.*.x", False)],
)
def test_patterns_have_a_form(text: str, right: bool) -> None:
    assert is_pattern(text) is right


def test_the_waits_grow_and_end() -> None:
    """10 s, 1 min, 5 min, 30 min, 2 h, 6 h, 24 h, then it is given up."""
    waits = [wait_after(number) for number in range(1, ATTEMPTS + 1)]
    seconds = [wait.total_seconds() if wait else None for wait in waits]
    assert seconds == [10, 60, 300, 1800, 7200, 21600, 86400, None]
    assert sum((wait for wait in waits if wait), timedelta()) < timedelta(days=2)
