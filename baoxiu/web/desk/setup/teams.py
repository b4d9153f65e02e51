"""The teams of the customer service: who belongs to them, and which requests come to them (RQ-INT-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest, ServiceTeam
from baoxiu.flow.intake.teams import agents
from baoxiu.flow.intake.teams import teams as listed_teams
from baoxiu.web.desk.acting import VerbForm, form_page
from baoxiu.web.shared.doors import staff


class TeamForm(VerbForm):
    """A team."""

    verb, label, icon = "team", _("Team of agents"), "users"
    button, done = _("Save the team"), _("Team kept.")
    name = forms.CharField(label=_("Name of the team"), max_length=60)
    services = forms.MultipleChoiceField(
        label=_("Requests that come to it by themselves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=RepairRequest.Service.choices,
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Members"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def prepare(self) -> None:
        """Who reviews requests can be a member."""
        self.fields["members"].queryset = agents()
        if self.thing:
            row = self.thing
            members = [user.pk for user in row.members.all()]
            self.start(name=row.name, services=row.services, members=members, is_active=row.is_active)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep it."""
        return intake.put_team(intake.TeamInput(**self.cleaned_data), team=self.thing, by=by, at=at)


class NewTeamForm(TeamForm):
    """One that was not there."""

    label = _("New service team")


@staff("settings.see")
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """All teams with their people."""
    labels = dict(RepairRequest.Service.choices)
    rows = list(listed_teams())
    for row in rows:
        row.shown = [labels[code] for code in row.services if code in labels]
    page = {"rows": rows, "may": needs(request.actor, "settings.change")}
    return render(request, "desk/setup/teams.html", page)


@staff("settings.change")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Another team."""
    return _form(request, None)


@staff("settings.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a team."""
    return _form(request, get_object_or_404(ServiceTeam, pk=pk))


def _form(request: HttpRequest, row: ServiceTeam | None) -> HttpResponse:
    label = now_said("Service teams")
    kind = TeamForm if row else NewTeamForm
    return form_page(request, kind, row, back=reverse("desk:teams"), back_label=label)
