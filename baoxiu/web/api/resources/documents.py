"""Printed documents of an order (requirements appendix b)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.flow.documents.queries import available
from baoxiu.web.api.answers.documents import Documents, documents
from baoxiu.web.api.described import some_bytes
from baoxiu.web.api.entrance import TECHNICIAN, needs_right
from baoxiu.web.api.found import order_of
from baoxiu.web.shared.printed import printed

PDF = {"responses": {200: {"content": some_bytes("application/pdf")}}}
router = Router(tags=["documents"])


@router.get("/orders/{number}/documents", response=Documents, summary=_("List what can be printed"))
@needs_right("orders.see", TECHNICIAN)
def list_documents(request: HttpRequest, number: str) -> Documents:
    """What exists at the order's present stage and may be had with this token."""
    order = order_of(request.actor, number)
    return documents(order, available(order, request.actor))


@router.get("/orders/{number}/documents/{code}", summary=_("Print a document as PDF"), openapi_extra=PDF)
@needs_right("orders.see", TECHNICIAN)
def show_document(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The newest version, in the caller's language."""
    return printed(order_of(request.actor, number), code, by=request.actor)
