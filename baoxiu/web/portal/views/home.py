"""The entrance: report, look up, and what the firm promises."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.customers.rules import normalise_phone
from baoxiu.basics.publications.queries import open_notices
from baoxiu.core import clock
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake import queries as intake
from baoxiu.flow.intake.links import customer_actor, token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders import queries as work_orders
from baoxiu.web.portal import limits
from baoxiu.web.portal.draft import is_begun
from baoxiu.web.portal.forms.home import FindForm
from baoxiu.web.portal.moments import moments_of
from baoxiu.web.portal.opened import Opened
from baoxiu.web.portal.standing import standing
from baoxiu.web.shared.access import CASE_SESSION
from baoxiu.web.shared.doors import public

LATEST = 3


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here."""
    return _page(request, FindForm())


@public
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """From number and phone to the own case; wrong number and wrong phone get the same answer (RQ-SEC-01)."""
    if request.method != "POST":
        return redirect("portal:home")
    form = FindForm(request.POST)
    if form.is_valid():
        try:
            limits.check_lookup(request, form.cleaned_data["number"].upper(), at=clock.now())
        except limits.TooMany as refusal:
            form.add_error(None, str(refusal))
            return _page(request, form, status=refusal.status)
        found = _case(form.cleaned_data["number"], form.cleaned_data["phone"])
        if found:
            return redirect("portal:case", token_for(found))
        form.add_error(
            None, _("We find no request with this number and this phone number. Please check both.")
        )
    return _page(request, form, status=422)


def _case(number: str, phone: str) -> RepairRequest | None:
    try:
        reached = normalise_phone(phone).e164
    except (ValueError, InvalidInput):
        return None
    order = work_orders.by_number_and_phone(number, reached)
    request = intake.by_number_and_phone(number, reached)
    return order.request if order else request


def _page(request: HttpRequest, form: FindForm, status: int = 200) -> HttpResponse:
    at = clock.now()
    promise = (
        "intake.review_hours",
        "promises.contact_hours",
        "promises.assessment_hours",
        "promises.repair_days",
    )
    page = {
        "form": form,
        "begun": is_begun(request),
        "mine": _mine(request),
        "dangers": list(open_notices().filter(is_dangerous=True)[:3]),
        "hours": str(value("firm.hotline_hours", at=at).value),
        "limits": {key.partition(".")[2]: value(key, at=at).whole for key in promise},
    }
    return render(request, "portal/home.html", page, status=status)


def _mine(request: HttpRequest) -> list[tuple[RepairRequest, str, object]]:
    """The cases whose links this browser opened last, with how they stand."""
    known = request.session.get(CASE_SESSION, [])[-LATEST:]
    return [(case, token_for(case), _title(case)) for case in reversed(intake.by_ids(known))]


def _title(case: RepairRequest) -> object:
    opened = Opened(case, token_for(case), customer_actor(case))
    return standing(moments_of(case, work_orders.of_request(case.pk).first(), clock.now()), opened).title
