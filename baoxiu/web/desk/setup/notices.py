"""What customers and staff are told: the texts, and the log (RQ-NOT-01, RQ-NOT-02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.notifications.actions import change_template, take_back_template
from baoxiu.basics.notifications.actions.queueing import NO_ADDRESS, NO_MAIL
from baoxiu.basics.notifications.defaults import KINDS, NoticeKind
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.policies import QUIET_FROM, QUIET_UNTIL
from baoxiu.basics.notifications.queries import log, template_of, templates, text_changes
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.web.desk.acting import VerbForm, succeeds
from baoxiu.web.desk.paging import chosen, page_of
from baoxiu.web.desk.setup.samples import reading
from baoxiu.web.desk.setup.seen import SeenField
from baoxiu.web.shared.doors import staff

LANGUAGES = dict(settings.LANGUAGES)
REASONS = {NO_ADDRESS: _("no mail address is known"), NO_MAIL: _("no mail server is set up")}


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
    seen = SeenField()

    def prepare(self) -> None:
        """The state that the page shows."""
        self.fields["seen"].shows(_latest(*self.thing))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        kind, language = self.thing
        data = self.cleaned_data
        return change_template(kind.code, channel=kind.channel, language=language, **data, by=by, at=at)


class TakeBackForm(VerbForm):
    """The text before the last change holds again."""

    verb, label, icon = "take_back", _("Take the last change back"), "arrow-back-up"
    button, done = _("Take it back"), _("Taken back: the text before holds again.")
    question = _("Let the text before the last change hold again? Both stay in the history.")
    seen = SeenField()

    def prepare(self) -> None:
        """The state that the page shows."""
        self.fields["seen"].shows(_latest(*self.thing))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take back."""
        kind, language = self.thing
        seen = self.cleaned_data["seen"]
        return take_back_template(kind.code, channel=kind.channel, language=language, seen=seen, by=by, at=at)


def _latest(kind: NoticeKind, language: str) -> int:
    changes = text_changes(kind.code, kind.channel, language)
    return changes[0].pk if changes else 0


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
    kind = load(code, language)
    if request.method != "POST":
        form = TemplateForm(thing=(kind, language), actor=request.actor, initial=_stored(kind, language))
        return _page(request, kind, language, form)
    needs(request.actor, "settings.change").or_refuse()
    form = TemplateForm.sent(request, (kind, language))
    if "preview" in request.POST:
        return _page(request, kind, language, form)
    if succeeds(request, form):
        return redirect("desk:notice", code=code, language=language)
    return _page(request, kind, language, form, status=422)


@staff("settings.change")
@require_POST
def take_back(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The text before the last change holds again."""
    kind = load(code, language)
    form = TakeBackForm.sent(request, (kind, language))
    if succeeds(request, form):
        return redirect("desk:notice", code=code, language=language)
    fresh = TemplateForm(thing=(kind, language), actor=request.actor, initial=_stored(kind, language))
    return _page(request, kind, language, fresh, back=form, status=422)


def load(code: str, language: str) -> NoticeKind:
    """The notice; 404 for an unknown one or a language it has not."""
    kind = KINDS.get(code)
    if kind is None or language not in kind.texts:
        raise Http404
    return kind


def _page(
    request: HttpRequest,
    kind: NoticeKind,
    language: str,
    form: TemplateForm,
    *,
    back: TakeBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = needs(request.actor, "settings.change")
    changes = text_changes(kind.code, kind.channel, language)
    number = request.GET.get("case", "").strip()[:40]
    if may and changes and back is None:
        back = TakeBackForm(thing=(kind, language), actor=request.actor)
    page = {
        "kind": kind,
        "language": language,
        "languages": [(one, LANGUAGES[one]) for one in kind.texts if one in LANGUAGES],
        "form": form,
        "may": may,
        "back": back if may else None,
        "base": reverse("desk:notice", args=[kind.code, language]),
        "changes": changes,
        "case": number,
        "may_see_cases": request.actor.has("intake.see"),
        "shown": reading(
            request.actor, kind, language, (str(form["subject"].value() or ""), str(form["body"].value() or "")),
            case=number,
        ),
        "quiet": [value(key, at=clock.now()).whole for key in (QUIET_FROM, QUIET_UNTIL)],
    }  # fmt: skip
    return render(request, "desk/setup/notice.html", page, status=status)


def _stored(kind: NoticeKind, language: str) -> dict[str, Any]:
    """The text as it stands; a notice without a stored one begins with the delivered words."""
    row = template_of(kind.code, kind.channel, language)
    if row is None:
        return {**kind.texts[language]._asdict(), "is_active": True}
    return {"subject": row.subject, "body": row.body, "is_active": row.is_active}


@staff("settings.see")
@require_safe
def notice_log(request: HttpRequest) -> HttpResponse:
    """What was sent, what failed, and to whom no channel leads."""
    state, code = chosen(request, "state", Notice.State.values), chosen(request, "code", KINDS)
    context = {
        "page": page_of(request, log(request.actor, state=state, code=code)),
        "state": state,
        "code": code,
        "states": Notice.State.choices,
        "kinds": list(KINDS.values()),
        "labels": {kind.code: kind.label for kind in KINDS.values()},
        "reasons": REASONS,
        "filtered": bool(state or code),
    }
    return render(request, "desk/setup/notice_log.html", context)
