"""The accounts of the firm's people (RQ-SEC-06)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.permissions import may_change_people
from baoxiu.basics.accounts.queries import found_people, roles
from baoxiu.basics.outlets.models import Outlet
from baoxiu.web.desk.acting import form_page
from baoxiu.web.desk.once import shown_once
from baoxiu.web.desk.paging import page_of, whole
from baoxiu.web.desk.setup.person_forms import CreateForm
from baoxiu.web.shared.doors import staff


@staff("people.see")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Accounts with their roles, within the person's outlets."""
    query = request.GET
    text, role, outlet = query.get("q", "").strip()[:60], query.get("role", ""), whole(query.get("outlet"))
    closed = query.get("view") == "closed"
    rows = found_people(request.actor, text=text, role=role, outlet_id=outlet, closed=closed)
    context = {
        "page": page_of(request, rows),
        "text": text,
        "role": role,
        "outlet": outlet,
        "closed": closed,
        "roles": list(roles()),
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("code")),
        "filtered": bool(text or role or outlet),
        "may": may_change_people(request.actor),
    }
    return render(request, "desk/setup/people.html", context)


@staff("people.change")
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new account; its one-time password is shown once."""
    return form_page(
        request,
        CreateForm,
        back=reverse("desk:people"),
        back_label=_("People"),
        then=lambda made, form: _password(request, made, form.password),
    )


def _password(request: HttpRequest, made: User, secret: str) -> HttpResponse:
    return shown_once(
        request,
        title=_("Account of %(name)s") % {"name": made.name},
        secret=secret,
        text=_("One-time password for “%(user)s”. It must be changed at the first sign-in.")
        % {"user": made.username},
        url=reverse("desk:person", args=[made.pk]),
        then=_("To the account"),
    )
