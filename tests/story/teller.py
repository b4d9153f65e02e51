"""Tells a repair as its people live it: the customer at the portal, everybody else through the API.

After each step everything that follows has happened (``flow.next_steps``), and ``stands`` compares where the case
is for everybody: the order's stage, the customer's step, who has what to do, which deadlines run, and since the
last look: which deadlines were kept, which tasks done, who was told what, and what was recorded in which order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events import outbox
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.queries import broken_links, timeline
from baoxiu.flow import next_steps
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.tests.conftest import Program
from baoxiu.web.portal.journey import ANSWER_STATIONS, LEFT, SHEET_STATIONS, STATIONS
from tests.cast import Cast
from tests.journey import DRAWN

NEW = ("kept", "done", "told", "happened")
STEP = {str(station.label): station.code for station in (*STATIONS, *SHEET_STATIONS, *ANSWER_STATIONS)}


@dataclass
class Watch:
    """The time that every door sees; ``core.clock`` is the only place that asks."""

    moment: datetime

    def __call__(self) -> datetime:
        """Now."""
        return self.moment


@dataclass
class Story:
    """One case on its way. Each step takes ten minutes."""

    cast: Cast
    watch: Watch
    customer: Client = field(default_factory=Client)
    _programs: dict[str, Program] = field(default_factory=dict)
    _before: Counter[tuple[str, str]] = field(default_factory=Counter)

    # The people's ways in -----------------------------------------------------------------------------------

    def program(self, name: str) -> Program:
        """Somebody's program with all rights of the account."""
        if name not in self._programs:
            user = self.cast.user(name)
            _token, raw = issue_token(user, "story", rights_held(user), by=SYSTEM, at=self.watch())
            self._programs[name] = Program(raw)
        return self._programs[name]

    def does(self, name: str, path: str, body: Any = None) -> Any:
        """A write that must succeed, with all that follows; its answer."""
        return self.does_any(name, self.path(path), body)

    def does_any(self, name: str, path: str, body: Any = None) -> Any:
        """The same outside the one case of the story."""
        return self._after(self.program(name).done(path, {} if body is None else body))

    def is_refused(self, name: str, path: str, body: Any = None) -> str:
        """A write that must be refused; the problem's code."""
        answer = self.program(name).post(self.path(path), {} if body is None else body)
        assert 400 <= answer.status_code < 500, answer.content.decode()
        return str(answer.json()["code"])

    def reads(self, name: str, path: str = "/orders/{order}") -> Any:
        """What somebody sees."""
        answer = self.program(name).get(self.path(path))
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def sends(self, page: str, **given: str) -> HttpResponse:
        """The customer fills a page of the own case in."""
        answer = self.customer.post(self.link(page), given)
        assert answer.status_code == 302, answer.content.decode()
        return self._after(answer)

    def link(self, page: str = "") -> str:
        """A page of the case behind the signed link."""
        return f"/r/{token_for(self.request)}/{page}"

    def path(self, path: str) -> str:
        """With the numbers of this case put in."""
        number = self.order.number if "{order}" in path else ""
        return path.format(order=number, request=self.request.number)

    def later(self, **more: int) -> None:
        """Time passes."""
        self.watch.moment += timedelta(**more)

    def happens(self) -> None:
        """All that follows from what was done without a door, as by the clock."""
        self._after(None)

    def _after[T](self, answer: T) -> T:
        while outbox.drain(next_steps.follow):
            pass
        assert not OutboxEntry.objects.filter(handled_at=None).exists()
        self.later(minutes=10)
        return answer

    # The report ---------------------------------------------------------------------------------------------

    def reports(self, **more: str) -> None:
        """Three screens of the public form, without an account."""
        serial = more.pop("serial", "")
        self.customer.get("/report/", {"sn": serial} if serial else {"family": "air_conditioner"})
        first = {"fault": "air_conditioner-not_cooling", "fault_text": "不制冷", "fault_since": ""}
        first |= {"service": more.pop("service", "repair"), "fault_text": more.pop("fault_text", "不制冷")}
        self._screen("/report/", first | ({"serial": serial} if serial else {}))
        second = {
            "contact_name": "Alice", "phone": "13800138000", "email": "alice@example.com", "mode": "on_site",
            "division_code": "410105", "address": "花园路88号院", "wish_day": "", "wish_part": "all",
        }  # fmt: skip
        self._screen("/report/where/", second | more)
        key = self.customer.session["report"]["key"]
        self._screen("/report/check/", {"client_key": key, "acknowledged": "on"})
        self._after(None)

    def is_carried_in(self) -> None:
        """A carried-in unit with a loose wire, under warranty: accepted, assessed, nothing to agree, ready to repair."""
        self.reports(mode="carry_in", serial=self.cast.unit.serial)
        self.does("ava", "/requests/{request}/accept", {"severity": 2})
        self.does(self.technician, "/orders/{order}/accept-job")
        found = {"fault_nature": "接线松动", "cause_class": "process_defect", "repairable": True}
        self.does(self.technician, "/orders/{order}/assessment", found)
        self.does(
            self.technician, "/orders/{order}/quotes", {"plan": "紧固接线", "lines": self.lines("AC-L1")}
        )

    def _screen(self, address: str, given: dict[str, str]) -> None:
        answer = self.customer.post(address, given)
        assert answer.status_code == 302, answer.content.decode()

    # Where it stands ----------------------------------------------------------------------------------------

    @property
    def request(self) -> RepairRequest:
        """The only request."""
        found: RepairRequest = RepairRequest.objects.get()
        return found

    @property
    def order(self) -> WorkOrder:
        """The only order."""
        found: WorkOrder = WorkOrder.objects.get()
        return found

    @property
    def technician(self) -> str:
        """The account of whoever has the order."""
        found = self.order.technician
        return found.user.username if found else ""

    def stands(self, stage: str, step: str, **expected: str) -> None:
        """Compare with what everybody sees: words in a row, those of ``NEW`` since the last look."""
        wanted: dict[str, Any] = {"stage": stage, "step": step}
        wanted |= {name: expected.get(name, "").split() for name in ("tasks", "runs", *NEW)}
        wrong = {name: (found, wanted[name]) for name, found in self.now().items() if found != wanted[name]}
        assert not wrong, f"found and expected: {wrong}"
        assert not list(broken_links(self.request.chain))

    def now(self) -> dict[str, Any]:
        """The order's stage, the customer's step, open tasks, running deadlines, and what is new."""
        return {
            "stage": getattr(WorkOrder.objects.first(), "stage", self.request.stage),
            "step": self._step(),
            "tasks": sorted(self._tasks(done_at=None)),
            "runs": sorted(self._promises("running", "late")),
            "kept": self._new("kept", sorted(self._promises("kept"))),
            "done": self._new("done", sorted(self._tasks(done_at__isnull=False))),
            "told": self._new("told", sorted(self._rows(Notice, "code"))),
            "happened": self._new("happened", [event.kind for event in timeline(self.request.chain)]),
        }

    def _new(self, name: str, found: list[str]) -> list[str]:
        """Those that the last look did not show yet."""
        fresh, known = [], Counter({key[1]: times for key, times in self._before.items() if key[0] == name})
        for one in found:
            if known[one]:
                known[one] -= 1
            else:
                fresh.append(one)
        self._before.update((name, one) for one in fresh)
        return fresh

    def _rows(self, rows: type[Model], name: str) -> list[str]:
        return list(rows._default_manager.filter(case=self.request.chain).values_list(name, flat=True))

    def _tasks(self, **asked: Any) -> list[str]:
        rows = Task.objects.filter(case=self.request.chain, **asked).select_related("assignee")
        return [f"{row.kind}@{self._owner(row)}" for row in rows]

    def _owner(self, task: Task) -> str:
        """The role, unless it is somebody else's than the order's technician."""
        name = task.assignee.username if task.assignee else ""
        return name if name and name != self.technician else task.role

    def _promises(self, *states: str) -> list[str]:
        rows = Promise.objects.filter(case=self.request.chain, state__in=states)
        return [
            row.kind + ("(paused)" if row.due_at is None and row.ended_at is None else "") for row in rows
        ]

    def _step(self) -> str:
        """Where the customer's page says the case is; the page itself must come."""
        page = self.customer.get(self.link())
        assert page.status_code == 200
        (part,) = page.context["parts"]
        current = [str(step.label) for step in part.steps if step.state in ("current", "stopped")]
        assert all(label in page.content.decode() for label in current)
        left = {str(label): code for code, label in LEFT.items()}
        (label,) = current or ["arrived"]
        return (STEP | left).get(label, label)

    def payers(self) -> dict[str, tuple[str, Decimal]]:
        """Who pays how much for which line of the settlement sheet (RQ-FEE-04)."""
        return {line.name: (line.payer, line.amount) for line in self.order.settlement.lines.all()}

    def lines(self, *codes: str) -> list[dict[str, int]]:
        """Lines of the price list for a quote."""
        return [{"price_line": self.cast.price_list.lines.get(code=code).pk} for code in codes]

    def window(self, **more: int) -> dict[str, str]:
        """Two hours for a visit, so long from now."""
        start = self.watch() + timedelta(**more)
        return {
            "start": start.isoformat(),
            "end": (start + timedelta(hours=2)).isoformat(),
            "agreed_with": "Alice",
        }

    def signs(self) -> None:
        """The customer signs the newest acceptance sheet with a finger."""
        sheet = self.order.acceptance_sheets.latest("pk")
        signature = {"signature-drawn": DRAWN, "document_hash": sheet.document_hash}
        self.sends("acceptance/", signer="Alice", relation="customer", **signature)
