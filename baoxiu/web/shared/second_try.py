"""Two people at once can block each other in the database; the one it sends away tries again at once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg.errors import DeadlockDetected, SerializationFailure

logger = logging.getLogger(__name__)
TRIES = 3


class SecondTryMiddleware:
    """Calls a view again whose transaction was undone for somebody else's (standards.md 4.4 E07).

    Nothing of the first try is left: each action is one transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer of a later try; ``None`` when it was something else or keeps happening."""
        for _attempt in range(TRIES - 1):
            if not _sent_away(exception):
                return None
            logger.warning("trying again: %s %s", request.method, request.path)
            try:
                view, args, kwargs = request.resolver_match
                return view(request, *args, **kwargs)
            except OperationalError as again:
                exception = again
        return None


def _sent_away(exception: Exception) -> bool:
    cause = exception.__cause__ if isinstance(exception, OperationalError) else None
    return isinstance(cause, DeadlockDetected | SerializationFailure)
