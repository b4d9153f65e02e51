"""Answers to the board's script: JSON, refusals in their own words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from baoxiu.core.refusals import NotFound, Refusal


def spoken(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """A view that gives plain values; a refusal becomes its sentence with its status."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return JsonResponse(view(request, *args, **kwargs))
        except NotFound:
            raise
        except Refusal as refused:
            said = {"detail": str(refused), "code": refused.code}
            return JsonResponse(said, status=refused.status)

    return answered
