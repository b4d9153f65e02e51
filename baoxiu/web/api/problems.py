"""Refusals as problem details (RFC 9457): one place turns everything that goes wrong into an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from baoxiu.core.refusals import InvalidInput, NotFound, Refusal
from baoxiu.web.api.allowance import TooOften
from baoxiu.web.api.parsing import UnreadableBody
from baoxiu.web.api.wrong_fields import sentences
from baoxiu.web.shared.away import COME_AGAIN, is_away
from baoxiu.web.shared.no_room import NoRoom, was_too_long
from baoxiu.web.shared.took_too_long import TookTooLong, was_stopped

MEDIA_TYPE = "application/problem+json"
LOG = logging.getLogger("django.request")
CODES = {
    400: "bad_request", 401: "unauthenticated", 403: "not_allowed", 404: "not_found",
    405: "method_not_allowed", 409: "refused", 412: "precondition_failed", 413: "too_large", 415: "unsupported_media_type",
    422: "invalid_input", 429: "too_many", 500: "server_error",
}  # fmt: skip
TITLES: dict[int, object] = {
    400: _("The request cannot be read"),
    401: _("Not signed in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not possible here"),
    409: _("Not possible now"),
    412: _("Changed meanwhile"),
    413: _("Too large"),
    415: _("Another format, please"),
    422: _("Something is missing or wrong"),
    429: _("Too many requests"),
    500: _("Our mistake"),
}
DETAILS: dict[int, object] = {
    400: _("The request cannot be read."),
    401: _("Please send a valid token: Authorization: Bearer …"),
    404: NotFound.message,
    500: _("Something went wrong on our side. It has been noted; please try again later."),
    503: _("The system is not available for a moment. Please send it again in a few seconds."),
}


class Problem(BaseModel):
    """Why something did not happen."""

    type: str = Field(description="urn:baoxiu:problem:<code>")
    title: str
    status: int
    detail: str
    code: str
    errors: dict[str, str] = Field(default_factory=dict, description="a sentence per field")


class Unacceptable(Refusal):
    """The request itself is not as this door wants it, whatever it asks for."""

    def __init__(self, status: int, message: object) -> None:
        super().__init__(message)
        self.status, self.code = status, CODES[status]


def problem(
    status: int, *, code: str = "", detail: object = "", errors: Mapping[str, str] | None = None
) -> HttpResponse:
    """An answer that says what is wrong, in the caller's language."""
    code = code or CODES.get(status, "refused")
    said = Problem(
        type=f"urn:baoxiu:problem:{code}",
        title=str(TITLES.get(status, TITLES[409])),
        status=status,
        detail=str(detail or DETAILS.get(status, DETAILS[400])),
        code=code,
        errors=dict(errors or {}),
    )
    response = HttpResponse(said.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="baoxiu"'
    return response


def too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    """When it may come again."""
    request.allowance = refusal.allowance
    response = refused(request, refusal)
    response.headers["Retry-After"] = str(refusal.wait)
    return response


def refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An action's own sentence with its status."""
    return problem(refusal.status, code=refusal.code, detail=refusal, errors=refusal.fields)


def wrong_input(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that do not fit; a wrong value in the address means that there is no such thing."""
    if any(row["loc"][0] == "path" for row in error.errors):
        return problem(404)
    return problem(422, detail=InvalidInput.message, errors=sentences(error.errors))


def http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refuses: no token, a body that is no JSON."""
    cause = error.__cause__
    return problem(error.status_code, detail=cause.args[0] if isinstance(cause, UnreadableBody) else "")


def not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """There is no such thing, or not for this caller."""
    return problem(404)


def unreadable(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """An upload that broke off, or has parts that cannot be told apart."""
    return problem(400)


def our_mistake(request: HttpRequest, error: Exception) -> HttpResponse:
    """Anything else is ours: logged with its trace, answered without it. What took too long, or was too long, is told as such."""
    if was_stopped(error):
        LOG.warning("took too long: %s %s", request.method, request.path)
        return refused(request, TookTooLong())
    LOG.error("%s %s", request.method, request.path, exc_info=error)
    if was_too_long(error):
        return refused(request, NoRoom())
    if not is_away(error):
        return problem(500)
    answer = problem(503, code="unavailable")
    answer.headers["Retry-After"] = str(COME_AGAIN)
    return answer


def install(api: NinjaAPI) -> None:
    """Let the API answer every exception by these."""
    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (TooOften, too_often),
        (Refusal, refused),
        (ValidationError, wrong_input),
        (HttpError, http_error),
        (Http404, not_found),
        (MultiPartParserError, unreadable),
        (UnreadablePostError, unreadable),
        (SuspiciousOperation, unreadable),
        (Exception, our_mistake),
    )
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)
