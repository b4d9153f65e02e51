"""submit: a request comes in (RQ-INT-01, RQ-REG-01 to RQ-REG-04)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from baoxiu.basics.customers.models import Customer, ServedBy
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import KeyInUse, RequestInput, submit
from baoxiu.flow.intake.links import visitor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.tests.make import entered, submitted
from tests.cast import ALICE_ADDRESS, AT, Cast

IMPORT = Actor(kind="import", id="archive", name="Archive", outlet_ids=None)


def refused(cast: Cast, by: Actor | None = None, **fields: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        submit(entered(cast, **fields), by=by or visitor(), at=cast.at)
    return caught.value.fields


def test_a_request_is_kept_with_all_that_was_entered(cast: Cast) -> None:
    """RQ-INT-01, RQ-REG-02, RQ-REG-03: customer, unit and outlet are found, the answer is promised."""
    request = submitted(cast, purchased_on=date(2025, 6, 18), wish="周六上午", voucher_number="04100250618")
    assert request.number == "BX260302-00001"
    assert request.stage == "submitted"
    assert request.customer == cast.alice
    assert request.unit == cast.unit
    assert request.outlet == cast.outlet
    assert request.promised_reply_at == cast.at + timedelta(hours=24)
    assert request.acknowledged_at == cast.at
    assert ServedBy.objects.filter(customer=cast.alice, outlet=cast.outlet).exists()


def test_the_event_tells_what_came(cast: Cast) -> None:
    """RQ-WO-07, RQ-REG-12: number, outlet, stage and the promised time are in the history."""
    request = submitted(cast)
    event = Event.objects.get(kind="intake.submitted")
    assert (event.chain, event.seq) == (f"case:{request.pk}", 1)
    assert event.data["number"] == request.number
    assert event.data["outlet_id"] == cast.outlet.pk
    assert (event.data["old"], event.data["new"]) == ("", "submitted")
    assert event.data["promised_reply_at"].startswith("2026-03-03T01:00")


def test_an_agent_registers_for_a_caller(cast: Cast) -> None:
    """RQ-REG-10: who registered is kept; the caller's acknowledgement is not asked of the agent."""
    data = entered(cast, channel="phone", contact_name="张伟", phone="0371-66778899", acknowledged=False)
    request = submit(data, by=cast.actor("ava"), at=cast.at)
    assert request.registered_by == "Ava"
    assert request.phone == "+8637166778899"
    assert request.customer.name == "张伟"


@pytest.mark.parametrize("name", ["contact_name", "phone", "fault_text", "division_code", "address"])
def test_what_is_missing_is_told_at_its_field(cast: Cast, name: str) -> None:
    """RQ-REG-01, RQ-REG-02, RQ-REG-08."""
    empty: dict[str, Any] = {name: "  "}
    assert set(refused(cast, **empty)) == {name}


def test_every_fault_is_told_at_once(cast: Cast) -> None:
    """RQ-INT-13: one look at the form is enough."""
    faults = refused(cast, phone="12345", email="x", fault_text="", acknowledged=False)
    assert set(faults) == {"phone", "email", "fault_text", "acknowledged"}


def test_a_known_address_brings_its_position(cast: Cast) -> None:
    """RQ-INT-07, RQ-DSP-03: typed by the agent as the file has it; another one has no position."""
    known = submit(entered(cast, customer=cast.alice), by=cast.actor("ava"), at=cast.at)
    assert (known.lat, known.lng) == (ALICE_ADDRESS.lat, ALICE_ADDRESS.lng)
    blanks = entered(cast, address=ALICE_ADDRESS.detail.replace("院", "院 "), client_key=uuid4())
    assert submit(blanks, by=visitor(), at=cast.at).lat == ALICE_ADDRESS.lat
    for other in ({"division_code": "410104"}, {"address": "花园路89号"}):
        made = submit(entered(cast, customer=cast.alice, **other), by=cast.actor("ava"), at=cast.at)
        assert (made.lat, made.lng) == (None, None)


def test_an_address_is_not_needed_where_nobody_goes(cast: Cast) -> None:
    """RQ-REG-06."""
    request = submitted(cast, mode="carry_in", division_code="", address="")
    assert request.outlet is None


def test_a_family_may_demand_more(cast: Cast) -> None:
    """RQ-REG-06: mandatory fields by product."""
    cast.family.required_fields = ["serial", "purchased_on"]
    assert set(refused(cast, serial="")) == {"serial", "purchased_on"}


def test_a_channel_may_demand_less(cast: Cast, at: datetime) -> None:
    """RQ-REG-06: mandatory fields by channel."""
    choose(
        "intake.required_fields",
        value="contact_name",
        scope={"channel": "letter"},
        valid_from=at,
        by=cast.actor("root"),
        at=at,
    )
    letter = entered(cast, channel="letter", address="", division_code="")
    assert submit(letter, by=cast.actor("ava"), at=at).pk
    assert set(refused(cast, address="")) == {"address"}


def test_the_customer_confirms_true_data(cast: Cast) -> None:
    """RQ-INT-19."""
    assert "acknowledged" in refused(cast, acknowledged=False)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"service": "magic"}, "service"),
        ({"mode": "nowhere"}, "mode"),
        ({"purchased_on": date(2026, 3, 4)}, "purchased_on"),
        ({"wish_from": AT, "wish_until": AT}, "wish_until"),
        ({"lat": 91.0, "lng": 113.0}, "lat"),
        ({"lat": float("nan"), "lng": 113.0}, "lat"),
        ({"lat": 34.0}, "lat"),
        ({"division_code": "41010"}, "division_code"),
        ({"contact_name": "名" * 81}, "contact_name"),
        ({"fault_text": "字" * 4001}, "fault_text"),
        ({"family": None}, "family"),
    ],
)
def test_wrong_values_are_told_at_their_field(cast: Cast, fields: dict[str, Any], wrong: str) -> None:
    """RQ-REG-08."""
    assert wrong in refused(cast, **fields)


def test_a_fault_of_another_product_is_refused(cast: Cast) -> None:
    assert "fault" in refused(cast, family=cast.other_family)


def test_a_product_that_is_served_no_more_is_refused(cast: Cast) -> None:
    cast.family.is_active = False
    assert "family" in refused(cast)


def test_a_unit_of_another_product_is_refused(cast: Cast) -> None:
    assert "serial" in refused(cast, family=cast.other_family, fault=None, unit=cast.unit)


def test_a_serial_number_of_another_product_links_no_unit(cast: Cast) -> None:
    """C08: the typed number is kept, the wrong unit is not taken."""
    request = submitted(cast, family=cast.other_family, fault=None)
    assert (request.unit, request.serial) == (None, "KF35 2506-000127")


def test_text_that_no_database_takes_is_tidied(cast: Cast) -> None:
    """NUL, control characters and halves of characters do no harm."""
    request = submitted(cast, fault_text="a\x00b\r\nc\ud800\x07d", contact_name=" Al\x00ice\n")
    assert request.fault_text == "a b\nc d"
    assert request.contact_name == "Al ice"


def test_who_may_not_register_is_refused(cast: Cast) -> None:
    """RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        submit(entered(cast), by=cast.actor("charlie"), at=cast.at)


def test_a_repeat_returns_the_first_unchanged(cast: Cast) -> None:
    """Design 6: the client names what it makes, and a repeat changes nothing."""
    key = uuid4()
    first = submitted(cast, client_key=key)
    again = submitted(cast, client_key=key, fault_text="something else", acknowledged=False)
    assert again.pk == first.pk
    assert again.fault_text == first.fault_text
    assert RepairRequest.objects.count() == 1
    assert Event.objects.filter(kind="intake.submitted").count() == 1


def test_an_archive_record_is_taken_once(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    """RQ-INT-12: few mandatory fields, no promise; customer and outlet are given."""
    data = RequestInput(
        channel="archive",
        family=cast.family,
        fault_text="Iron Broken",
        external_ref="rcwales_3",
        customer=cast.alice,
        outlet=cast.outlet,
    )
    submit(RequestInput(channel="archive", family=cast.family, external_ref="x", customer=cast.alice,
                        outlet=cast.outlet), by=IMPORT, at=cast.at)  # fmt: skip
    with django_assert_max_num_queries(7):
        request = submit(data, by=IMPORT, at=cast.at)
    assert request.promised_reply_at is None
    assert submit(data, by=IMPORT, at=cast.at).pk == request.pk


def test_only_the_import_takes_over_archives(cast: Cast) -> None:
    assert "channel" in refused(cast, by=cast.actor("ava"), channel="archive")


def test_a_key_of_another_outlet_is_refused(cast: Cast) -> None:
    """A repeat shows nobody what his outlet may not see."""
    key = uuid4()
    submitted(cast, client_key=key)
    with pytest.raises(KeyInUse):
        submit(entered(cast, client_key=key), by=cast.actor("wang"), at=cast.at)


def test_an_outlet_registers_for_itself(cast: Cast) -> None:
    """RQ-INT-14: what Wang registers is Wang's, also for an address that another outlet serves."""
    request = submit(entered(cast, channel="counter"), by=cast.actor("wang"), at=cast.at)
    assert request.outlet == cast.other_outlet
    with pytest.raises(NotAllowed):
        submit(entered(cast, outlet=cast.outlet), by=cast.actor("wang"), at=cast.at)


def test_where_only_an_outsourced_outlet_serves_it_is_chosen(cast: Cast) -> None:
    """RQ-WO-12: own outlets first, otherwise the one that serves the place."""
    assert submitted(cast, division_code="410302", address="中州路1号").outlet == cast.other_outlet


def test_danger_gives_the_advice_to_stop(cast: Cast) -> None:
    """RQ-INT-18."""
    cast.fault.is_dangerous = True
    cast.family.stop_use_advice = cast.family.stop_use_advice_en = ""
    submitted(cast)
    submitted(cast, language="en")
    chinese, english = Event.objects.filter(kind="intake.submitted").order_by("pk")
    assert english.data["stop_use_advice"].startswith("Please stop using")
    assert chinese.data["stop_use_advice"]


def test_one_submission_is_a_fixed_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    submitted(cast)
    with django_assert_max_num_queries(16):
        submitted(cast, client_key=uuid4())
    with django_assert_max_num_queries(22):
        submitted(cast, contact_name="王芳", phone="13800138001", client_key=uuid4())


@pytest.mark.django_db(transaction=True)
def test_two_of_the_same_instant_become_one(cast: Cast) -> None:
    """Double submit: the same key twice at once is one request and one customer."""
    key, start = uuid4(), Barrier(2)

    def send(_number: int) -> int:
        start.wait()
        try:
            return submitted(cast, client_key=key, contact_name="王芳", phone="13800138001").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert first == second
    assert RepairRequest.objects.count() == 1
    assert Customer.objects.filter(name="王芳").count() == 1
