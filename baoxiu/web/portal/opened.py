"""Opening a case by its signed link: every page below ``/r/<token>/`` begins here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotFound
from baoxiu.flow.intake.links import customer_actor, request_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.shared.access import remember_case
from baoxiu.web.shared.doors import View, public


@dataclass(frozen=True, slots=True)
class Opened:
    """A case and the customer who opened it."""

    case: RepairRequest
    token: str
    by: Actor

    def url(self, name: str, *parts: object, line: int = 1) -> str:
        """A page of this case; ``line`` names the device where there is more than one."""
        address = reverse(f"portal:{name}", args=[self.token, *parts])
        return address if line == 1 else f"{address}?line={line}"

    def order(self, request: HttpRequest) -> WorkOrder:
        """The order the page is about; 404 where there is none."""
        line = request.GET.get("line", "1")
        rows = WorkOrder.objects.for_actor(self.by).select_related(
            "request", "family", "technician", "outlet"
        )
        found = rows.filter(line=int(line)).first() if line.isdecimal() and len(line) < 4 else None
        if found is None:
            raise Http404
        return found

    def page(
        self, request: HttpRequest, template: str, known: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """A page of this case, with the way back to it."""
        always = {"case": self.case, "back_url": self.url("case")}
        return render(request, template, {**always, **known}, status=status)


def by_link(view: Callable[..., HttpResponse]) -> View:
    """A page of a case: opened by its token, kept out of search engines and caches.

    The referrer goes to our own pages only (the site's ``same-origin``): with none at all, browsers send
    forms without an origin, and the protection against forged forms would refuse them.
    """

    @public
    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            case = request_for(token)
        except NotFound:
            return _private(render(request, "portal/dead_link.html", status=404))
        remember_case(request, case)
        return _private(view(request, Opened(case, token, customer_actor(case)), *args, **kwargs))

    return guarded


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
