"""Webhooks: the list, and a new one (RQ-INT-12)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.webhooks import queries
from baoxiu.basics.webhooks.models import Webhook
from baoxiu.core.permissions import needs
from baoxiu.web.desk.acting import form_page
from baoxiu.web.desk.once import shown_once
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.setup.webhook_forms import RegisterForm
from baoxiu.web.shared.doors import staff


@staff("webhooks.see")
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """Who is told, and whether it arrives."""
    context = {
        "page": page_of(request, queries.webhooks(request.actor)),
        "may": needs(request.actor, "webhooks.change"),
    }
    return render(request, "desk/setup/webhooks.html", context)


@staff("webhooks.change")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new one; its secret is shown once."""
    return form_page(
        request,
        RegisterForm,
        back=reverse("desk:webhooks"),
        back_label=_("Webhooks"),
        then=lambda made, _form: secret_page(request, made),
    )


def secret_page(request: HttpRequest, row: Webhook) -> HttpResponse:
    """The secret that was just made."""
    return shown_once(
        request,
        title=_("Secret of “%(name)s”") % {"name": row.name},
        secret=row.secret,
        text=_("With it the receiver checks the header webhook-signature of everything that comes."),
        url=reverse("desk:webhook", args=[row.pk]),
        then=_("To the webhook"),
    )
