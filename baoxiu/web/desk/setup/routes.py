"""Review routes: which departments give their opinion before a request is decided on (RQ-TRI-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.basics.products.queries import families
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest, ReviewRoute
from baoxiu.flow.intake.routes import asked_roles, role_names
from baoxiu.flow.intake.routes import routes as listed_routes
from baoxiu.web.desk.acting import VerbForm, form_page
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.labels import SEVERITIES
from baoxiu.web.shared.widgets import Segments

PLACES = range(1, 7)


class RouteForm(VerbForm):
    """A route with its steps."""

    verb, label, icon = "route", _("Review route"), "route"
    button, done = _("Save the route"), _("Route kept; it holds for reviews that begin from now on.")
    hint = _("The departments are asked one after the other; the request is decided on after the last.")
    at_fields = {"steps": "role1"}
    name = forms.CharField(label=_("Name of the route"), max_length=60)
    service = forms.ChoiceField(
        label=pgettext_lazy("kind", "Service"),
        required=False,
        choices=[("", _("Every service")), *RepairRequest.Service.choices],
    )
    family = forms.ModelChoiceField(
        label=_("Product"), queryset=None, required=False, empty_label=_("Every product")
    )
    from_severity = forms.TypedChoiceField(
        label=_("From this severity on"), coerce=int, choices=list(SEVERITIES.items()), widget=Segments,
        initial="1",
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def prepare(self) -> None:
        """The steps: role and question, as many as there is room for."""
        roles = [("", "—"), *((row.code, str(row)) for row in asked_roles())]
        for place in PLACES:
            self.fields[f"role{place}"] = forms.ChoiceField(
                label=_("Department %(place)s") % {"place": place}, choices=roles, required=place == 1
            )
            self.fields[f"question{place}"] = forms.CharField(
                label=_("Its question"), required=place == 1, max_length=200
            )
        self.fields["family"].queryset = families()
        self.order_fields(["name", "service", "family", "from_severity", *self._step_names(), "is_active"])
        if self.thing:
            self._start_with(self.thing)

    def _step_names(self) -> list[str]:
        return [f"{part}{place}" for place in PLACES for part in ("role", "question")]

    def _start_with(self, row: ReviewRoute) -> None:
        self.start(
            name=row.name, service=row.service, family=row.family_id,
            from_severity=str(row.from_severity), is_active=row.is_active,
        )  # fmt: skip
        for place, step in enumerate(row.steps, start=1):
            self.start(**{f"role{place}": step["role"], f"question{place}": step["question"]})

    def clean(self) -> dict[str, Any]:
        """A department without a question is told at the field."""
        given: dict[str, Any] = super().clean() or {}
        for place in PLACES:
            role, question = given.get(f"role{place}"), given.get(f"question{place}")
            if bool(role) != bool(question) and place > 1:
                self.add_error(
                    f"question{place}" if role else f"role{place}",
                    _("Department and question belong together."),
                )
        return given

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep it."""
        given = self.cleaned_data
        steps = [(given[f"role{n}"], given[f"question{n}"]) for n in PLACES if given[f"role{n}"]]
        data = intake.RouteInput(
            name=given["name"], steps=steps, service=given["service"], family=given["family"],
            from_severity=given["from_severity"], is_active=given["is_active"],
        )  # fmt: skip
        return intake.put_route(data, route=self.thing, by=by, at=at)


class NewRouteForm(RouteForm):
    """One that was not there."""

    label = _("New review route")


@staff("settings.see")
@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """All routes with their steps."""
    rows = listed_routes()
    names = role_names(step["role"] for row in rows for step in row.steps)
    for row in rows:
        row.shown = [(names.get(step["role"], step["role"]), step["question"]) for step in row.steps]
        row.severity = SEVERITIES.get(str(row.from_severity), "")
    page = {"rows": rows, "may": needs(request.actor, "settings.change")}
    return render(request, "desk/setup/routes.html", page)


@staff("settings.change")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Another route."""
    return _form(request, None)


@staff("settings.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a route; reviews that run keep theirs."""
    return _form(request, get_object_or_404(ReviewRoute, pk=pk))


def _form(request: HttpRequest, row: ReviewRoute | None) -> HttpResponse:
    label = now_said("Review routes")
    kind = RouteForm if row else NewRouteForm
    return form_page(request, kind, row, back=reverse("desk:routes"), back_label=label)
