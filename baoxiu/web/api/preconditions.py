"""Entity tags: a read that changed nothing costs no bytes, and a write does not overwrite what it has not seen.

The tag is of the bytes that were answered, with the language they are in: ``"en.3f0c…"`` (RFC 9110, E02).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from baoxiu.core.refusals import Refusal
from baoxiu.web.api.holding import HELD

LANGUAGES = ("zh-hans", "en")

type View = Callable[..., BaseModel | HttpResponseBase]


class Changed(Refusal):
    """The thing is no longer what the caller has seen."""

    code, status = "precondition_failed", 412
    message = _("This has changed since you read it. Please read it again first.")


_shown: dict[str, View] = {}


def shows(path: str, view: View) -> None:
    """Remember the view that shows a thing."""
    _shown[path] = view


def thing_of(path: str) -> str:
    """The address of the thing that a write is about; empty for one that makes a new thing."""
    return next((thing for thing in HELD if path == thing or path.startswith(f"{thing}/")), "")


def tag(body: str) -> str:
    """The strong tag of an answer in the language of the moment."""
    return f'"{translation.get_language()}.{hashlib.sha256(body.encode()).hexdigest()[:32]}"'


def is_known(request: HttpRequest, current: str) -> bool:
    """Whether the caller has this answer already (``If-None-Match``)."""
    named = list(_tags(request.headers.get("If-None-Match", "")))
    return "*" in named or current in (one.removeprefix("W/") for one in named)


def check(request: HttpRequest, thing: str, given: dict[str, Any]) -> None:
    """Raises ``Changed`` where ``If-Match`` names another state; the thing stays locked until the write ends."""
    header = request.headers.get("If-Match")
    if header is None:
        return
    named = set(_tags(header))
    if not thing:
        raise Changed()
    name = thing.rpartition("{")[2].rstrip("}")
    HELD[thing](request.actor, given[name])
    if "*" not in named and not any(tag_now in named for tag_now in _current(request, thing, given[name])):
        raise Changed()


def _current(request: HttpRequest, thing: str, key: object) -> Iterator[str]:
    name = thing.rpartition("{")[2].rstrip("}")
    for language in LANGUAGES:
        with translation.override(language):
            answer = _shown[thing](request, **{name: key})
            assert isinstance(answer, BaseModel)
            yield tag(answer.model_dump_json())


def _tags(header: str) -> Iterator[str]:
    return (one.strip() for one in header.split(",") if one.strip())
