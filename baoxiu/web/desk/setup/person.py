"""One account: roles, sign-in, tokens."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.permissions import may_change_user, may_issue_token
from baoxiu.basics.accounts.queries import people, rights_held, tokens_of
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.web.desk.acting import VerbForm, laid_out, outcome
from baoxiu.web.desk.once import shown_once
from baoxiu.web.desk.setup import person_forms as verbs
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

OF_CHANGE: tuple[type[VerbForm], ...] = (
    verbs.ChangeForm, verbs.GrantForm, verbs.RevokeForm, verbs.ResetPasswordForm,
    verbs.DeactivateForm, verbs.ReactivateForm,
)  # fmt: skip
OF_TOKENS: tuple[type[VerbForm], ...] = (verbs.IssueTokenForm, verbs.RevokeTokenForm)
FORMS = {form.verb: form for form in (*OF_CHANGE, *OF_TOKENS)}


@staff("people.see")
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Roles, rights and tokens of an account."""
    return _page(request, load(request, pk))


@staff("people.see")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One change; one's own tokens are one's own matter, all else is for those who keep the people."""
    row = load(request, pk)
    if verb not in FORMS:
        raise Http404
    (may_issue_token if FORMS[verb] in OF_TOKENS else may_change_user)(request.actor, row).or_refuse()
    form = FORMS[verb].sent(request, row)
    made = outcome(request, form)
    if made is None:
        return _page(request, load(request, pk), form, status=422)
    return _secret(request, row, verb, made) or redirect("desk:person", pk=row.pk)


def load(request: HttpRequest, pk: int) -> User:
    """The account of somebody in the person's outlets; 404 for every other."""
    found: User = get_object_or_404(people(request.actor), pk=pk)
    return found


def _secret(request: HttpRequest, row: User, verb: str, made: Any) -> HttpResponse | None:
    """What is shown once, where the verb made a secret."""
    url, then = reverse("desk:person", args=[row.pk]), _("Back to the account")
    if verb == verbs.ResetPasswordForm.verb:
        text = _("One-time password for “%(user)s”. It must be changed at the first sign-in.") % {
            "user": row.username
        }
        return shown_once(
            request, title=_("One-time password"), secret=made[1], text=text, url=url, then=then
        )
    if verb == verbs.IssueTokenForm.verb:
        text = _("Send it with every request as “Authorization: Bearer …”.")
        title = _("Token “%(name)s”") % {"name": made[0].name}
        return shown_once(request, title=title, secret=made[1], text=text, url=url, then=then)
    return None


def _page(request: HttpRequest, row: User, bound: VerbForm | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    may, may_token = may_change_user(actor, row), may_issue_token(actor, row)
    held = rights_held(row)
    kinds = (*(OF_CHANGE if may else ()), *(OF_TOKENS if may_token and row.is_active else ()))
    page: dict[str, Any] = {
        "row": row,
        "grants": sorted(row.grants.all(), key=lambda grant: grant.pk),
        "rights": [label for code, label in RIGHTS.items() if code in held],
        "technician": getattr(row, "technician", None),
        "tokens": list(tokens_of(row)) if may_token else [],
        "labels": RIGHTS,
        "at": clock.now(),
        "may": may,
        "may_token": may_token,
        "forms": laid_out(kinds, row, actor, bound),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/setup/person.html", page, status=status)
