"""Settings: every number and rule that the firm may change, with history (RQ-INT-17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import all_families
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.core.policy.declarations import POLICIES, Policy
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import versions, versions_by_key
from baoxiu.core.sentences import listed
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.desk.acting import succeeds
from baoxiu.web.desk.setup.policy_forms import WORDS, ChooseForm
from baoxiu.web.shared.doors import staff


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
    may = needs(request.actor, "settings.change")
    if request.method == "POST":
        may.or_refuse()
        form = ChooseForm.sent(request, found)
        if succeeds(request, form):
            return redirect("desk:policy", key=key)
    else:
        form = ChooseForm(thing=found, actor=request.actor)
    now, rows = clock.now(), versions(key)
    names = scope_names(request.actor)
    page = {
        "row": in_force(found, rows, now),
        "history": [
            (one, said(found, one.value), _scope(one.scope, names), one.valid_from > now) for one in rows
        ],
        "default": said(found, found.default) if found.default is not None else None,
        "suggestion": said(found, found.suggestion) if found.suggestion is not None else None,
        "least": said(found, found.least),
        "most": said(found, found.most),
        "form": form if may else None,
        "may": may,
    }
    return render(request, "desk/setup/policy.html", page, status=422 if form.is_bound else 200)


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


def said(policy: Policy, value: Any) -> str:
    """A value in words, with its unit."""
    if policy.key in WORDS:
        return listed(WORDS[policy.key].get(code, code) for code in str(value).split())
    if policy.kind == "yes_no":
        return _("yes") if value else _("no")
    if policy.kind == "choice":
        return str(dict(policy.choices).get(value, value))
    if value == "":
        return _("empty")
    return f"{value} {policy.unit}".strip() if str(policy.unit).isascii() else f"{value}{policy.unit}"


def scope_names(actor: Actor) -> Mapping[str, Mapping[str, str]]:
    """What the codes in scopes are called."""
    return {
        "family": {row.code: str(row) for row in all_families()},
        "outlet": {row.code: row.name for row in Outlet.objects.for_actor(actor)},
        "channel": {code: str(label) for code, label in RepairRequest.Channel.choices},
    }


def _scope(scope: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> list[str]:
    pairs: Iterable[tuple[str, str]] = sorted(scope.items())
    return [names.get(name, {}).get(code, code) for name, code in pairs]
