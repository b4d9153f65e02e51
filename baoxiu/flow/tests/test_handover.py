"""How it looks, the effect, and the handover with the repair record."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.forms.actions import FormIncomplete
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.acceptance import actions, queries
from baoxiu.flow.acceptance.policies import EFFECT_REQUIRED
from baoxiu.flow.acceptance.slips import slip_for
from baoxiu.flow.documents.queries import issue_of
from tests.journey import DRAWN, Journey

pytestmark = pytest.mark.django_db

HANDED = {"explained": "yes", "bill": "na", "papers": "pass", "record": "yes"}


def test_what_is_found_about_the_looks_is_confirmed_before_the_signature(journey: Journey) -> None:
    """RQ-QC-03: with the customer, once; no signature before. What nobody confirmed is the lead technician's."""
    sheet, bo = journey.presented(), journey.actor("bo")
    found = actions.note_appearance(journey.order, text="面板右下角划痕", by=bo, at=journey.tick())
    signed = {"signer": "Alice", "signature_data_url": DRAWN, "document_hash": sheet.document_hash}
    with pytest.raises(actions.AppearanceOpen):
        actions.sign(sheet, **signed, by=bo, at=journey.tick())
    said = {"confirmed_with": "Alice", "outcome": "原有划痕，认可"}
    for missing in said:
        with pytest.raises(actions.ConfirmationUnclear):
            actions.confirm_appearance(found, **said | {missing: " "}, by=bo, at=journey.tick())
    found = actions.confirm_appearance(found, **said, by=bo, at=journey.tick())
    with pytest.raises(actions.ConfirmedAlready):
        actions.confirm_appearance(found, **said, by=bo, at=journey.tick())
    actions.sign(sheet, **signed, by=bo, at=journey.tick())
    order = journey.fresh()
    found.order = order
    assert not found.is_technicians
    found.confirmed_at = None
    assert (found.is_technicians, found.technician_id) == (True, journey.cast.bo.pk)
    with pytest.raises(actions.NotAtAcceptance):
        actions.note_appearance(order, text="划痕", by=bo, at=journey.tick())


def test_the_department_judges_the_effect(journey: Journey) -> None:
    """RQ-ACC-05: 1 to 5, once, after the acceptance; a low score and a customer who is not content need a reason."""
    mo, good = journey.actor("mo"), {"score": 5, "satisfied": True}
    journey.presented()
    with pytest.raises(actions.NotEnding):
        actions.score_effect(journey.order, **good, by=mo, at=journey.tick())
    journey.signed()
    now = journey.tick()
    assert not queries.wants_effect(journey.order, now)
    choose(EFFECT_REQUIRED, value=True, valid_from=now, by=SYSTEM, at=now)
    assert queries.wants_effect(journey.order, journey.tick())
    for wrong in ({"score": 6}, {"score": 2}, {"satisfied": False}):
        with pytest.raises(actions.ScoreUnclear):
            actions.score_effect(journey.order, **good | wrong, by=mo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.score_effect(journey.order, **good, by=journey.actor("bo"), at=journey.tick())
    assert actions.score_effect(journey.order, **good, by=mo, at=journey.tick()).score == 5
    with pytest.raises(actions.EffectScored):
        actions.score_effect(journey.order, **good, by=mo, at=journey.tick())
    assert not queries.wants_effect(journey.order, journey.tick())


def test_a_copy_of_the_repair_record_goes_with_the_product(journey: Journey) -> None:
    """RQ-ACC-06, RQ-ACC-07: the printed record exists, and how the customer got it is on record with the slip."""
    journey.in_repair()
    bo, given = journey.actor("bo"), {"way": "paper", "given_to": "Alice", "answers": HANDED}
    with pytest.raises(actions.NotAccepted):
        actions.hand_over(journey.order, **given, by=bo, at=journey.tick())
    journey.signed()
    with pytest.raises(FormIncomplete):
        actions.hand_over(journey.order, **given | {"answers": {}}, by=bo, at=journey.tick())
    made = actions.hand_over(journey.order, **given, by=bo, at=journey.tick())
    assert (made.given_to, made.slip.passed, made.slip.form.code) == ("Alice", True, "handover")
    assert issue_of(journey.order, "repair_record") is not None


def test_a_vehicle_has_its_own_slip(journey: Journey) -> None:
    """RQ-ACC-06: explained, settled, papers and keys back."""
    journey.accepted()
    journey.order.family.code = "vehicle"
    slip = slip_for(journey.order, journey.tick())
    assert {"explained", "bill", "papers", "keys", "record"} <= {item.key for item in slip.items}
