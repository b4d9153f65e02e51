"""The demo firm."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from baoxiu.basics.accounts.models import User
from baoxiu.basics.products.models import Unit
from baoxiu.basics.technicians.models import Technician
from baoxiu.config.built_in import load_built_in_data
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.queries import broken_links
from baoxiu.demo.firm import is_loaded, load_demo, may_load, parts, plan, sign_ins
from baoxiu.demo.firm.services import SERVICES
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.models import CounterTime, PlannedVisit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.models import Stay

NOW = datetime(2026, 3, 12, 6, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.slow(20)
def test_the_firm_works_through_the_same_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the seed, relative to today: outlets, people, products and orders at several stages."""
    monkeypatch.setattr(plan, "UNITS", 30)
    monkeypatch.setattr(plan, "WEEKS", 1)
    monkeypatch.setattr(parts, "A_RECENT_DAY", 1)
    monkeypatch.setattr(parts, "STOPPING", ("in_repair",))
    assert may_load()
    load_built_in_data(at=NOW - timedelta(weeks=2))
    load_demo(at=NOW)
    assert is_loaded()
    assert not may_load()
    assert (Technician.objects.count(), Unit.objects.count()) == (40, 30)
    assert len(set(Technician.objects.values_list("outlet_id", flat=True))) == 6
    assert RepairRequest.objects.count() >= 12 + len(SERVICES)
    assert len(Counter(WorkOrder.objects.values_list("stage", flat=True))) >= 2
    assert set(WorkOrder.objects.values_list("service", flat=True)) == {
        "repair",
        "installation",
        "maintenance",
    }
    assert PlannedVisit.objects.exists(), "the board has something to show"
    assert {bool(stay.bay_id) for stay in Stay.objects.filter(ended_at=None)} == {True, False}
    assert CounterTime.objects.count() >= 3
    assert not OutboxEntry.objects.filter(attempts__gt=0).exists()
    assert Event.objects.filter(at__gt=NOW).count() == 0
    for request in RepairRequest.objects.all():
        assert not list(broken_links(request.chain))
    _role, username, password = sign_ins()[0]
    assert User.objects.get(username=username).check_password(password)
