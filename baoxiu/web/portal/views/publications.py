"""What the firm promises, in every version, and the defects it knows of (RQ-PUB-01…03)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.publications.queries import notices, text_versions, texts_in_force
from baoxiu.core import clock
from baoxiu.web.shared.doors import public


@public
@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """The texts in force, each with its earlier versions."""
    now = clock.now()
    texts = [
        (row, [one for one in text_versions(row.code) if one.version < row.version])
        for row in texts_in_force(now)
    ]
    return render(request, "portal/promise.html", {"texts": texts})


@public
@require_safe
def defects(request: HttpRequest) -> HttpResponse:
    """Known defects: open ones first, then those that are settled."""
    rows = list(notices()[:100])
    page = {
        "open": [row for row in rows if row.settled_at is None],
        "settled": [row for row in rows if row.settled_at is not None],
    }
    return render(request, "portal/defects.html", page)
