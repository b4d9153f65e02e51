"""My exports: what is being written, what can be fetched (RQ-SEC-04)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from baoxiu.basics.exports.actions import NotReady, take_out
from baoxiu.basics.exports.files import path_of
from baoxiu.basics.exports.models import Export
from baoxiu.basics.exports.policies import AT_ONCE, KEPT
from baoxiu.basics.exports.queries import mine
from baoxiu.core import clock
from baoxiu.core.policy.queries import value
from baoxiu.web.desk.exports.lists import SHEETS
from baoxiu.web.desk.exports.writer import progress_of
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.sheets import sent
from baoxiu.web.shared.doors import staff


@staff("lists.export")
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """The list; while something is written it renews itself."""
    now = clock.now()
    found = page_of(request, mine(request.actor, at=now))
    rows = [(row, SHEETS[row.sheet].title, _progress(row)) for row in found]
    page = {
        "page": found,
        "rows": rows,
        "waits": any(row.state == Export.State.WAITING for row in found),
        "at_once": value(AT_ONCE, at=now).whole,
        "kept": value(KEPT, at=now).whole,
    }
    partial = request.headers.get("HX-Request")
    return render(request, "desk/exports/table.html" if partial else "desk/exports/list.html", page)


@staff("lists.export")
@require_safe
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for the person who asked for it; each time it is fetched is on record."""
    at = clock.now()
    row = get_object_or_404(Export.objects.for_actor(request.actor), pk=pk)
    path = path_of(row.pk)
    if row.state == Export.State.READY and not path.exists():
        raise NotReady
    taken = take_out(row, by=request.actor, at=at)
    return sent(path.open("rb"), str(SHEETS[taken.sheet].title), taken.asked_at)


def _progress(row: Export) -> int:
    return min(progress_of(row), row.rows) if row.state == Export.State.WAITING else row.rows
