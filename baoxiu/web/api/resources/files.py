"""Photos, videos and papers of a case: sent, listed, fetched (RQ-REG-07, RQ-WAR-03, RQ-EXE-05)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Query, Router, UploadedFile

from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.queries import of_case
from baoxiu.core.files.storage import path_of
from baoxiu.core.files.upload import Upload
from baoxiu.core.refusals import NotFound
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.api.answers.requests import FileAnswer, file_answer
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.files import FileFilters, OfOrder, OfRequest
from baoxiu.web.api.described import some_bytes
from baoxiu.web.api.entrance import TECHNICIAN, needs_right
from baoxiu.web.api.found import one_of, order_of, request_of
from baoxiu.web.api.paging import narrowed, ranked
from baoxiu.web.api.preconditions import is_known
from baoxiu.web.shared import ranges

RANGE = {
    "in": "header",
    "name": "Range",
    "required": False,
    "schema": {"type": "string", "examples": ["bytes=0-1048575"]},
}
FETCHED: dict[str, Any] = {
    "parameters": [RANGE],
    "responses": {
        200: {"content": some_bytes("*/*")},
        206: {"description": _("The stretch that Range asked for"), "content": some_bytes("*/*")},
        416: {"description": _("Range lies outside the file")},
    },
}
router = Router(tags=["files"])


@router.post("/requests/{number}/files", response={201: FileAnswer}, summary=_("Send a file about a request"))
@needs_right("intake.register")
def send_to_request(
    request: HttpRequest, number: str, file: File[UploadedFile], given: Form[OfRequest]
) -> FileAnswer:
    """A photo, a video or a PDF as ``multipart/form-data``."""
    found = request_of(request.actor, number)
    name = file.name or "file"
    stored = intake.attach(
        found, Upload.sent(file), name, purpose=given.purpose, by=request.actor, at=request.at
    )
    return file_answer(stored)


@router.get("/requests/{number}/files", response=Page[FileAnswer], summary=_("List the files of a request"))
@needs_right("intake.see")
def list_of_request(request: HttpRequest, number: str, filters: Query[FileFilters]) -> Page[FileAnswer]:
    """Those of its orders too, the oldest first."""
    return _listed(request_of(request.actor, number), filters)


@router.get(
    "/requests/{number}/files/{file_id}", summary=_("Fetch a file of a request"), openapi_extra=FETCHED
)
@needs_right("intake.see")
def fetch_of_request(request: HttpRequest, number: str, file_id: UUID) -> HttpResponseBase:
    """Its bytes, or the stretch that ``Range`` asks for."""
    return _fetched(request, request_of(request.actor, number), file_id)


@router.post("/orders/{number}/files", response={201: FileAnswer}, summary=_("Send a file about the work"))
@needs_right("repairs.repair")
def send_to_order(
    request: HttpRequest, number: str, file: File[UploadedFile], given: Form[OfOrder]
) -> FileAnswer:
    """A photo or a video as ``multipart/form-data``."""
    order = order_of(request.actor, number)
    name, sent = file.name or "file", Upload.sent(file)
    stored = repairs.add_photo(
        order, data=sent, name=name, purpose=given.purpose, by=request.actor, at=request.at
    )
    return file_answer(stored)


@router.get("/orders/{number}/files", response=Page[FileAnswer], summary=_("List the files of an order"))
@needs_right("orders.see", TECHNICIAN)
def list_of_order(request: HttpRequest, number: str, filters: Query[FileFilters]) -> Page[FileAnswer]:
    """Those of its request too, the oldest first."""
    return _listed(order_of(request.actor, number), filters)


@router.get("/orders/{number}/files/{file_id}", summary=_("Fetch a file of an order"), openapi_extra=FETCHED)
@needs_right("orders.see", TECHNICIAN)
def fetch_of_order(request: HttpRequest, number: str, file_id: UUID) -> HttpResponseBase:
    """Its bytes, or the stretch that ``Range`` asks for."""
    return _fetched(request, order_of(request.actor, number), file_id)


def _listed(about: Any, filters: FileFilters) -> Page[FileAnswer]:
    rows = narrowed(of_case(about.chain), filters, purpose="purpose")
    return ranked(list(rows), filters, file_answer)


def _fetched(request: HttpRequest, about: Any, file_id: UUID) -> HttpResponseBase:
    stored: StoredFile = one_of(of_case(about.chain), pk=file_id)
    path, tag = path_of(stored.pk), f'"{stored.sha256}"'
    if not path.exists():
        raise NotFound()
    answer: HttpResponseBase = HttpResponse(status=304)
    if not is_known(request, tag):
        stretch = request.headers.get("Range", "")
        answer = ranges.file_answer(path, stretch, mime=stored.mime, name=stored.name)
        answer.headers["Content-Disposition"] = content_disposition_header(True, stored.name)
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["ETag"] = tag
    return answer
