"""The customer signs, or does not accept."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.files.actions import NoSignature
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.acceptance import actions, queries
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.warranty import actions as warranty
from tests.journey import DRAWN, Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(journey: Journey) -> AcceptanceSheet:
    """Before Alice."""
    return journey.presented()


def sign(journey: Journey, sheet: AcceptanceSheet, **more: Any) -> Acceptance:
    """Alice signs on Bo's phone."""
    given = {"signer": "Alice", "signature_data_url": DRAWN, "document_hash": sheet.document_hash}
    return actions.sign(sheet, **(given | {"by": journey.actor("bo"), "at": journey.tick()} | more))


def test_a_drawn_signature_is_bound_to_the_hash(journey: Journey, sheet: AcceptanceSheet) -> None:
    """RQ-ACC-01, RQ-VIS-12, standards.md 5.4."""
    signed = sign(journey, sheet, relation="family", opinion="师傅很耐心", ip="192.0.2.9")
    order = journey.fresh()
    assert (signed.accepted, signed.relation, signed.opinion) == (True, "family", "师傅很耐心")
    assert signed.document_hash == sheet.document_hash
    assert signed.signature is not None
    assert signed.signature.mime == "image/png"
    assert (order.stage, order.outcome, order.handed_over_at) == ("settling", "repaired", journey.now)
    assert queries.accepted(order) == signed
    data = Event.objects.get(kind="acceptance.signed").data
    assert (data["signer"], data["document_hash"]) == ("Alice", sheet.document_hash)


def test_typed_where_drawing_is_impossible(journey: Journey, sheet: AcceptanceSheet) -> None:
    """Standards.md 5.4: the typed name is marked as such."""
    signed = sign(journey, sheet, signature_data_url="", typed=True)
    assert (signed.typed_signature, signed.signature) == (True, None)


def test_the_customer_signs_on_the_own_page(journey: Journey, sheet: AcceptanceSheet) -> None:
    """RQ-ACC-01: by the signed link."""
    assert sign(journey, sheet, by=journey.customer).by_name == "Alice"


@pytest.mark.parametrize("drawn", ["", "data:image/png;base64,", "data:text/html;base64,PGI+", "x"])
def test_without_signature(journey: Journey, sheet: AcceptanceSheet, drawn: str) -> None:
    """Standards.md 5.4."""
    with pytest.raises(NoSignature):
        sign(journey, sheet, signature_data_url=drawn)
    assert journey.fresh().stage == "awaiting_acceptance"


def test_another_text_is_not_signed(journey: Journey, sheet: AcceptanceSheet) -> None:
    """Standards.md 5.4: a signature cannot be moved to another document."""
    for wrong in ("", "0" * 64):
        with pytest.raises(actions.ContentChanged):
            sign(journey, sheet, document_hash=wrong)


def test_changed_content_is_put_before_the_customer_anew(journey: Journey, sheet: AcceptanceSheet) -> None:
    """Standards.md 5.4: the new version stays, the old one is refused."""
    ava = journey.actor("ava")
    warranty.judge(journey.order, stage="diagnosis", cause="misuse", by=ava, at=journey.tick())
    with pytest.raises(actions.ContentChanged):
        sign(journey, sheet)
    newest = queries.newest_sheet(journey.order)
    assert newest is not None
    assert newest.version == 2
    with pytest.raises(actions.ContentChanged):
        sign(journey, sheet)
    assert sign(journey, newest).accepted


def test_what_changes_nothing_does_not_stand_in_the_way(journey: Journey, sheet: AcceptanceSheet) -> None:
    """A verdict with the same result is the same text."""
    ava = journey.actor("ava")
    warranty.judge(journey.order, stage="diagnosis", cause="process_defect", by=ava, at=journey.tick())
    assert sign(journey, sheet).sheet.version == 1


def test_signed_once(journey: Journey, sheet: AcceptanceSheet) -> None:
    """O05."""
    sign(journey, sheet)
    with pytest.raises(IllegalMove):
        sign(journey, sheet)


def test_who_signs(journey: Journey, sheet: AcceptanceSheet) -> None:
    """Standards.md 5.4: other persons sign with their relation."""
    with pytest.raises(actions.SignerMissing):
        sign(journey, sheet, signer=" ")
    with pytest.raises(InvalidInput):
        sign(journey, sheet, relation="cat")


def test_not_by_strangers(journey: Journey, sheet: AcceptanceSheet) -> None:
    """RQ-SEC-06."""
    other = Journey(journey.cast, journey.now)
    other.accepted()
    strangers = [journey.actor(name) for name in ("ben", "iris", "ava")]
    for by in (*strangers, customer_actor(other.order.request)):
        with pytest.raises(NotAllowed):
            sign(journey, sheet, by=by)


def test_refused_goes_back_with_the_objection(journey: Journey, sheet: AcceptanceSheet) -> None:
    """RQ-ACC-02, RQ-QC-08."""
    bo = journey.actor("bo")
    with pytest.raises(actions.ObjectionMissing):
        actions.refuse(sheet, objection=" ", signer="Alice", by=bo, at=journey.tick())
    answer = actions.refuse(sheet, objection="仍有异响", signer="Alice", by=bo, at=journey.tick())
    assert (answer.accepted, journey.fresh().stage) == (False, "in_repair")
    assert queries.accepted(journey.order) is None
    assert Event.objects.get(kind="acceptance.refused").data["objection"] == "仍有异响"
    with pytest.raises(IllegalMove):
        actions.refuse(sheet, objection="x", signer="Alice", by=bo, at=journey.tick())


def test_an_old_version_is_not_refused(journey: Journey, sheet: AcceptanceSheet) -> None:
    """The objection belongs to what the customer read."""
    ava = journey.actor("ava")
    warranty.judge(journey.order, stage="diagnosis", cause="misuse", by=ava, at=journey.tick())
    actions.present(journey.order, by=journey.actor("bo"), at=journey.tick())
    with pytest.raises(actions.ContentChanged):
        actions.refuse(sheet, objection="x", signer="Alice", by=journey.customer, at=journey.tick())
