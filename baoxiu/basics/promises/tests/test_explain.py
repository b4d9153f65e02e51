"""Why a deadline was not kept, reported upwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baoxiu.basics.promises.actions import NotLate, WhyMissing, explain
from baoxiu.basics.promises.tests.firm import ROOT, at, happen, promise
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed

AGENT = replace(ROOT, name="Ava", roles=frozenset({"agent"}))


@pytest.mark.django_db
def test_the_reason_goes_up_once_it_is_late() -> None:
    """RQ-EXE-09, RQ-NOT-04, T04: by who owns the deadline; the event names the leader who is told."""
    happen("intake.submitted", at(), number="BX1", promised_reply_at=at(hours=24))
    late = promise("first_review")
    with pytest.raises(NotLate):
        explain(late, reason="电话占线", by=AGENT, at=at(hours=23))
    with pytest.raises(WhyMissing):
        explain(late, reason=" ", by=AGENT, at=at(hours=25))
    for other in (ROOT, replace(AGENT, outlet_ids=frozenset({1}))):
        with pytest.raises(NotAllowed):
            explain(late, reason="x", by=other, at=at(hours=25))
    explain(late, reason="客户电话一直占线", by=AGENT, at=at(hours=25))
    assert [(one.text, one.by_name) for one in late.reasons.all()] == [("客户电话一直占线", "Ava")]
    told = Event.objects.get(kind="promise.explained").data
    assert (told["number"], told["role"]) == ("BX1", "service_manager")
