"""Not content after the acceptance; who signs; what proves an absence."""

from __future__ import annotations

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.acceptance import actions
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.next_steps import follow
from baoxiu.flow.repairs.tests.test_start import PIXEL
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import DRAWN, Journey

pytestmark = pytest.mark.django_db
GIVEN = {"wish": "repair", "text": "两天后又不制冷", "claimed_by": "Alice"}


def test_another_repair_is_an_order_of_its_own(journey: Journey) -> None:
    """RQ-ACC-02: claimed once, decided once, by who may; the customer hears the answer."""
    ava, mo = journey.actor("ava"), journey.actor("mo")
    sheet = journey.presented()
    with pytest.raises(actions.NotAcceptedYet):
        actions.claim(journey.order, **GIVEN, by=ava, at=journey.tick())
    actions.sign(
        sheet, signer="王物业", relation="property", signature_data_url=DRAWN,
        document_hash=sheet.document_hash, by=journey.actor("bo"), at=journey.tick(),
    )  # fmt: skip
    for wrong in ({"wish": "money"}, {"text": " "}, {"claimed_by": ""}):
        with pytest.raises(InvalidInput):
            actions.claim(journey.order, **GIVEN | wrong, by=ava, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.claim(journey.order, **GIVEN, by=journey.actor("bo"), at=journey.tick())
    made = actions.claim(journey.order, **GIVEN, by=journey.customer, at=journey.tick())
    with pytest.raises(actions.ClaimOpen):
        actions.claim(journey.order, **GIVEN, by=ava, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.decide_claim(made, granted=True, by=ava, at=journey.tick())
    with pytest.raises(actions.AnswerMissing):
        actions.decide_claim(made, granted=True, at_own_cost=True, by=mo, at=journey.tick())
    made = actions.decide_claim(made, granted=True, by=mo, at=journey.tick())
    with pytest.raises(actions.ClaimDecided):
        actions.decide_claim(made, granted=True, by=mo, at=journey.tick())
    follow(Event.objects.get(kind="acceptance.claim_granted"))
    again = WorkOrder.objects.get(repeat_of=journey.order)
    assert again.items.get().text == GIVEN["text"]


@pytest.mark.parametrize(
    ("wish", "granted", "answer", "state"),
    [
        ("exchange", True, "", "granted"),
        ("return", True, "过保，运费自理", "granted"),
        ("exchange", False, "人为损坏", "refused"),
    ],
)
def test_return_and_exchange_are_handed_over(
    journey: Journey, wish: str, granted: bool, answer: str, state: str
) -> None:
    """RQ-ACC-02: granted within reason, at own cost out of warranty; no order of repair comes of it."""
    journey.signed()
    ava, mo = journey.actor("ava"), journey.actor("mo")
    made = actions.claim(journey.order, **GIVEN | {"wish": wish}, by=ava, at=journey.tick())
    own = bool(answer) and granted
    actions.decide_claim(made, granted=granted, answer=answer, at_own_cost=own, by=mo, at=journey.tick())
    event = Event.objects.filter(kind__startswith="acceptance.claim_").get()
    follow(event)
    made = Claim.objects.get()
    assert (made.state, made.at_own_cost, event.data["wish"]) == (state, own, wish)
    assert not WorkOrder.objects.filter(repeat_of=journey.order).exists()


def test_somebody_else_says_who(journey: Journey) -> None:
    """RQ-ACC-01: the customer, a relative, the property office, or somebody else in words."""
    sheet, bo = journey.presented(), journey.actor("bo")
    given = {
        "signer": "李伟",
        "relation": "other",
        "signature_data_url": DRAWN,
        "document_hash": sheet.document_hash,
    }
    with pytest.raises(InvalidInput) as refused:
        actions.sign(sheet, **given, by=bo, at=journey.tick())
    assert refused.value.fields
    made = actions.sign(sheet, **given, relation_text="租客", by=bo, at=journey.tick())
    assert made.relation_shown == "租客"


def test_a_photo_proves_an_absence(journey: Journey) -> None:
    """RQ-ACC-04: a witness or a photo."""
    sheet, mo = journey.presented(), journey.actor("mo")
    given = {"exception": "absent", "reason": "约好后三次上门无人"}
    with pytest.raises(actions.WitnessMissing):
        actions.accept_unsigned(sheet, **given, by=mo, at=journey.tick())
    made = actions.accept_unsigned(sheet, **given, photo=PIXEL, by=mo, at=journey.tick())
    assert made.photo is not None
    assert made.photo.case == journey.order.chain
