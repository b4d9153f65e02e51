"""Checklists: versions, a draft to work on, how the technician sees it (RQ-REG-06, design.md mechanism 6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.forms import actions
from baoxiu.core.forms.models import FormDraft, FormVersion
from baoxiu.core.forms.queries import draft_of, drafts, form_versions, newest, newest_of
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Overtaken
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.setup.checklist_forms import OF_DRAFT, ChangeItemForm, told
from baoxiu.web.shared.checklists import Checklist, title_of
from baoxiu.web.shared.doors import staff

FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in OF_DRAFT}


@staff("settings.see")
@require_safe
def checklists(request: HttpRequest) -> HttpResponse:
    """All checklists with the version in force, those with a draft marked."""
    working = drafts()
    rows = [(row, title_of(row), len(row.items), working.get(row.code)) for row in newest()]
    return render(request, "desk/setup/checklists.html", {"rows": rows})


@staff("settings.see")
@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """The draft, or the version in force; ``?view=preview`` as it is filled in."""
    return _page(request, load(code))


@staff("settings.change")
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Work on the next version."""
    actions.begin_draft(load(code).code, by=request.actor, at=clock.now())
    return redirect("desk:checklist", code=code)


@staff("settings.change")
@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """An earlier version's content becomes the next version."""
    load(code)
    wanted = whole(request.POST.get("version"))
    found = next((row for row, _who, _count in form_versions(code) if row.version == wanted), None)
    if found is None:
        raise Http404
    try:
        actions.take_back(found, by=request.actor, at=clock.now())
        messages.success(request, _("Taken back: the content of that version is in force again."))
    except actions.NothingChanged as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:checklist", code=code)


@staff("settings.change")
@require_POST
def change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """One change of the draft, or publishing it."""
    version = load(code)
    draft = draft_of(code)
    if verb not in FORMS:
        raise Http404
    if draft is None:
        raise Overtaken()
    form = FORMS[verb].sent(request, draft)
    if succeeds(request, form):
        return redirect("desk:checklist", code=code)
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return _page(request, version, form, status=422)


@staff("settings.change")
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Change an item of the draft."""
    version, draft = load(code), draft_of(code)
    found = next((one for one in draft.items if one.key == key), None) if draft else None
    if found is None:
        raise Http404
    back = reverse("desk:checklist", args=[code])
    return form_page(request, ChangeItemForm, (draft, found), back=back, back_label=title_of(version))


def load(code: str) -> FormVersion:
    """The newest version of a checklist."""
    found = newest_of(code)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, version: FormVersion, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may, draft = needs(request.actor, "settings.change"), draft_of(version.code)
    if bound is not None and draft is not None:
        bound.fields["seen"].shows(draft.edition)
    shown = _asked(version, draft)
    page: dict[str, Any] = {
        "version": version,
        "title": title_of(shown),
        "draft": draft,
        "items": told(shown.items),
        "preview": Checklist(shown) if request.GET.get("view") == "preview" else None,
        "versions": form_versions(version.code),
        "may": may,
        "may_edit": bool(may) and draft is not None,
        "base": reverse("desk:checklist", args=[version.code]),
        "forms": laid_out(FORMS.values(), draft, request.actor, bound) if may and draft else {},
    }
    return render(request, "desk/setup/checklist.html", page, status=status)


def _asked(version: FormVersion, draft: FormDraft | None) -> FormVersion:
    """The draft as the version that it will be."""
    if draft is None:
        return version
    return FormVersion(
        code=draft.code,
        version=version.version + 1,
        title=draft.title,
        title_en=draft.title_en,
        fields=draft.fields,
        valid_from=draft.changed_at,
    )
