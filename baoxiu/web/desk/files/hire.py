"""Hiring a technician: an account, a role at the outlet, and a password that is shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.basics.outlets.models import Outlet
from baoxiu.web.desk.acting import outcome
from baoxiu.web.desk.files.technician_forms import HireForm
from baoxiu.web.desk.once import shown_once
from baoxiu.web.shared.doors import staff


@staff("people.change")
@require_http_methods(["GET", "POST"])
def hire(request: HttpRequest) -> HttpResponse:
    """The form; then the one-time password."""
    if request.method == "GET":
        outlets = Outlet.objects.for_actor(request.actor).filter(is_open=True)[:2]
        first = {"outlet": outlets[0].pk} if len(outlets) == 1 else {}
        return _form(request, HireForm(actor=request.actor, initial=first))
    form = HireForm.sent(request)
    made = outcome(request, form)
    if made is None:
        return _form(request, form, 422)
    return shown_once(
        request,
        title=_("%(name)s is hired") % {"name": made.name},
        secret=form.password,
        text=_("One-time password for “%(user)s”. It must be changed at the first sign-in.")
        % {"user": made.user.username},
        url=reverse("desk:technician", args=[made.number]),
        then=_("Next: skills, certificates, areas and week"),
    )


def _form(request: HttpRequest, form: HireForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "back": reverse("desk:technicians"), "back_label": _("Technicians")}
    return render(request, "desk/files/form_page.html", page, status=status)
