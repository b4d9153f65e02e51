"""Two people at once can block each other in the database; the one it sends away tries again at once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg.errors import DeadlockDetected, SerializationFailure

from baoxiu.web.shared.middleware import RefusalMiddleware

logger = logging.getLogger(__name__)
TRIES = 3


def tried[T](step: Callable[[], T], *, tries: int = TRIES) -> T:
    """What a transaction answers; one that was undone for somebody else's is begun again, a few times (E07).

    Raises ``OperationalError`` when it keeps happening, and what the step raises.
    """
    for _attempt in range(tries - 1):
        try:
            return step()
        except OperationalError as failure:
            if not was_sent_away(failure):
                raise
            logger.warning("a transaction gave way to another and is tried again")
    return step()


def was_sent_away(failure: BaseException) -> bool:
    """Whether the database undid a transaction so that another one could go on."""
    cause = failure.__cause__ if isinstance(failure, OperationalError) else None
    return isinstance(cause, DeadlockDetected | SerializationFailure)


class SecondTryMiddleware(RefusalMiddleware):
    """Calls a view again whose transaction was undone for somebody else's (standards.md 4.4 E07).

    Nothing of the first try is left: each action is one transaction. The later try may be refused like any first one.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer of a later try; ``None`` when it was something else or keeps happening."""
        if not was_sent_away(exception):
            return None
        view, args, kwargs = request.resolver_match
        try:
            return tried(lambda: view(request, *args, **kwargs), tries=TRIES - 1)
        except Exception as again:
            if was_sent_away(again):
                return None
            answer = super().process_exception(request, again)
            if answer is None:
                raise
            return answer
