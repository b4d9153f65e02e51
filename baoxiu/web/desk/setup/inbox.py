"""My notices: what the house has told me (RQ-NOT-02)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.notifications.actions import mark_all_read, mark_read
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.queries import inbox_of
from baoxiu.core import clock
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff

PAGES = {"orders": "desk:order", "requests": "desk:request"}


@staff()
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The newest first; new ones stand out."""
    rows = inbox_of(request.actor)
    context = {"page": page_of(request, rows), "unread": rows.filter(read_at=None).count()}
    return render(request, "desk/setup/inbox.html", context)


@staff()
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice: Notice = get_object_or_404(inbox_of(request.actor), pk=pk)
    mark_read(notice, by=request.actor, at=clock.now())
    return redirect(_target(notice))


@staff()
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_all_read(by=request.actor, at=clock.now())
    return redirect("desk:inbox")


def _target(notice: Notice) -> str:
    """Notices for staff name a place within the door, such as orders/WX…"""
    kind, _slash, number = notice.link.strip("/").partition("/")
    known = PAGES.get(kind)
    return reverse(known, args=[number]) if known and number else reverse("desk:inbox")
