"""Every write happens once: the caller names it, and a repeat gets the stored answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from baoxiu.core.gathering import insert
from baoxiu.core.refusals import Conflict, InvalidInput, Refusal
from baoxiu.web.api import preconditions
from baoxiu.web.api.models import IdempotentWrite
from baoxiu.web.api.parsing import UPLOAD
from baoxiu.web.shared.second_try import tried

HEADER = "Idempotency-Key"
REPLAY = "Idempotent-Replay"
_KEY = re.compile(r"[!-~]{1,80}")

type View = Callable[..., BaseModel]
type Rendered = Callable[..., HttpResponseBase]


class KeyMissing(Refusal):
    """A write without a usable key."""

    code, status = "idempotency_key_missing", 400
    message = _("Please send the header Idempotency-Key with 1 to 80 printable characters, best a UUID.")


class KeyUsed(InvalidInput):
    """The key names another write."""

    code = "idempotency_key_used"
    message = _("This Idempotency-Key was used for another request.")


class _AnsweredBefore(Exception):
    """A write with this key is stored."""


def answered(view: Callable[..., BaseModel | HttpResponseBase], status: int) -> Rendered:
    """A read: the view's model as JSON with its tag, or 304 for whoever has it; a file as it is."""

    @wraps(view)
    def reading(request: HttpRequest, **given: Any) -> HttpResponseBase:
        answer = view(request, **given)
        if isinstance(answer, HttpResponseBase):
            return answer
        text = answer.model_dump_json()
        tag = preconditions.tag(text)
        response = HttpResponse(status=304) if preconditions.is_known(request, tag) else _json(text, status)
        response.headers["ETag"] = tag
        return response

    return reading


def exactly_once(view: View, status: int, *, thing: str = "") -> Rendered:
    """A write: effect and answer in one transaction; a repeat waits for it and is given the same answer.

    ``thing`` is what ``If-Match`` is about. A refusal is not stored: whoever mends the request may send it again under
    the same key. What an answer names in ``SHOWN_ONCE`` is not stored either, and null in the repeat.
    Raises ``KeyMissing``, ``KeyUsed``, ``Changed`` and what the view raises.
    """

    def checked(request: HttpRequest, **given: Any) -> BaseModel:
        preconditions.check(request, thing, given)
        return view(request, **given)

    @wraps(view)
    def writing(request: HttpRequest, **given: Any) -> HttpResponse:
        write = _new(request)
        try:
            done = tried(lambda: _attempt(write, checked, status, request, given))
        except _AnsweredBefore:
            return _again(write, request)
        if isinstance(done, Refusal):
            raise done
        return _json(done, status)

    return writing


def _new(request: HttpRequest) -> IdempotentWrite:
    key = request.headers.get(HEADER, "")
    if not _KEY.fullmatch(key):
        raise KeyMissing()
    return IdempotentWrite(
        token_id=request.token_hash,
        key=key,
        method=request.method,
        path=request.path[:200],
        fingerprint=_fingerprint(request),
        created_at=request.at,
    )


def _fingerprint(request: HttpRequest) -> str:
    """What tells one write from another; a file is read in pieces, wherever it was put down."""
    made = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.content_type != UPLOAD:
        made.update(request.body)
        return made.hexdigest()
    parts: dict[str, object] = dict(request.POST.items())
    for name, file in request.FILES.items():
        file.seek(0)
        parts[name] = [file.name, hashlib.file_digest(file.file, "sha256").hexdigest()]
    made.update(json.dumps(parts, sort_keys=True).encode())
    return made.hexdigest()


@transaction.atomic
def _attempt(
    write: IdempotentWrite, view: View, status: int, request: HttpRequest, given: dict[str, Any]
) -> str | Refusal:
    """The effect with its answer, or the refusal: what an action keeps although it refuses stays kept."""
    if _is_answered(write):
        raise _AnsweredBefore()
    try:
        answer = view(request, **given)
    except Refusal as refusal:
        return refusal
    write.status, write.answer = status, _kept(answer)
    _store(write)
    return answer.model_dump_json()


def _kept(answer: BaseModel) -> str:
    """The answer without what is shown once."""
    hidden: frozenset[str] = getattr(answer, "SHOWN_ONCE", frozenset())
    return answer.model_copy(update=dict.fromkeys(hidden)).model_dump_json()


_LOOK = """
    SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 3)),
        EXISTS (SELECT FROM api_idempotentwrite WHERE token_id = %(token)s AND key = %(key)s)
"""
_WAIT = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 3))"


def _is_answered(write: IdempotentWrite) -> bool:
    """Whether there is an answer; while another transaction is making one, this waits for its end."""
    asked = {"name": f"{write.token_id} {write.key}", "token": write.token_id, "key": write.key}
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, asked)
        is_ours, is_there = cursor.fetchone()
        if not is_ours:
            cursor.execute(_WAIT, asked)
            cursor.execute(_LOOK, asked)
            _is_ours, is_there = cursor.fetchone()
    return bool(is_there)


def _store(write: IdempotentWrite) -> None:
    """Where another one has ended between our look and our lock, its answer is there, and nothing of ours stays."""
    try:
        insert(write)
    except IntegrityError:
        raise _AnsweredBefore()


def _again(write: IdempotentWrite, request: HttpRequest) -> HttpResponse:
    rows = IdempotentWrite.objects.for_actor(request.actor)
    stored = rows.filter(token_id=write.token_id, key=write.key).first()
    if stored is None:
        raise Conflict()
    if stored.fingerprint != write.fingerprint:
        raise KeyUsed()
    response = _json(stored.answer, stored.status)
    response.headers[REPLAY] = "true"
    return response


def _json(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="application/json")
