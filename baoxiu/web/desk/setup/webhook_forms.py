"""The verbs of a webhook."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.webhooks import actions
from baoxiu.basics.webhooks.models import Delivery
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateTimeInput


class WebhookFields(VerbForm):
    """Who is told what."""

    name = forms.CharField(label=_("What it is for"), max_length=60)
    url = forms.CharField(
        label=_("Address of the receiver"), max_length=300, help_text=_("Begins with https:// and is public."),
        widget=forms.URLInput({"placeholder": "https://example.com/baoxiu", "autocomplete": "off"}),
    )  # fmt: skip
    kinds = forms.CharField(
        label=_("Events"), required=False, widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        help_text=_("Kinds or beginnings such as order.*, one a line. Empty: all that are public."),
    )  # fmt: skip
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=None, required=False, empty_label=_("All outlets")
    )

    def prepare(self) -> None:
        """The outlets in scope."""
        self.fields["outlet"].queryset = Outlet.objects.for_actor(self.actor).order_by("code")

    def clean_kinds(self) -> list[str]:
        """The list, however it was separated."""
        return str(self.cleaned_data["kinds"]).replace(",", " ").split()


class RegisterForm(WebhookFields):
    """A new one."""

    verb, label, icon = "new", _("Set up a webhook"), "plus"
    button, hint = (
        _("Set up the webhook"),
        _("The next page shows the secret with which the receiver checks what comes: once."),
    )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Register."""
        data = dict(self.cleaned_data)
        return actions.register(data.pop("name"), **data, by=by, at=at)


class ChangeForm(WebhookFields):
    """Name, address, events."""

    verb, label, icon = "change", _("Change the webhook"), "edit"
    button, done = _("Save"), _("Webhook changed.")

    def prepare(self) -> None:
        """As it stands."""
        super().prepare()
        row = self.thing
        self.start(name=row.name, url=row.url, kinds="\n".join(row.kinds), outlet=row.outlet_id)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return actions.change(self.thing, **self.cleaned_data, by=by, at=at)


class RenewSecretForm(VerbForm):
    """Another secret."""

    verb, label, icon = "renew_secret", _("Give a new secret"), "key"
    button = _("Give a new secret")
    question = _("The present secret signs nothing any more, from the next message on. Give a new one?")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Renew."""
        return actions.renew_secret(self.thing, by=by, at=at)


class PauseForm(VerbForm):
    """Nothing is sent for a while."""

    verb, label, icon = "pause", _("Pause"), "player-pause"
    button, done = _("Pause"), _("Webhook paused: nothing is sent.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Pause."""
        return actions.pause(self.thing, by=by, at=at)


class ResumeForm(VerbForm):
    """It goes on."""

    verb, label, icon = "resume", _("Resume"), "player-play"
    button, done = _("Resume"), _("Webhook resumed.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Resume."""
        return actions.resume(self.thing, by=by, at=at)


class RemoveForm(VerbForm):
    """The end."""

    verb, label, icon = "remove", _("Remove the webhook"), "trash"
    button, done, danger = _("Remove the webhook"), _("Webhook removed."), True
    question = _("Remove this webhook? Nothing is sent to it any more, not even what is queued.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Remove."""
        return actions.remove(self.thing, by=by, at=at)


class ReplayForm(VerbForm):
    """One event once more."""

    verb, label, icon = "replay", _("Send again"), "refresh"
    button, done = _("Send again"), _("Queued: it is sent again in a moment.")
    delivery = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Those of the webhook."""
        self.fields["delivery"].queryset = Delivery.objects.for_actor(self.actor).filter(webhook=self.thing)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Send again."""
        return actions.replay(self.cleaned_data["delivery"], by=by, at=at)


class ReplaySinceForm(VerbForm):
    """Everything since a moment."""

    verb, label, icon = "replay_since", _("Send again since a moment"), "history"
    button, done = _("Send again"), _("Queued: everything since then is sent again.")
    since = forms.DateTimeField(
        label=_("Since"), widget=DateTimeInput,
        help_text=_("Also what happened while the webhook was paused. The receiver knows repeats by their id."),
    )  # fmt: skip

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Send again."""
        return actions.replay_since(self.thing, self.cleaned_data["since"], by=by, at=at)
