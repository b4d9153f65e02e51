"""What the OpenAPI document says of every operation besides its own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ninja.operation import Operation

from baoxiu.web.api.idempotency import HEADER
from baoxiu.web.api.preconditions import thing_of
from baoxiu.web.api.problems import MEDIA_TYPE, TITLES

ALWAYS = (400, 401, 403, 404, 422, 429)
OF_WRITES = (409, 413, 415)
OF_CHANGES = (412,)
KEY = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[!-~]+$"},
    "description": "A UUID made by the caller. A repeat with the same key changes nothing.",
}
LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "schema": {"type": "string", "default": "zh-Hans", "examples": ["zh-Hans", "en"]},
}
SEEN = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of an earlier answer: 304 where it is still the same.",
}
UNCHANGED = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of the thing as it was read: 412 where it has changed since.",
}
TAG = {"ETag": {"schema": {"type": "string"}, "description": "The strong tag of this answer."}}
WAIT = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}


def some_bytes(kind: str) -> dict[str, Any]:
    """The content of an answer that is no JSON. Generators of clients know bytes by their first name alone."""
    kinds = ("application/octet-stream", kind)
    return {one: {"schema": {"type": "string", "format": "binary"}} for one in kinds}


def describe(operation: Operation, rights: Iterable[str]) -> None:
    """Add the headers, the problems and the right to the document."""
    writes = "POST" in operation.methods
    changes = writes and bool(thing_of(operation.path))
    statuses = sorted((*ALWAYS, *(OF_WRITES if writes else ()), *(OF_CHANGES if changes else ())))
    responses = {status: _problem(status) for status in statuses}
    if not writes:
        responses |= {304: {"description": "Not modified", "headers": TAG}}
    own = operation.openapi_extra or {}
    operation.description = ""
    operation.openapi_extra = {
        "parameters": [
            *([KEY] if writes else [SEEN]),
            *([UNCHANGED] if changes else []),
            LANGUAGE,
            *own.get("parameters", []),
        ],
        "responses": responses | own.get("responses", {}),
        "x-required-right": list(rights),
    }


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    } | ({"headers": WAIT} if status == 429 else {})
