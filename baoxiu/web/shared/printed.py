"""A printed document as an answer: every door hands it out alike."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.flow.documents.actions import note_fetch
from baoxiu.flow.documents.permissions import may_print
from baoxiu.flow.documents.printing import file_name, pdf
from baoxiu.flow.documents.queries import LOADED, issue_of
from baoxiu.flow.work_orders.models import WorkOrder


def printed(order: WorkOrder, code: str, *, by: Actor) -> HttpResponse:
    """The newest version as PDF in the reader's language; 404 before it exists. Raises ``NotAllowed``.

    Whoever of the house fetches it stands in the history of the case (RQ-SEC-03).
    """
    loaded = WorkOrder.objects.for_actor(by).select_related(*LOADED).get(pk=order.pk)
    issue = issue_of(loaded, code)
    if issue is None:
        raise Http404
    may_print(issue.kind, loaded, by).or_refuse()
    note_fetch(loaded, code, by=by, at=clock.now())
    language = get_language() or ""
    answer = HttpResponse(pdf(issue, language=language, at=clock.now()), content_type="application/pdf")
    name = file_name(issue, language=language)
    answer.headers["Content-Disposition"] = content_disposition_header(False, name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
