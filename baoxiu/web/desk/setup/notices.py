"""What customers and staff are told: the texts, and the log (RQ-NOT-01, RQ-NOT-02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.notifications.actions import change_template
from baoxiu.basics.notifications.defaults import KINDS, NoticeKind
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.queries import log, template_of, templates
from baoxiu.basics.notifications.rules import UnknownVariable, render_line
from baoxiu.basics.notifications.rules import render as filled
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.web.desk.acting import VerbForm, succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.setup.samples import samples
from baoxiu.web.shared.doors import staff

LANGUAGES = dict(settings.LANGUAGES)


class TemplateForm(VerbForm):
    """The text of a notice in one language."""

    label, icon, button, done = (
        _("Text"),
        "edit",
        _("Save the text"),
        _("Text kept. The next notice uses it."),
    )
    subject = forms.CharField(label=_("Subject"), max_length=120)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}))
    is_active = forms.BooleanField(label=_("This notice is sent"), required=False)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        kind, language = self.thing
        data = self.cleaned_data
        return change_template(kind.code, channel=kind.channel, language=language, **data, by=by, at=at)


@staff("settings.see")
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices with their languages; to customers first, then to staff."""
    stored = templates()
    rows = [
        (kind, [(code, name, stored.get((kind.code, code))) for code, name in LANGUAGES.items()])
        for kind in KINDS.values()
    ]
    groups = [
        (_("To customers"), [row for row in rows if row[0].channel == "mail"]),
        (_("To staff"), [row for row in rows if row[0].channel != "mail"]),
    ]
    return render(request, "desk/setup/notices.html", {"groups": groups})


@staff("settings.see")
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """One text with its variables and how it reads; “preview” shows it without keeping it."""
    kind = KINDS.get(code)
    if kind is None or language not in kind.texts:
        raise Http404
    may = needs(request.actor, "settings.change")
    if request.method == "POST":
        may.or_refuse()
        form = TemplateForm.sent(request, (kind, language))
        if "preview" not in request.POST and succeeds(request, form):
            return redirect("desk:notice", code=code, language=language)
    else:
        form = TemplateForm(thing=(kind, language), actor=request.actor, initial=_stored(kind, language))
    previewed = "preview" in request.POST
    page = {
        "kind": kind,
        "language": language,
        "languages": [(one, LANGUAGES[one]) for one in kind.texts if one in LANGUAGES],
        "form": form,
        "may": may,
        "shown": _shown(kind, language, str(form["subject"].value() or ""), str(form["body"].value() or "")),
    }
    return render(
        request, "desk/setup/notice.html", page, status=422 if form.is_bound and not previewed else 200
    )


def _stored(kind: NoticeKind, language: str) -> dict[str, Any]:
    """The text as it stands; a notice without a stored one begins with the delivered words."""
    row = template_of(kind.code, kind.channel, language)
    if row is None:
        return {**kind.texts[language]._asdict(), "is_active": True}
    return {"subject": row.subject, "body": row.body, "is_active": row.is_active}


def _shown(kind: NoticeKind, language: str, subject: str, body: str) -> dict[str, str]:
    """How it reads with sample values; empty while a variable is wrong."""
    firm = str(value("firm.name", at=clock.now()).value)
    values = samples(language, kind.allowed, firm)
    try:
        return {"subject": render_line(subject, values), "body": filled(body, values)}
    except UnknownVariable as problem:
        return {"wrong": str(problem)}


@staff("settings.see")
@require_safe
def notice_log(request: HttpRequest) -> HttpResponse:
    """What was sent, what failed, and to whom no channel leads."""
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    state, code = state if state in Notice.State.values else "", code if code in KINDS else ""
    context = {
        "page": page_of(request, log(request.actor, state=state, code=code)),
        "state": state,
        "code": code,
        "states": Notice.State.choices,
        "kinds": list(KINDS.values()),
        "labels": {kind.code: kind.label for kind in KINDS.values()},
        "filtered": bool(state or code),
    }
    return render(request, "desk/setup/notice_log.html", context)
