"""The document says what the door does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from baoxiu.web.api.api import routes
from baoxiu.web.api.tests.conftest import BASE


@pytest.fixture
def document(db: None, client: Client) -> Any:  # noqa: ARG001
    """As everybody may read it."""
    answer = client.get(f"{BASE}/openapi.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return answer.json()


def references(part: Any) -> Iterator[str]:
    """Every ``$ref`` in a part of the document."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    """Path, method and operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_openapi_3_1_and_whole(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    found = {f"{method.upper()} {path.removeprefix(BASE)}" for path, method, _op in operations(document)}
    assert found == set(routes())
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= known
    assert document["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}


def test_every_operation_says_what_it_is_for_and_how_it_fails(document: Any) -> None:
    named = [operation["operationId"] for _path, _method, operation in operations(document)]
    assert len(named) == len(set(named))
    for path, method, operation in operations(document):
        assert operation["summary"], path
        assert operation["security"] == [{"Bearer": []}], path
        assert operation["x-required-right"] == routes()[f"{method.upper()} {path.removeprefix(BASE)}"].split(
            "|"
        )
        wanted = {"401", "403", "404", "422"} | ({"400", "409", "413", "415"} if method == "post" else set())
        assert wanted <= set(operation["responses"]), path
        for status in wanted:
            assert "application/problem+json" in operation["responses"][status]["content"], path
        headers = {one["name"]: one["required"] for one in operation["parameters"] if one["in"] == "header"}
        assert headers.get("Idempotency-Key", False) is (method == "post"), path
        in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert all(f"{{{name}}}" in path for name in in_path)
        assert path.count("{") == len(in_path)


def test_unknown_fields_are_closed_out_in_the_document(document: Any) -> None:
    for path, method, operation in operations(document):
        if method == "post":
            ((kind, content),) = operation["requestBody"]["content"].items()
            shape = content["schema"]
            if kind == "application/json":
                shape = document["components"]["schemas"][next(references(shape)).rpartition("/")[2]]
            assert shape["additionalProperties"] is False, path


def test_summaries_speak_the_callers_language(client: Client, db: None) -> None:  # noqa: ARG001
    english = client.get(f"{BASE}/openapi.json", headers={"Accept-Language": "en"}).json()
    chinese = client.get(f"{BASE}/openapi.json").json()
    assert english["paths"][f"{BASE}/requests"]["post"]["summary"] == "Report a repair"
    assert chinese["paths"][f"{BASE}/requests"]["post"]["summary"] == "报修"
