"""Role × route × expected, over every route of the house (RQ-SEC-06, RQ-SEC-01, appendix (a)).

The table is ``tests/permissions.txt``; ``python -m tests.permissions`` writes it anew for review.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from baoxiu.basics.accounts.actions import create_user, issue_token
from baoxiu.basics.accounts.queries import actor_for, rights_held
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.basics.accounts.roles import BUILT_IN, RoleSpec
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import Refusal
from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.intake.links import token_for
from tests.journey import Journey
from tests.permissions import FOREIGN, in_code, operations, pages, reviewed, unlisted_operations

BACKEND = "django.contrib.auth.backends.ModelBackend"
OPEN = ("public", "signed_in", "technician")
FINER: dict[str, tuple[str, ...]] = {
    "desk:unit_new": ("products.change", "intake.register"),
    "desk:request_assistance": ("intake.see",),
}
"""Pages of many that ask for one of these rights more, to show no form that nobody may send."""


OF_ALL_OUTLETS = ("GET /api/v1/sampling-draws",)
"""One list for all outlets is for those who see all."""

SHOWN = 1
"""A page is drawn for the narrowest role that opens it and for the widest; the others only ask at its door. So is the
first refusal of each role."""


@dataclass
class House:
    """A closed case of Alice's, and everything else there is to look at."""

    way: Journey
    at: Any

    def addresses(self) -> dict[str, str]:
        """``{name: address}`` of every page that needs nothing, or something of the cast."""
        found = {}
        for name, (path, _right) in pages().items():
            given = self._given(name, path)
            if not name.startswith("api:") and given is not None:
                found[name] = reverse(name, kwargs=given)
        return found

    def of_staff(self) -> dict[str, str]:
        """Those of desk and field."""
        return {name: url for name, url in self.addresses().items() if name.startswith(("desk:", "field:"))}

    def _given(self, name: str, path: str) -> dict[str, Any] | None:
        if "<" not in path:
            return {} if "^" not in path else None
        return next(
            (given for start, given in self._things() if name.startswith(start) and _fit(path, given)), None
        )

    def _things(self) -> list[tuple[str, dict[str, Any]]]:
        cast, order = self.way.cast, self.way.order
        case = {"token": token_for(order.request)}
        return [
            ("portal:quote", case | {"version": 1}),
            ("portal:document", case | {"code": "repair_record"}),
            ("portal:verify_document", {"code": "x"}),
            ("portal:verify", {"number": cast.bo.number}),
            ("portal:", case),
            ("desk:request", {"number": order.request.number}),
            ("desk:order_document", {"number": order.number, "code": "repair_record"}),
            ("desk:order", {"number": order.number}),
            ("desk:dispatch", {"number": order.number}),
            ("desk:assistance_one", {"pk": order.assistance.get().pk}),
            ("desk:followup", {"pk": order.followups.get().pk}),
            ("desk:customer", {"number": cast.alice.number}),
            ("desk:unit", {"pk": cast.unit.pk}),
            ("desk:family", {"code": cast.family.code}),
            ("desk:outlet", {"code": cast.outlet.code}),
            ("desk:technician", {"number": cast.bo.number}),
            ("desk:person", {"pk": cast.user("ava").pk}),
            ("desk:price_list", {"pk": cast.price_list.pk}),
            ("desk:checklist", {"code": "self_check"}),
            ("desk:public_text", {"code": "promise"}),
            ("desk:role", {"code": "agent"}),
            ("desk:policy", {"key": "intake.review_hours"}),
        ]


def _fit(path: str, given: dict[str, Any]) -> bool:
    return {part.partition(">")[0].rpartition(":")[2] for part in path.split("<")[1:]} == set(given)


@pytest.fixture
def house(journey: Journey, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> House:
    """Monday, 9 March 2026, when Alice may be called."""
    settings.DATA_DIR = settings.STATIC_ROOT = settings.FILES_DIR = tmp_path
    journey.prepared(journey.listed("AC-P-CAP"))
    journey.order.handed_over_at = journey.now
    journey.order.save(update_fields=["handed_over_at"])
    followups.plan(journey.order, by=SYSTEM, at=journey.tick())
    given = {"question": "?", "role": "inspector", "by": journey.actor("ava"), "at": journey.tick()}
    assistance.ask(journey.order, **given)
    now = journey.tick(days=5)
    monkeypatch.setattr(clock, "now", lambda: now)
    return House(journey, now)


def signed_in(house: House, role: RoleSpec) -> tuple[Client, Any]:
    """A browser of somebody with this role alone, and the account; a technician is Bo."""
    if role.code == "technician":
        user = house.way.cast.user("bo")
    else:
        place = None if role.everywhere else house.way.cast.outlet
        at = house.at - timedelta(days=1)
        user = create_user(f"one-{role.code}", role.name, roles=[(role.code, place)], by=SYSTEM, at=at)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client, user


# The table ------------------------------------------------------------------------------------------------


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    """RQ-SEC-06: a route without a row, a row without a route and a changed right fail by name."""
    code, table = in_code(), reviewed()
    assert not [name for name in code if name not in table], "routes without a row"
    assert not [name for name in table if name not in code], "rows without a route"
    assert {name: right for name, right in code.items() if table[name] != right} == {}


def test_every_route_names_a_right_that_exists() -> None:
    """RQ-SEC-06."""
    known = {*OPEN, *RIGHTS}
    assert {name: right for name, right in in_code().items() if not set(right.split("|")) <= known} == {}
    assert not unlisted_operations()
    assert not set(FOREIGN) - set(pages())


def test_what_changes_something_asks_for_more_than_seeing() -> None:
    """RQ-SEC-06: no write of the API, and no page that changes by its name, is open to a right to see."""
    seeing = {*OPEN, *(right for right in RIGHTS if right.endswith(".see"))} - {"technician"}
    writes = {name: right for name, right in operations().items() if not name.startswith("GET ")}
    assert {name: right for name, right in writes.items() if set(right.split("|")) & seeing} == {}


# The doors ------------------------------------------------------------------------------------------------


def test_strangers_come_to_the_portal_and_no_further(house: House) -> None:
    """RQ-SEC-01: everything but the public pages asks to sign in."""
    client, wrong = Client(), {}
    for name, address in house.addresses().items():
        answer = client.get(address)
        asked = answer.status_code == 302 and "/accounts/login/" in answer.url
        if asked == (pages()[name][1] == "public"):
            wrong[name] = answer.status_code
    assert wrong == {}


@pytest.mark.usefixtures("house")
def test_programs_without_a_token_get_nothing() -> None:
    """RQ-SEC-01."""
    paths = {route: route.partition(" ")[2] for route in operations() if "{" not in route}
    client = Client()
    answers = {
        route: client.generic(route.partition(" ")[0], path, content_type="application/json").status_code
        for route, path in paths.items()
    }
    assert {route: status for route, status in answers.items() if status != 401} == {}


@pytest.mark.slow(24)
def test_a_role_opens_the_pages_of_its_rights_and_no_other(house: House) -> None:
    """RQ-SEC-06, appendix (a): asked for, a page is there, or it says that the role does not include it."""
    addresses, listed = house.of_staff(), pages()
    wrong = {}
    shown: Counter[str] = Counter()
    for role in sorted(BUILT_IN, key=lambda role: len(role.rights)):
        client, user = signed_in(house, role)
        actor = actor_for(user)
        for name, address in addresses.items():
            may = _may(actor, name, listed[name][1])
            counted = name if may else role.code
            whole = name in FINER or role.code == "admin" or shown[counted] < SHOWN
            shown[counted] += 1
            status = client.get(address).status_code if whole else _at_the_door(address, actor)
            if status >= 500 or (status != 405 and (status == 403) == may) or (not may and status == 405):
                wrong[f"{role.code} {name}"] = status
    assert wrong == {}


def test_a_token_opens_the_operations_of_its_rights_and_no_other(house: House) -> None:
    """RQ-SEC-06: with all scopes the account may give, a token opens what the role opens."""
    wrong = {}
    reads = {
        route: right for route, right in operations().items() if route.startswith("GET") and "{" not in route
    }
    for role in BUILT_IN:
        _client, user = signed_in(house, role)
        if "api.use" not in role.rights:
            continue
        _token, raw = issue_token(user, "all", rights_held(user), by=SYSTEM, at=house.at)
        actor = actor_for(user)
        for route, right in reads.items():
            path = route.partition(" ")[2]
            status = Client().get(path, headers={"Authorization": f"Bearer {raw}"}).status_code
            may = _holds(actor, right) and (role.everywhere or route not in OF_ALL_OUTLETS)
            if status >= 500 or (status == 403) == may:
                wrong[f"{role.code} {route}"] = status
    assert wrong == {}


def test_an_auditor_sees_all_and_changes_nothing(house: House) -> None:
    """Appendix (a): whatever an auditor sends to whatever page, no fact is recorded."""
    (role,) = (one for one in BUILT_IN if one.code == "auditor")
    assert {right for right in role.rights if not right.endswith(".see")} == {"api.use"}
    client, _user = signed_in(house, role)
    before = Event.objects.count()
    sent = {
        name: client.post(address, {"verb": "x", "reason": "x", "text": "x"}).status_code
        for name, address in house.of_staff().items()
    }
    assert not {name: status for name, status in sent.items() if status >= 500}
    assert Event.objects.count() == before


def _at_the_door(address: str, actor: Actor | None) -> int:
    """What the page says to somebody before it does anything: the method is none that it takes."""
    page = resolve(address)
    request = RequestFactory().options(address)
    request.actor = actor
    try:
        status: int = page.func(request, *page.args, **page.kwargs).status_code
    except Refusal as refusal:
        status = refusal.status
    return status


def _may(actor: Actor | None, name: str, right: str) -> bool:
    finer = FINER.get(name, ())
    return _holds(actor, right) and (not finer or any(_holds(actor, one) for one in finer))


def _holds(actor: Actor | None, right: str) -> bool:
    assert actor is not None
    rights = right.split("|")
    if {"public", "signed_in"} & set(rights):
        return True
    return any(actor.technician_id is not None if one == "technician" else actor.has(one) for one in rights)
