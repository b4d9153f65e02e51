"""Hiring a technician: an account, a role at the outlet, and a password that is shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician
from baoxiu.web.desk.acting import form_page
from baoxiu.web.desk.files.technician_forms import HireForm
from baoxiu.web.desk.once import shown_once
from baoxiu.web.shared.doors import staff


@staff("people.change")
@require_http_methods(["GET", "POST"])
def hire(request: HttpRequest) -> HttpResponse:
    """The form; then the one-time password."""
    outlets = Outlet.objects.for_actor(request.actor).filter(is_open=True)[:2]
    return form_page(
        request,
        HireForm,
        back=reverse("desk:technicians"),
        back_label=_("Technicians"),
        first={"outlet": outlets[0].pk} if len(outlets) == 1 else {},
        then=lambda made, form: _password(request, made, form.password),
    )


def _password(request: HttpRequest, made: Technician, secret: str) -> HttpResponse:
    return shown_once(
        request,
        title=_("%(name)s is hired") % {"name": made.name},
        secret=secret,
        text=_("One-time password for “%(user)s”. It must be changed at the first sign-in.")
        % {"user": made.user.username},
        url=reverse("desk:technician", args=[made.number]),
        then=_("Next: skills, certificates, areas and week"),
    )
