"""Who works on a request: taken, handed over, in whose queue (RQ-INT-15)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.permissions import may
from baoxiu.flow.intake.teams import active_teams, agents
from baoxiu.web.desk.acting import VerbForm


class TakeForm(VerbForm):
    """I do it."""

    verb, label, icon, button, done = "take", _("Take"), "user-check", _("Take"), _("This is yours now.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take."""
        return intake.take(self.thing, by=by, at=at)


class HandOverForm(VerbForm):
    """Somebody else does it."""

    verb, label, icon = "hand_over", _("Hand over"), "arrow-up"
    button, done = _("Hand over"), pgettext_lazy("to a colleague", "Handed over.")
    whom = forms.ChoiceField(label=_("To whom"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def prepare(self) -> None:
        """Teams, then colleagues; nothing chosen: to nobody in particular."""
        self.teams = {f"team:{row.pk}": row for row in active_teams()}
        self.people = {f"user:{user.pk}": user for user in agents()}
        self.fields["whom"].choices = [
            ("", _("Nobody in particular")),
            (_("Teams"), [(code, row.name) for code, row in self.teams.items()]),
            (_("Colleagues"), [(code, user.name) for code, user in self.people.items()]),
        ]

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Hand over."""
        whom, note = self.cleaned_data["whom"], self.cleaned_data["note"]
        team, agent = self.teams.get(whom), self.people.get(whom)
        return intake.hand_over(self.thing, team=team, agent=agent, note=note, by=by, at=at)


FORMS: Mapping[str, type[VerbForm]] = {form.verb: form for form in (TakeForm, HandOverForm)}


def panel(row: RepairRequest, actor: Actor, bound: VerbForm | None = None) -> dict[str, Any]:
    """What the request page shows: who has it, and the forms of those who review requests."""
    if not may(row, "accept", actor) or row.stage_now.group == "closed":
        return {"taker_forms": {}}
    kinds = [HandOverForm] if row.taken_by_id == actor.user_id else [TakeForm, HandOverForm]
    return {
        "taker_forms": {
            kind.verb: bound if isinstance(bound, kind) else kind(thing=row, actor=actor) for kind in kinds
        }
    }


def sent_to(row: RepairRequest, verb: str, request: HttpRequest) -> VerbForm:
    """The form of the panel as it came."""
    if verb not in FORMS:
        raise Http404
    return FORMS[verb].sent(request, row)
