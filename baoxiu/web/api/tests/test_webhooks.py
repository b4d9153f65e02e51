"""Webhooks through the interface for programs (RQ-INT-12, RQ-SEC-01, RQ-SEC-06)."""

from typing import Any

import pytest
from django.db import transaction

from baoxiu.basics.webhooks.actions import queue
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.web.api.models import IdempotentWrite
from baoxiu.web.api.tests.conftest import Program, Programs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HOOK = {"name": "Stock", "url": "https://8.8.8.8/hook", "kinds": ["order.*"]}


@pytest.fixture
def root(program: Programs) -> Program:
    return program("root")


def happened(cast: Cast) -> None:
    with transaction.atomic():
        queue(
            record("order.closed", cast.outlet, by=SYSTEM, at=clock.now(), number="WO-1", phone="13800138000")
        )


def test_the_secret_is_told_once(root: Program) -> None:
    made = root.done("/webhooks", HOOK)
    assert made["secret"].startswith("whsec_")
    path = f"/webhooks/{made['id']}"
    renewed = root.done(f"{path}/renew-secret")
    assert renewed["secret"] not in ("", made["secret"])
    for answer in (
        root.get("/webhooks"),
        root.get(path),
        root.post(f"{path}/pause"),
        root.post(f"{path}/resume"),
    ):
        assert answer.status_code == 200
        assert "whsec_" not in answer.content.decode()
        assert "secret" not in answer.content.decode()


def test_the_secret_is_stored_nowhere(root: Program) -> None:
    """Neither with the webhook nor among the answers that are kept for repeats (RQ-SEC-01)."""
    made = root.done("/webhooks", HOOK, key="1")
    path = f"/webhooks/{made['id']}/renew-secret"
    renewed = root.done(path, key="2")
    kept = [*Webhook.objects.values_list("salt", flat=True)]
    kept += IdempotentWrite.objects.values_list("answer", flat=True)
    assert not any("whsec_" in text or made["secret"][6:] in text for text in kept)
    assert renewed["secret"] == Webhook.objects.get().secret
    assert root.done("/webhooks", HOOK, key="1") == made | {"secret": None}
    assert root.done(path, key="2") == renewed | {"secret": None}


def test_a_webhooks_life(root: Program, cast: Cast) -> None:
    made = root.done("/webhooks", HOOK | {"outlet": cast.outlet.code})
    assert (made["kinds"], made["outlet"], made["active"]) == (["order.*"], cast.outlet.code, True)
    path = f"/webhooks/{made['id']}"
    changed = root.done(f"{path}/change", {"name": "Till", "url": "https://8.8.4.4/"})
    assert (changed["name"], changed["url"], changed["kinds"], changed["outlet"]) == (
        "Till",
        "https://8.8.4.4/",
        [],
        None,
    )
    assert root.done(f"{path}/pause")["active"] is False
    assert root.done(f"{path}/resume")["active"] is True
    assert [one["id"] for one in root.get("/webhooks").json()["items"]] == [made["id"]]
    assert root.done(f"{path}/remove")["ended_at"]
    assert root.get(path).status_code == 404
    assert root.get("/webhooks").json()["items"] == []


def test_the_log_is_paged_filtered_and_sent_again(root: Program, cast: Cast) -> None:
    path = f"/webhooks/{root.done('/webhooks', HOOK)['id']}"
    since = clock.now().isoformat()
    for _number in range(3):
        happened(cast)
    first = root.get(f"{path}/deliveries", limit=2).json()
    rest = root.get(f"{path}/deliveries", limit=2, cursor=first["next_cursor"]).json()
    shown: list[Any] = first["items"] + rest["items"]
    assert [one["id"] for one in shown] == sorted((one["id"] for one in shown), reverse=True)
    assert len(shown) == 3
    assert rest["next_cursor"] is None
    assert "13800138000" not in str(shown)
    last = Delivery.objects.latest("pk")
    Delivery.objects.filter(pk=last.pk).update(state="given_up", attempts=8)
    found = root.get(f"{path}/deliveries", state="given_up").json()["items"]
    assert [(one["event"], one["kind"]) for one in found] == [(str(last.event.uuid), "order.closed")]
    again = root.done(f"{path}/deliveries/{last.pk}/replay")
    assert (again["state"], again["attempts"]) == ("queued", 0)
    assert root.done(f"{path}/replay", {"since": since}) == {"count": 3}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "https://127.0.0.1/"}, "url"),
        ({"url": "http://8.8.8.8/"}, "url"),
        ({"kinds": ["accounts.created"]}, "kinds"),
        ({"kinds": ["order.nothing"]}, "kinds"),
        ({"outlet": "nowhere"}, "outlet"),
        ({"secret": "mine"}, "secret"),
    ],
)
def test_what_does_not_fit_is_refused(root: Program, change: dict[str, Any], field: str) -> None:
    answer = root.post("/webhooks", HOOK | change)
    assert answer.status_code == 422
    assert field in answer.content.decode()
    assert not Webhook.objects.exists()


def test_who_only_sees_changes_nothing(root: Program, program: Programs) -> None:
    made = root.done("/webhooks", HOOK)
    reader, nobody = program("mo"), program("ava")
    assert reader.get("/webhooks").status_code == 200
    assert reader.post("/webhooks", HOOK).status_code == 403
    for verb in ("change", "renew-secret", "pause", "resume", "remove", "replay"):
        assert reader.post(f"/webhooks/{made['id']}/{verb}").status_code == 403
    assert nobody.get("/webhooks").status_code == 403
    assert nobody.get(f"/webhooks/{made['id']}/deliveries").status_code == 403
