"""Roles: who may do what, changed for all who hold them, with a preview and the history (RQ-SEC-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.accounts.actions import add_role, change_role, take_back_role
from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.permissions import may_change_role, may_change_roles
from baoxiu.basics.accounts.queries import latest_role_change, role_changes, roles
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.web.desk.acting import VerbForm, form_page, succeeds
from baoxiu.web.desk.setup.seen import SeenField
from baoxiu.web.shared.doors import staff


class RoleForm(VerbForm):
    """What a role is called and may do."""

    label, icon = _("Change the role"), "edit"
    button, done = _("Save the role"), _("Role kept. It holds from the next page on that its people open.")
    name = forms.CharField(label=_("Name of the role"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=60)
    rights = forms.MultipleChoiceField(
        label=_("Rights"), required=False, choices=list(RIGHTS.items()), widget=forms.CheckboxSelectMultiple
    )
    seen = SeenField()

    def prepare(self) -> None:
        """As it stands."""
        self.fields["seen"].shows(latest_role_change(self.thing))
        self.start(name=self.thing.name, name_en=self.thing.name_en, rights=self.thing.rights)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return change_role(self.thing, **self.cleaned_data, by=by, at=at)


class TakeBackForm(VerbForm):
    """What it said before the last change holds again."""

    verb, label, icon = "take_back", _("Take the last change back"), "arrow-back-up"
    button, done = _("Take it back"), _("Taken back: the role is as it was before the last change.")
    question = _("Let the role be as before its last change, for all who hold it?")
    seen = SeenField()

    def prepare(self) -> None:
        """The state that the page shows."""
        self.fields["seen"].shows(latest_role_change(self.thing))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take back."""
        return take_back_role(self.thing, **self.cleaned_data, by=by, at=at)


class AddForm(VerbForm):
    """A role of the firm's own."""

    label, icon = _("Add a role"), "plus"
    button, done = _("Add the role"), _("Role made. Set its rights, then give it to people.")
    name = forms.CharField(label=_("Name of the role"), max_length=60)
    name_en = forms.CharField(label=_("English name"), max_length=60)
    like = forms.ModelChoiceField(
        label=_("Begins with the rights of"), queryset=None, empty_label=None, to_field_name="code"
    )

    def prepare(self) -> None:
        """The roles there are."""
        self.fields["like"].queryset = roles()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return add_role(**self.cleaned_data, by=by, at=at)


@staff("people.see")
@require_safe
def role_table(request: HttpRequest) -> HttpResponse:
    """Who may do what: rights down, roles across."""
    known = list(roles())
    page = {
        "roles": known,
        "groups": _groups([frozenset(role.rights) for role in known]),
        "may": may_change_roles(request.actor),
    }
    return render(request, "desk/setup/roles.html", page)


def _groups(held: Sequence[frozenset[str]]) -> list[list[tuple[str, object, list[bool]]]]:
    """The rights by room, each with a tick for every role."""
    rooms: dict[str, list[tuple[str, object, list[bool]]]] = {}
    for code, label in RIGHTS.items():
        row = (code, label, [code in rights for rights in held])
        rooms.setdefault(code.partition(".")[0], []).append(row)
    return list(rooms.values())


@staff("settings.change")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A role of the firm's own."""
    may_change_roles(request.actor).or_refuse()
    return form_page(
        request,
        AddForm,
        back=reverse("desk:roles"),
        back_label=_("Roles and rights"),
        then=lambda made, _form: redirect("desk:role", code=made.code),
    )


@staff("people.see")
@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, code: str) -> HttpResponse:
    """One role; “preview” says who gains and loses what without keeping it."""
    row = load(code)
    if request.method != "POST":
        return _page(request, row, RoleForm(thing=row, actor=request.actor))
    may_change_role(request.actor, row).or_refuse()
    form = RoleForm.sent(request, row)
    if "preview" in request.POST:
        return _page(request, row, form, status=200 if form.is_valid() else 422)
    if succeeds(request, form):
        return redirect("desk:role", code=code)
    return _page(request, row, form, status=422)


@staff("settings.change")
@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """What the role said before its last change holds again."""
    row = load(code)
    form = TakeBackForm.sent(request, row)
    if succeeds(request, form):
        return redirect("desk:role", code=code)
    return _page(request, row, RoleForm(thing=row, actor=request.actor), back=form, status=422)


def load(code: str) -> Role:
    """The role with the number of its holders; roles are the same for everybody."""
    found: Role | None = roles().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, row: Role, form: RoleForm, *, back: TakeBackForm | None = None, status: int = 200
) -> HttpResponse:
    may = may_change_role(request.actor, row)
    changes = list(role_changes(row).reverse())
    if back is None and any("old" in one.data for one in changes):
        back = TakeBackForm(thing=row, actor=request.actor)
    sent = form.cleaned_data["rights"] if "preview" in request.POST and form.is_valid() else None
    page = {
        "row": row,
        "form": form,
        "may": may,
        "back": back if may else None,
        "base": reverse("desk:role", args=[row.code]),
        "held": [RIGHTS[code] for code in RIGHTS if code in row.rights],
        "preview": sent is not None,
        "moved": moved(row.rights, sent or []),
        "changes": [(one, _moved_in(one)) for one in changes],
    }
    return render(request, "desk/setup/role.html", page, status=status)


def _moved_in(event: Event) -> Mapping[str, list[object]]:
    if "old" not in event.data:
        return {}
    return moved(event.data["old"]["rights"], event.data["new"]["rights"])


def moved(old: Sequence[str], new: Sequence[str]) -> dict[str, list[object]]:
    """The rights that come and those that go, in words."""
    return {
        "gained": [label for code, label in RIGHTS.items() if code in new and code not in old],
        "lost": [label for code, label in RIGHTS.items() if code in old and code not in new],
    }
