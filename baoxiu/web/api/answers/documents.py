"""Printed documents as they are listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, Field

from baoxiu.flow.documents.queries import Issue
from baoxiu.flow.work_orders.models import WorkOrder


class Document(BaseModel):
    """One document in its newest version."""

    code: str
    name: str
    version: int
    at: datetime = Field(description="when the fact it is bound to happened")
    event_hash: str
    path: str


class Documents(BaseModel):
    """Everything of an order that can be printed now."""

    number: str
    items: list[Document]


def documents(order: WorkOrder, issues: Iterable[Issue]) -> Documents:
    """In the order of the work."""
    return Documents(number=order.number, items=[_document(issue) for issue in issues])


def _document(issue: Issue) -> Document:
    return Document(
        code=issue.kind.code,
        name=str(issue.kind.name),
        version=issue.version,
        at=issue.event.at,
        event_hash=issue.event.hash,
        path=f"/orders/{issue.number}/documents/{issue.kind.code}",
    )
