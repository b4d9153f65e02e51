"""The field door in tests: Bo's phone; the clock stands at the cast, what follows follows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from baoxiu.core import clock
from baoxiu.core.events.outbox import drain
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.next_steps import follow
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.journey import CHECKED, INSPECTED, LEAVING, READY, STARTING
from tests.stages import aside, kept

SLOT = "2026-03-02T14-16"
ASSESSED = {
    "fault_nature": "启动电容击穿",
    "cause_class": "misuse",
    "result": "repairable",
    "proposal": "更换启动电容",
}


def answers(given: Mapping[str, str]) -> dict[str, str]:
    """A checklist's answers as the page sends them."""
    return {f"check-{key}": {"yes": "true"}.get(value, value) for key, value in given.items()}


@dataclass
class Phone:
    """A technician's phone. ``now`` goes on by ten minutes with each step."""

    cast: Cast
    client: Client
    now: datetime

    def sign_in(self, name: str) -> Phone:
        """From now on this person holds it."""
        with aside():
            self.client.force_login(self.cast.user(name), backend="django.contrib.auth.backends.ModelBackend")
        return self

    def get(self, name: str, /, *args: Any, **query: Any) -> HttpResponse:
        """A page by the name of its address."""
        return self.client.get(reverse(f"field:{name}", args=args), query)

    def read(self, name: str, /, *args: Any, **query: Any) -> str:
        """The words of a page that is there."""
        answer = self.get(name, *args, **query)
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())

    def post(self, order: WorkOrder, code: str, /, **data: Any) -> HttpResponse:
        """A step sent; what follows from it has happened."""
        answer = self.client.post(reverse("field:step", args=[order.number, code]), data)
        drain(follow)
        self.now += timedelta(minutes=10)
        order.refresh_from_db()
        return answer

    def step(self, order: WorkOrder, code: str, /, **data: Any) -> HttpResponse:
        """A step that must succeed."""
        answer = self.post(order, code, **data)
        assert answer.status_code == 302, errors(answer)
        return answer

    @kept
    def offered(self, mode: str = "on_site", to: str = "bo") -> WorkOrder:
        """Reported, accepted and given to Bo, who has not answered yet."""
        data = RequestInput(
            channel="phone",
            family=self.cast.family,
            fault=self.cast.fault,
            fault_text="空调不制冷",
            contact_name="Alice",
            phone=ALICE_PHONE,
            division_code=ALICE_ADDRESS.division_code,
            address=ALICE_ADDRESS.detail,
            lat=ALICE_ADDRESS.lat,
            lng=ALICE_ADDRESS.lng,
            serial=self.cast.unit.serial,
            mode=mode,
        )
        request = intake.submit(data, by=self.cast.actor("ava"), at=self.now)
        intake.accept(request, by=self.cast.actor("ava"), at=self.now)
        drain(follow)
        order = WorkOrder.objects.get(request=request)
        wanted = getattr(self.cast, to)
        if order.technician_id != wanted.pk:
            dispatch.assign(order, wanted, reason="熟悉", by=self.cast.actor("dana"), at=self.now)
            drain(follow)
        order.refresh_from_db()
        return order

    @kept
    def taken(self, mode: str = "on_site") -> WorkOrder:
        """Bo has it."""
        order = self.offered(mode)
        self._does(dispatch.accept, live_assignment(order))
        return self._after(order)

    @kept
    def arrived(self) -> WorkOrder:
        """Booked, travelled, checked in, checklist filled."""
        order = self.taken()
        start = self.cast.at.replace(hour=14)
        visit = self._does(visits.book, order, start=start, end=start.replace(hour=16), agreed_with="Alice")
        self._does(visits.fill_checklist, visit, form="visit_ready", answers=READY)
        visit = self._does(visits.set_out, visit)
        visit = self._does(visits.arrive, visit)
        self._does(visits.fill_checklist, visit, form="visit_start", answers=STARTING)
        return self._after(order)

    @kept
    def quoted(self) -> WorkOrder:
        """Misuse: work and a part are to be paid."""
        order = self.arrived()
        given = {name: value for name, value in ASSESSED.items() if name != "result"}
        self._does(repairs.assess, order, repairable=True, **given)
        prices = self.cast.price_list.lines.filter(code__in=("AC-L1", "AC-P-CAP")).order_by("pk")
        lines = [QuoteLineInput(price_line=line.pk) for line in prices]
        self._does(repairs.send_quote, order, plan="更换启动电容", lines=lines)
        return self._after(order)

    @kept
    def in_repair(self) -> WorkOrder:
        """Agreed on the phone, begun."""
        order = self.quoted()
        self._does(repairs.agree, order.quotes.get(stage="sent"), **self.answer(order))
        self._does(repairs.start, order)
        return self._after(order)

    @kept
    def presented(self) -> WorkOrder:
        """Checked by Bo, inspected by Iris."""
        order = self.in_repair()
        self._does(inspection.self_check, order, answers=CHECKED)
        self.inspected(order)
        return order

    def _does(self, verb: Callable[..., Any], thing: Any, **said: Any) -> Any:
        """A step of Bo's that the test is not about."""
        result = verb(thing, by=self.cast.actor("bo"), at=self.now, **said)
        self.now += timedelta(minutes=10)
        return result

    def _after(self, order: WorkOrder) -> WorkOrder:
        """The order when everything has followed."""
        drain(follow)
        order.refresh_from_db()
        return order

    def inspected(self, order: WorkOrder, **more: Any) -> None:
        """Iris looks at it."""
        given = INSPECTED | more.pop("answers", {})
        inspection.inspect(order, answers=given, **more, by=self.cast.actor("iris"), at=self.now)
        self._after(order)

    def signed(self) -> WorkOrder:
        """Signed with a typed name."""
        order = self.presented()
        self.step(order, "sign", **self.signature(order))
        return order

    def lines(self, *codes: str) -> dict[str, str]:
        """One of each of these lines of the price list."""
        return {f"q-{line.pk}": "1" for line in self.cast.price_list.lines.filter(code__in=codes)}

    def answer(self, order: WorkOrder) -> dict[str, str]:
        """The customer's yes to the version on the screen."""
        return {
            "name": "Alice",
            "way": "on_site",
            "document_hash": order.quotes.get(stage="sent").document_hash,
        }

    def signature(self, order: WorkOrder) -> dict[str, str]:
        """A typed signature under the newest sheet."""
        seen = order.acceptance_sheets.order_by("-version")[0].document_hash
        typed = {"signature-drawn": "", "signature-typed": "Alice", "signature-agreed": "yes"}
        return {"signer": "Alice", "relation": "customer", "opinion": "", "document_hash": seen, **typed}

    def leave(self, order: WorkOrder) -> None:
        """The checklist for leaving, and the report."""
        self.step(order, "visit_end", **answers(LEAVING))
        self.step(order, "finish", report="已更换启动电容，运行正常", second_visit_cause="")


def errors(answer: HttpResponse) -> str:
    """The sentences at the fields, for a failing test."""
    text = str(answer.content.decode())
    said = [
        part.split("</div>")[0] for mark in ('class="error"', 'role="alert"') for part in text.split(mark)[1:]
    ]
    return "\n".join(said) or text[-2000:]


@pytest.fixture
def phone(cast: Cast, at: datetime, client: Client, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Bo's phone, on a Monday at nine."""
    made = Phone(cast, client, at)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made.sign_in("bo")


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Photos and signatures of a test lie beside it."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path
