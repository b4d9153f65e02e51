"""Settings: every number and rule that the firm may change, with history (RQ-INT-17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.permissions import needs
from baoxiu.core.policy.declarations import POLICIES, Policy
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import before, standing, versions, versions_by_key
from baoxiu.web.desk.acting import succeeds
from baoxiu.web.desk.setup.policy_forms import ChooseForm, TakeBackForm
from baoxiu.web.desk.setup.policy_preview import previewed
from baoxiu.web.desk.setup.policy_words import said, scope_names, scope_words
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.words import moment


@dataclass(frozen=True, slots=True)
class InForce:
    """A policy with the value that holds everywhere, and what differs in scopes or comes later."""

    policy: Policy
    shown: object
    version: PolicyVersion | None
    scoped: int
    coming: int

    @property
    def missing(self) -> bool:
        """Whether the source leaves a blank that nobody has filled."""
        return self.version is None and self.policy.default is None


@staff("settings.see")
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """All settings by group, those that must still be chosen marked."""
    now, chosen = clock.now(), versions_by_key()
    rows = [in_force(policy, chosen.get(policy.key, ()), now) for policy in POLICIES.values()]
    groups: dict[str, list[InForce]] = {}
    for row in rows:
        groups.setdefault(str(row.policy.group), []).append(row)
    context = {"groups": list(groups.items()), "missing": [row for row in rows if row.missing]}
    return render(request, "desk/setup/policies.html", context)


@staff("settings.see")
@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, key: str) -> HttpResponse:
    """One setting: value, history, and a new value."""
    found = POLICIES.get(key)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, ChooseForm(thing=found, actor=request.actor))
    needs(request.actor, "settings.change").or_refuse()
    form = ChooseForm.sent(request, found)
    if "preview" in request.POST:
        return _page(request, found, form, status=200 if form.is_valid() else 422)
    if succeeds(request, form):
        return redirect("desk:policy", key=key)
    return _page(request, found, form, status=422)


@staff("settings.change")
@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """What held before a value holds again."""
    found = POLICIES.get(key)
    if found is None:
        raise Http404
    names = scope_names(request.actor)
    form = TakeBackForm.sent(request, (found, _takeable(found, names, clock.now())))
    if succeeds(request, form):
        return redirect("desk:policy", key=key)
    return _page(request, found, ChooseForm(thing=found, actor=request.actor), back=form, status=422)


def _page(
    request: HttpRequest,
    found: Policy,
    form: ChooseForm,
    *,
    back: TakeBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = needs(request.actor, "settings.change")
    now, rows = clock.now(), versions(found.key)
    names = scope_names(request.actor)
    takeable = _takeable(found, names, now)
    fresh = TakeBackForm(thing=(found, takeable), actor=request.actor) if takeable else None
    page = {
        "row": in_force(found, rows, now),
        "history": [
            (one, said(found, one.value), scope_words(one.scope, names), one.valid_from > now) for one in rows
        ],
        "default": said(found, found.default) if found.default is not None else None,
        "suggestion": said(found, found.suggestion) if found.suggestion is not None else None,
        "least": said(found, found.least) if found.least is not None else None,
        "most": said(found, found.most) if found.most is not None else None,
        "form": form if may else None,
        "preview": previewed(request.actor, form, now, names) if "preview" in request.POST else None,
        "back": (back or fresh) if may else None,
        "base": reverse("desk:policy", args=[found.key]),
        "may": may,
    }
    return render(request, "desk/setup/policy.html", page, status=status)


def _takeable(
    policy: Policy, names: Mapping[str, Mapping[str, str]], now: datetime
) -> list[tuple[PolicyVersion, str]]:
    """The values that hold or are to come, in words."""
    return [
        (
            row,
            " · ".join(
                [said(policy, row.value), *scope_words(row.scope, names), moment(row.valid_from, now)]
            ),
        )
        for row in standing(policy.key, at=now)
        if before(row) is not None
    ]


def in_force(policy: Policy, chosen: Sequence[PolicyVersion], now: datetime) -> InForce:
    """How a setting stands; ``chosen`` is the latest first."""
    holding = next((row for row in chosen if not row.scope and row.valid_from <= now), None)
    value = holding.value if holding else policy.default
    return InForce(
        policy=policy,
        shown=said(policy, value) if value is not None else "",
        version=holding,
        scoped=sum(1 for row in chosen if row.scope and row.valid_from <= now),
        coming=sum(1 for row in chosen if row.valid_from > now),
    )
