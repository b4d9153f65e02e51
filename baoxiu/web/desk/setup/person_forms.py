"""The verbs of an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts import actions as accounts
from baoxiu.basics.accounts.passwords import one_time_password
from baoxiu.basics.accounts.queries import rights_held, roles, tokens_of
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, PhoneInput


class RoleFields(VerbForm):
    """A role, everywhere or at one outlet."""

    role = forms.ModelChoiceField(label=_("Role"), queryset=None, empty_label=_("Please choose"))
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=None, required=False, empty_label=_("All outlets"),
        help_text=_("Some roles work at one outlet only: then it must be named."),
    )  # fmt: skip

    def prepare(self) -> None:
        """The roles, and the outlets in scope."""
        self.fields["role"].queryset = roles()
        self.fields["outlet"].queryset = Outlet.objects.for_actor(self.actor).order_by("code")


class CreateForm(RoleFields):
    """A new account."""

    verb, label, icon = "new", _("Add an account"), "user-plus"
    button, hint = (
        _("Add the account"),
        _("The account gets a one-time password, shown once on the next page."),
    )
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("For the sign-in: letters and digits.")
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.CharField(
        label=_("Phone number"), max_length=20, required=False, widget=PhoneInput({"autocomplete": "off"})
    )
    email = forms.EmailField(label=_("Mail address"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="zh-hans")
    field_order = ("name", "username", "role", "outlet")

    def prepare(self) -> None:
        """The password is made here, so that the page can show it once."""
        super().prepare()
        self.password = one_time_password()

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Create."""
        data = dict(self.cleaned_data)
        granted = [(data.pop("role").code, data.pop("outlet"))]
        return accounts.create_user(
            data.pop("username"), data.pop("name"), **data, roles=granted, password=self.password,
            must_change_password=True, by=by, at=at,
        )  # fmt: skip


class ChangeForm(VerbForm):
    """Name and ways to reach the person."""

    verb, label, icon = "change", _("Change details"), "edit"
    button, done = _("Save"), _("Account changed.")
    name = forms.CharField(label=_("Name"), max_length=60)
    phone = forms.CharField(
        label=_("Phone number"), max_length=20, required=False, widget=PhoneInput({"autocomplete": "off"})
    )
    email = forms.EmailField(label=_("Mail address"), max_length=254, required=False)

    def prepare(self) -> None:
        """As it stands."""
        self.start(name=self.thing.name, phone=self.thing.phone, email=self.thing.email)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return accounts.change_user(self.thing, **self.cleaned_data, by=by, at=at)


class GrantForm(RoleFields):
    """One more role."""

    verb, label, icon = "grant", _("Give a role"), "shield-check"
    button, done = _("Give the role"), _("Role given.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Give."""
        data = self.cleaned_data
        return accounts.grant_role(self.thing, data["role"].code, data["outlet"], by=by, at=at)


class RevokeForm(VerbForm):
    """One role less."""

    verb, button, done = "revoke", _("Take the role away"), _("Role taken away.")
    grant = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those the person holds."""
        self.fields["grant"].queryset = self.thing.grants.select_related("role", "outlet")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take away."""
        grant = self.cleaned_data["grant"]
        return accounts.revoke_role(self.thing, grant.role.code, grant.outlet, by=by, at=at)


class DeactivateForm(VerbForm):
    """The account is closed."""

    verb, label, icon = "deactivate", _("Close the account"), "user-off"
    button, done, danger = _("Close the account"), _("Account closed: no sign-in, no tokens."), True
    question = _(
        "Close this account? The person is signed out at once and all tokens die; the history stays."
    )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Close."""
        return accounts.deactivate(self.thing, by=by, at=at)


class ReactivateForm(VerbForm):
    """The account is opened again."""

    verb, label, icon = "reactivate", _("Open the account again"), "user-check"
    button, done = _("Open the account again"), _("Account open again.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Open."""
        return accounts.reactivate(self.thing, by=by, at=at)


class ResetPasswordForm(VerbForm):
    """A one-time password for somebody who forgot the own one."""

    verb, label, icon = "reset_password", _("Give a one-time password"), "key"
    button = _("Give a one-time password")
    question = _("The present password stops working at once. Give a one-time password?")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Reset; gives account and password."""
        return accounts.reset_password(self.thing, by=by, at=at)


class IssueTokenForm(VerbForm):
    """Access for a program."""

    verb, label, icon = "token", _("Issue a token for a program"), "code"
    button, hint = (
        _("Issue the token"),
        _("The token is shown once on the next page; only a fingerprint of it is kept."),
    )
    name = forms.CharField(label=_("What it is for"), max_length=60)
    scopes = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Empty: until it is revoked.")
    )
    at_fields = {"expires_at": "last_day"}

    def prepare(self) -> None:
        """At most what the account itself may do."""
        held = rights_held(self.thing)
        self.fields["scopes"].choices = [(code, label) for code, label in RIGHTS.items() if code in held]

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Issue; gives token and its text."""
        data, day = self.cleaned_data, self.cleaned_data["last_day"]
        ends = start_of_day(day + timedelta(1)) if day else None
        return accounts.issue_token(self.thing, data["name"], data["scopes"], expires_at=ends, by=by, at=at)


class RevokeTokenForm(VerbForm):
    """The end of a token."""

    verb, button, done = "token_revoke", _("Revoke"), _("Token revoked: it works no more.")
    token = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those of the account."""
        self.fields["token"].queryset = tokens_of(self.thing)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Revoke."""
        return accounts.revoke_token(self.cleaned_data["token"], by=by, at=at)
