"""Where a request's address is, kept or corrected by hand (RQ-DSP-03)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from baoxiu.core.actors import Actor
from baoxiu.flow.intake import actions as intake
from baoxiu.web.desk.acting import form_page
from baoxiu.web.desk.files.position_form import PositionForm, written
from baoxiu.web.desk.requests.page import load
from baoxiu.web.shared.doors import staff


class RequestPositionForm(PositionForm):
    """Of a request."""

    verb = "position"
    at_fields = {"lat": "position"}

    def prepare(self) -> None:
        """As it stands, which is WGS-84."""
        known = written(self.thing)
        self.start(position=known, datum="wgs84" if known else "gcj02")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        return intake.locate(self.thing, **self.point(), by=by, at=at)


@staff("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def position(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the position; who may keep it is the action's matter."""
    row = load(request, number)
    back = reverse("desk:request", args=[number])
    return form_page(request, RequestPositionForm, row, back=back, back_label=row.number)
