"""The register of planned contacts, and the customer service register of sales visits (RQ-REV-05, RQ-REV-18)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.core import clock
from baoxiu.flow.followups.files import planned_contacts, visit_register
from baoxiu.flow.followups.models import SalesVisit
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff

TABS = (("planned", _("To come"), None), ("held", _("Held"), None))


@staff("followups.see")
@require_safe
def planned(request: HttpRequest) -> HttpResponse:
    """What is talked about next and with whom, the nearest first; or what was talked about."""
    tab = "held" if request.GET.get("tab") == "held" else "planned"
    page = page_of(request, planned_contacts(request.actor, held=tab == "held"))
    shown = {"page": page, "tab": tab, "tabs": TABS, "now": clock.now()}
    return render(request, "desk/followups/planned.html", shown)


@staff("followups.see")
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """What sales heard on its visits, the newest first."""
    quality = request.GET.get("quality", "")
    quality = quality if quality in SalesVisit.Quality.values else ""
    page = page_of(request, visit_register(request.actor, quality=quality))
    shown = {"page": page, "quality": quality, "qualities": SalesVisit.Quality.choices}
    return render(request, "desk/followups/visits.html", shown)
