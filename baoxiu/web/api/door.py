"""What holds for every address of this door: language, size, format, and an answer for programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from baoxiu.core import clock
from baoxiu.core.files.policies import VIDEO_SIZE
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.web.api import allowance
from baoxiu.web.api.parsing import UPLOAD, is_text
from baoxiu.web.api.problems import Unacceptable, problem, refused

type View = Callable[..., HttpResponse]
MEGABYTE = 1024 * 1024
LARGEST_BODY = 12 * MEGABYTE
LARGEST_JSON = MEGABYTE
LARGE = ("/photos", "/sign")
"""What may carry a picture."""
FILES = "/files"
"""Where files come as they are; how large a video may be is the firm's choice."""


def door(view: View) -> View:
    """The view in the caller's language; it never answers with a page."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = wished(request.headers.get("Accept-Language", ""))
        with translation.override(language):
            request.at, request.allowance = clock.now(), None
            response = _answer(view, request, *args, **kwargs)
        allowance.show(response, request.allowance)
        response.headers["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    return guarded


@csrf_exempt
def nothing_here(_request: HttpRequest, **_given: Any) -> HttpResponse:
    """Any address that is none."""
    raise Http404


def wished(header: str) -> str:
    """The first language of the header that we speak, else the default."""
    for code, _weight in parse_accept_lang_header(header):
        if code.startswith("zh"):
            return "zh-hans"
        if code.startswith("en"):
            return "en"
    return str(settings.LANGUAGE_CODE)


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        _check(request)
        response = view(request, *args, **kwargs)
    except Http404:
        return problem(404)
    except SuspiciousOperation:
        return problem(400)
    except Refusal as refusal:
        return refused(request, refusal)
    if response.status_code != 405:
        return response
    allowed = response.headers["Allow"]
    replaced = problem(405, detail=_("Here one may: {methods}.").format(methods=allowed))
    replaced.headers["Allow"] = allowed
    return replaced


def _check(request: HttpRequest) -> None:
    if not is_text(request.path):
        raise Http404
    if not all(is_text(name + text) for name, texts in request.GET.lists() for text in texts):
        raise Unacceptable(400, _("A text contains characters that cannot be kept."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    limit, wanted = _limit(request), UPLOAD if request.path.endswith(FILES) else "application/json"
    if not length.isdigit() or int(length) > limit:
        raise Unacceptable(413, _("At most {count} kB, please.").format(count=limit // 1024))
    if int(length) and request.content_type != wanted:
        raise Unacceptable(415, _("Please send {kind}.").format(kind=wanted))


def _limit(request: HttpRequest) -> int:
    """The most bytes of a body."""
    if not request.path.endswith(FILES):
        return LARGEST_BODY if request.path.endswith(LARGE) else LARGEST_JSON
    return max(LARGEST_BODY, (value(VIDEO_SIZE, at=request.at).whole + 1) * MEGABYTE)
