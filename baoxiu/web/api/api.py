"""The API: its resources, its OpenAPI document, and the table of its routes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from baoxiu.web.api import problems
from baoxiu.web.api.parsing import UPLOAD, StrictParser
from baoxiu.web.api.resources import (
    absences,
    assistance,
    campaigns,
    care,
    complaints,
    contacts,
    customers,
    deadlines,
    deliveries,
    documents,
    execution,
    files,
    finishing,
    followups,
    handover,
    incoming_letters,
    key_lists,
    opinions,
    orders,
    planning,
    registers,
    remarks,
    repairs,
    requests,
    sampling,
    satisfaction,
    tasks,
    teams,
    units,
    visits,
    warranty,
    webhooks,
)

ROUTERS = (
    requests, opinions, teams, deliveries, files, orders, planning, visits, warranty, repairs, execution, finishing, handover, sampling,
    followups, incoming_letters, complaints, satisfaction, remarks, campaigns, customers, care, key_lists, assistance,
    contacts, deadlines, tasks, documents, registers, units, absences, webhooks,
)  # fmt: skip
ABOUT = _(
    "Everything the desk does, for programs. Send “Authorization: Bearer <token>”; a token does what its"
    " scopes say. Every write needs an Idempotency-Key: a repeat gives the stored answer. Problems come as"
    " application/problem+json in the language of Accept-Language."
)


class Interface(NinjaAPI):
    """Version 1."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._documents: dict[tuple[str | None, str | None], OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The document in the reader's language; putting it together takes most of a second, so it is kept."""
        kept = path_prefix, get_language()
        if path_params or kept not in self._documents:
            self._documents[kept] = self._described(path_prefix, path_params)
        return self._documents[kept]

    def _described(self, path_prefix: str | None, path_params: dict[str, Any] | None) -> OpenAPISchema:
        """With the shape of every problem."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        document["components"]["schemas"]["Problem"] = problems.Problem.model_json_schema()
        for methods in document["paths"].values():
            for operation in methods.values():
                _said_of_the_body(operation)
        return document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """``requests_accept``."""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}_{view.__name__}"


def _said_of_the_body(operation: dict[str, Any]) -> None:
    """A body that may be left out is said to be optional; an object as default is more than some programs read.
    Nothing else than its fields may come with a file, and each operation has a body of its own name."""
    content = operation.get("requestBody", {}).get("content", {})
    for kind, said in content.items():
        said["schema"].pop("default", None)
        if kind == UPLOAD:
            del said["schema"]["title"]
            said["schema"]["additionalProperties"] = False


def _build() -> Interface:
    made = Interface(
        title="Baoxiu API",
        version="1",
        description=ABOUT,
        urls_namespace="api",
        docs_url=None,
        parser=StrictParser(),
    )
    problems.install(made)
    for resource in ROUTERS:
        made.add_router("", resource.router)
    return made


api = _build()


def operations() -> Iterator[tuple[str, Operation]]:
    """Every operation with its path below ``/api/v1``."""
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield path, operation


def routes() -> dict[str, str]:
    """``{"POST /requests": "intake.register"}``: every route and the right it needs.

    ``a|b`` means that one of them is enough; ``technician`` stands for technicians with their own orders.
    """
    return {
        f"{method} {path}": operation.view_func.right  # type: ignore[attr-defined]
        for path, operation in operations()
        for method in operation.methods
    }
