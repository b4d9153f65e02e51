"""Pages that belong to no door: the way home, files, language, errors."""

from __future__ import annotations

import sys
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.accounts import actions as accounts
from baoxiu.core import clock
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of
from baoxiu.web.shared.access import may_see_file
from baoxiu.web.shared.away import COME_AGAIN, is_away
from baoxiu.web.shared.middleware import LANGUAGES
from baoxiu.web.shared.ranges import file_answer

YEAR = 365 * 24 * 3600


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """To the door that fits the person's roles."""
    return redirect("field:today" if request.actor and request.actor.technician_id else "desk:home")


@require_safe
def file(request: HttpRequest, file_id: UUID, variant: str = "") -> HttpResponseBase:
    """A stored file, for those who may see its case; for everybody else it does not exist."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or variant not in ("", "thumb") or not may_see_file(request, stored):
        raise Http404
    path = path_of(stored.pk, variant)
    if not path.exists():
        raise Http404
    if stored.is_video and not variant:
        asked = request.headers.get("Range", "")
        answer = file_answer(path, asked, mime=stored.mime, name=stored.name)
    else:
        answer = FileResponse(
            path.open("rb"),
            content_type="image/webp" if variant else stored.mime,
            as_attachment=not stored.is_seen,
            filename=stored.name,
        )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language, in the account where there is one; back to where the person was."""
    back = request.POST.get("next", "/")
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = redirect(back if inside else "/")
    language = request.POST.get("language", "")
    if language in LANGUAGES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        if request.user.is_authenticated:
            accounts.change_language(get_user(request), language=language, by=request.actor, at=clock.now())
    return answer


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Whether web and database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """There is nothing at this address, or not for this person."""
    if request.path.startswith("/api/"):
        return JsonResponse(
            {"type": "about:blank", "title": "Not found", "status": 404, "code": "not_found"},
            status=404,
            content_type="application/problem+json",
        )
    return render(
        request,
        "shared/problem.html",
        {
            "title": _("Not found"),
            "reason": _("There is nothing at this address, or not for you."),
            "drawing": "help",
        },
        status=404,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke, or the database is away for a moment; no detail leaves the house."""
    away = is_away(sys.exc_info()[1])
    answer = render(request, "shared/server_error.html", {"away": away}, status=503 if away else 500)
    if away:
        answer.headers["Retry-After"] = str(COME_AGAIN)
    return answer
