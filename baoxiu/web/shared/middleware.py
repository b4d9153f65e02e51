"""Who asks, in which language; and refusals turned into answers."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from baoxiu.basics.accounts.queries import actor_for
from baoxiu.core.refusals import NotFound, Refusal
from baoxiu.web.shared.no_room import NoRoom, was_too_long
from baoxiu.web.shared.took_too_long import TookTooLong, was_stopped

type Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)
LANGUAGES = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Language of the account, else of the cookie, else Chinese. The browser's wish is not asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in LANGUAGES:
            chosen = getattr(request.user, "language", "") or settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response


class ActorMiddleware:
    """Puts ``request.actor`` on every request of a signed-in person; nobody else has one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the actor at hand."""
        request.actor = SimpleLazyObject(lambda: actor_for(request.user))
        return self.get_response(request)


class RefusalMiddleware:
    """A refusal that no view caught: its sentence, with its status, where the person was."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; every other exception goes on."""
        if was_stopped(exception):
            logger.warning("took too long: %s %s", request.method, request.path)
            exception = TookTooLong()
        elif was_too_long(exception):
            logger.error("a text was not measured: %s %s", request.method, request.path)
            exception = NoRoom()
        if not isinstance(exception, Refusal):
            return None
        if request.headers.get("HX-Request"):
            return render(
                request, "shared/refusal_partial.html", {"refusal": exception}, status=exception.status
            )
        back = request.headers.get("Referer", "")
        if request.method == "POST" and not isinstance(exception, NotFound) and _same_site(request, back):
            messages.error(request, str(exception))
            return redirect(back)
        page = {"title": _("This is not possible"), "reason": str(exception), "drawing": "lock"}
        return render(request, "shared/problem.html", page, status=exception.status)


def _same_site(request: HttpRequest, url: str) -> bool:
    return url.startswith(f"{request.scheme}://{request.get_host()}/")
