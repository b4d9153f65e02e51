"""A very small region with what every installation has, as far as it needs that."""

from __future__ import annotations

import pytest

from baoxiu.basics.accounts.actions import load_roles
from baoxiu.basics.builtin.families import load_families
from baoxiu.basics.places import actions as places
from baoxiu.core.actors import SYSTEM
from baoxiu.simulation.ground import before, build
from baoxiu.simulation.plan import Plan, plan_of
from tests.cast import DIVISIONS

SMALL = {
    "days": 1,
    "work": {"days_off": 0},
    "region": {"technicians": 2, "districts": ["410102", "410103"]},
    "demand": {"orders_per_day": 5, "jobs": [{"family": "refrigerator"}]},
}


@pytest.fixture
def plan(db: None) -> Plan:  # noqa: ARG001
    """Two technicians and a Monday of about five orders, in the database."""
    plan = plan_of(SMALL)
    at = before(plan)
    load_roles(by=SYSTEM, at=at)
    places.load(DIVISIONS, by=SYSTEM, at=at)
    load_families(("refrigerator",), by=SYSTEM, at=at)
    build(plan)
    return plan
