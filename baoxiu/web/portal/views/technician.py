"""Is this really our technician? The least that answers it (RQ-VIS-02)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from baoxiu.basics.technicians.queries import by_number, valid_certificates
from baoxiu.core import clock
from baoxiu.core.clock import legal_date
from baoxiu.web.portal.limits import TooMany, check_line
from baoxiu.web.shared.doors import public


@public
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Enter the number on the pass."""
    number = request.GET.get("number", "").strip()[:20]
    if number.replace("-", "").isalnum():
        return redirect("portal:verify", number)
    return render(request, "portal/verify.html", {"number": number})


@public
@require_safe
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Name, outlet, count of valid certificates, active or not; nothing else."""
    at = clock.now()
    try:
        check_line(request, at=at)
    except TooMany as refusal:
        return render(
            request, "portal/verify.html", {"number": number, "too_many": refusal}, status=refusal.status
        )
    person = by_number(number[:20])
    known = {"number": number, "asked": True, "person": person, "checked_at": at}
    if person and person.is_active:
        known["certificates"] = valid_certificates(person, on=legal_date(at)).count()
    return render(request, "portal/verify.html", known, status=200 if person else 404)
