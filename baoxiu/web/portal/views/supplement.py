"""Adding what the review asked for (RQ-REG-08)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.queries import last_review
from baoxiu.web.portal.forms.case import SupplementForm
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.refused import show
from baoxiu.web.shared.story.labels import REQUEST_FIELDS


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What was asked, with a field for each."""
    if opened.case.stage != "information_missing":
        return redirect(opened.url("case"))
    review = last_review(opened.case)
    asked = review.missing if review else []
    form = SupplementForm(opened.case, asked, request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _answer(opened, form):
            messages.success(request, _("Thank you. We look at it again."))
            return redirect(opened.url("case"))
    page = {
        "form": form, "review": review,
        "asked": [REQUEST_FIELDS.get(name, name) for name in asked],
    }  # fmt: skip
    return opened.page(request, "portal/supplement.html", page, status=status)


def _answer(opened: Opened, form: SupplementForm) -> bool:
    """Photos first: they count as an answer. A refusal is shown at its field."""
    at = clock.now()
    try:
        for photo in form.cleaned_data["photos"]:
            intake.attach(opened.case, photo, photo.name, by=opened.by, at=at)
        intake.supplement(
            opened.case, text=form.cleaned_data["text"], changes=form.changes(), by=opened.by, at=at
        )
    except Refusal as refusal:
        show(refusal, form)
        return False
    return True
