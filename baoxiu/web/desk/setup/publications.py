"""What is made public: the service promise in versions, and known defects (RQ-PUB-01…03)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.publications.models import DefectNotice, PublicText
from baoxiu.basics.publications.permissions import may_publish
from baoxiu.basics.publications.queries import notice_by_id, notices, text_versions, texts_in_force
from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.setup.publication_forms import (
    DefectForm,
    PublishForm,
    ReviseForm,
    SettleForm,
    TakeBackForm,
)
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

OF_TEXT: dict[str, type[VerbForm]] = {form.verb: form for form in (PublishForm, TakeBackForm)}
OF_DEFECT: dict[str, type[VerbForm]] = {form.verb: form for form in (ReviseForm, SettleForm)}


@staff("settings.see")
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """The texts, and the notices of defects."""
    held = {row.code: row for row in texts_in_force(clock.now())}
    page = {
        "texts": [(code, label, held.get(code)) for code, label in PublicText.Code.choices],
        "page": page_of(request, notices()),
        "may": may_publish(request.actor),
    }
    return render(request, "desk/setup/publications.html", page)


@staff("settings.see")
@require_safe
def text(request: HttpRequest, code: str) -> HttpResponse:
    """One text with all its versions."""
    return _text_page(request, load_code(code))


@staff("settings.change")
@require_POST
def change_text(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Publish a version, or let an earlier one hold again."""
    if verb not in OF_TEXT:
        raise Http404
    form = OF_TEXT[verb].sent(request, load_code(code))
    if succeeds(request, form):
        return redirect("desk:public_text", code=code)
    return _text_page(request, code, form, status=422)


@staff("settings.change")
@require_http_methods(["GET", "POST"])
def tell_defect(request: HttpRequest) -> HttpResponse:
    """A known defect is made public."""
    return form_page(
        request,
        DefectForm,
        back=reverse("desk:publications"),
        back_label=_("Public notices"),
        then=lambda made, _form: redirect("desk:defect", pk=made.pk),
    )


@staff("settings.see")
@require_safe
def defect(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with its history."""
    return _defect_page(request, load(pk))


@staff("settings.change")
@require_POST
def change_defect(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Revise or settle."""
    if verb not in OF_DEFECT:
        raise Http404
    form = OF_DEFECT[verb].sent(request, load(pk))
    if succeeds(request, form):
        return redirect("desk:defect", pk=pk)
    return _defect_page(request, load(pk), form, status=422)


def load(pk: int) -> DefectNotice:
    """The notice; it is for everybody."""
    found = notice_by_id(pk)
    if found is None:
        raise Http404
    return found


def load_code(code: str) -> str:
    """The code of a public text; 404 for any other."""
    if code not in PublicText.Code.values:
        raise Http404
    return code


def _text_page(
    request: HttpRequest, code: str, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may, rows = may_publish(request.actor), text_versions(code)
    held = next((row for row in texts_in_force(clock.now()) if row.code == code), None)
    kinds = (PublishForm, TakeBackForm) if len(rows) > 1 else (PublishForm,)
    page: dict[str, Any] = {
        "label": dict(PublicText.Code.choices)[code],
        "held": held,
        "versions": rows,
        "may": may,
        "base": reverse("desk:public_text", args=[code]),
        "forms": laid_out(kinds, code, request.actor, bound) if may else {},
    }
    return render(request, "desk/setup/public_text.html", page, status=status)


def _defect_page(
    request: HttpRequest, row: DefectNotice, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = may_publish(request.actor)
    page: dict[str, Any] = {
        "row": row,
        "may": may,
        "base": reverse("desk:defect", args=[row.pk]),
        "forms": (
            laid_out(OF_DEFECT.values(), row, request.actor, bound) if may and row.settled_at is None else {}
        ),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/setup/defect.html", page, status=status)
