"""Printed documents: the customer's downloads, and the public page that says whether a printed copy is true."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core import clock
from baoxiu.flow.documents.codes import Forged, read_code
from baoxiu.flow.documents.queries import Check, check
from baoxiu.flow.documents.wording import masked_name
from baoxiu.web.portal.limits import TooMany, check_line
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.shared.doors import public
from baoxiu.web.shared.printed import printed


@by_link
@require_safe
def document(request: HttpRequest, opened: Opened, code: str) -> HttpResponse:
    """One document of the own case as PDF."""
    return printed(opened.order(request), code, by=opened.by)


@public
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a printed copy is one of ours and its record unbroken; nothing personal but what is masked
    (RQ-WO-07, RQ-SEC-01)."""
    at = clock.now()
    try:
        check_line(request, at=at)
    except TooMany as refusal:
        return _page(request, {"too_many": refusal}, refusal.status)
    try:
        found = check(read_code(code[:200]))
    except Forged:
        found = None
    known: dict[str, object] = {"found": found, "checked_at": at}
    return _page(request, known | _masked(found), 200 if found else 404)


def _masked(found: Check | None) -> dict[str, object]:
    if found is None:
        return {}
    case = found.order.request
    return {"name": masked_name(case.contact_name), "phone": mask_phone(case.phone)}


def _page(request: HttpRequest, known: dict[str, object], status: int) -> HttpResponse:
    answer = render(request, "portal/verify_document.html", known, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
