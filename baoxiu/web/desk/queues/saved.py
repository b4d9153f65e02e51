"""Saving, renaming, deleting a view, and opening a queue with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baoxiu.basics.lists import actions as lists
from baoxiu.basics.lists.models import SavedView
from baoxiu.core import clock
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import NotAllowed, Refusal
from baoxiu.web.desk.queues.frame import with_view
from baoxiu.web.desk.queues.kind import Kind
from baoxiu.web.desk.queues.kinds import kind_of
from baoxiu.web.shared.doors import staff


@staff()
@require_POST
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is shown under a name."""
    kind = _open_to(request, code)
    here = request.POST.get("query", "")
    given = {"name": request.POST.get("name", ""), "role": request.POST.get("role", ""), "query": here}
    try:
        view = lists.save_view(kind.code, **given, by=request.actor, at=clock.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _told(request, kind, here, refusal)
    messages.success(request, _("View saved: %(name)s") % {"name": view.name})
    return _back(kind, with_view(view.query, view.pk))


@staff()
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a view, delete it, or open the queue with it."""
    view = get_object_or_404(SavedView.objects.for_actor(request.actor), pk=pk)
    kind = _open_to(request, view.queue)
    verb = VERBS.get(request.POST.get("verb", ""))
    here = with_view(view.query, view.pk)
    if verb is None:
        return _back(kind, here)
    try:
        return _back(kind, verb(request, view) or here)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _told(request, kind, here, refusal)


def _rename(request: HttpRequest, view: SavedView) -> str:
    lists.rename_view(view, name=request.POST.get("name", ""), by=request.actor, at=clock.now())
    messages.success(request, _("View renamed."))
    return ""


def _delete(request: HttpRequest, view: SavedView) -> str:
    lists.delete_view(view, by=request.actor, at=clock.now())
    messages.success(request, _("View deleted."))
    return view.query or urlencode({"tab": ""})


def _open_first(request: HttpRequest, view: SavedView) -> str:
    lists.open_with(view, by=request.actor, at=clock.now())
    messages.success(request, _("The list opens with this view from now on."))
    return ""


def _open_as_ever(request: HttpRequest, view: SavedView) -> str:
    lists.open_with_none(view, by=request.actor, at=clock.now())
    messages.success(request, _("The list opens as before."))
    return ""


VERBS: dict[str, Any] = {
    "rename": _rename,
    "delete": _delete,
    "first": _open_first,
    "not_first": _open_as_ever,
}


def _open_to(request: HttpRequest, code: str) -> Kind:
    kind = kind_of(code)
    needs(request.actor, kind.right).or_refuse()
    return kind


def _back(kind: Kind, query: str) -> HttpResponse:
    return redirect(f"{reverse(kind.address)}?{query}")


def _told(request: HttpRequest, kind: Kind, query: str, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(next(iter((refusal.fields or {"": str(refusal)}).values()))))
    return _back(kind, query)
