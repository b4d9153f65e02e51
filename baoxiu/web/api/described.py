"""What the OpenAPI document says of every operation besides its own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ninja.operation import Operation

from baoxiu.web.api.idempotency import HEADER
from baoxiu.web.api.problems import MEDIA_TYPE, TITLES

ALWAYS = (401, 403, 404, 422)
OF_WRITES = (400, 409, 413, 415)
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


def describe(operation: Operation, rights: Iterable[str]) -> None:
    """Add the headers, the problems and the right to the document."""
    writes = "POST" in operation.methods
    statuses = sorted((*ALWAYS, *(OF_WRITES if writes else ())))
    operation.description = ""
    operation.openapi_extra = {
        "parameters": [*([KEY] if writes else []), LANGUAGE],
        "responses": {status: _problem(status) for status in statuses},
        "x-required-right": list(rights),
    }


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
