"""Late handling is reported upwards: the reason of a deadline that passed (RQ-EXE-09, RQ-NOT-04)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from baoxiu.basics.promises import actions as promises
from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.permissions import may_explain
from baoxiu.web.desk.acting import VerbForm, succeeds
from baoxiu.web.desk.home import place_of
from baoxiu.web.shared.doors import staff


class ExplainForm(VerbForm):
    """Why it is late."""

    verb, label, icon, button = "explain", _("Give the reason of the delay"), "clock-exclamation", _("Report")
    done = _("Reported; the leader has been told.")
    reason = forms.CharField(
        label=_("Why it is late"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    def act(self, *, by: Any, at: datetime) -> Any:
        """Report."""
        return promises.explain(self.thing, reason=self.cleaned_data["reason"], by=by, at=at)


@staff("orders.see")
@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: HttpRequest, pk: int) -> HttpResponse:
    """One deadline that passed, the reasons given so far, and the form."""
    row = get_object_or_404(Promise.objects.for_actor(request.actor), pk=pk)
    posted, back = request.method == "POST", place_of(row.label)
    form = ExplainForm.sent(request, row) if posted else ExplainForm(thing=row, actor=request.actor)
    if posted and succeeds(request, form):
        return redirect(back or "desk:home")
    page = {
        "row": row,
        "shown": PROMISES[row.kind].label if row.kind in PROMISES else row.kind,
        "back": back,
        "form": form,
        "may": may_explain(row, request.actor),
        "reasons": row.reasons.order_by("-at"),
    }
    return render(request, "desk/delay.html", page, status=422 if posted else 200)
