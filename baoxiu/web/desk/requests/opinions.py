"""The departments' review at the desk: begun and put forward on the request, answered by each department on a page
of its own (RQ-TRI-05)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core.actors import Actor
from baoxiu.core.files.queries import of_case
from baoxiu.core.permissions import needs
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.lifecycle import OPINION
from baoxiu.flow.intake.models import Opinion, RepairRequest
from baoxiu.flow.intake.permissions import may, may_opine
from baoxiu.flow.intake.routes import opinions_of, presumed_severity, role_names, wanted_route
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.labels import SEVERITIES
from baoxiu.web.shared.story.telling import pictures
from baoxiu.web.shared.widgets import Segments

TALL = forms.Textarea(attrs={"rows": 4})


class BeginForm(VerbForm):
    """Ask the departments of the route."""

    verb, label, icon, button = "begin_route", _("Begin the departments' review"), "route", _("Begin")
    done = _("The first department has been asked.")
    hint = _("Each department gives its opinion in turn; then the request can be decided on.")
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=list(SEVERITIES.items()), coerce=int, widget=Segments
    )

    def prepare(self) -> None:
        """What is presumed as long as nobody has judged."""
        self.start(severity=str(presumed_severity(self.thing)))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Begin."""
        return intake.begin_route(self.thing, severity=self.cleaned_data["severity"], by=by, at=at)


class ForwardForm(VerbForm):
    """Put forward again what a department sent back."""

    verb, label, icon, button = "put_forward", _("Put forward again"), "arrow-up", _("Put forward")
    done = _("Put forward again.")
    addition = forms.CharField(label=_("What is added"), widget=TALL, max_length=4000)
    again_from = forms.TypedChoiceField(
        label=_("Who is asked again"), coerce=int, required=False, empty_value=None
    )

    def prepare(self) -> None:
        """The department that sent it back first, then the earlier ones."""
        self.rows = {row.pk: row for row in _up_to(self.thing)}
        names = role_names(row.role for row in self.rows.values())
        self.fields["again_from"].choices = [
            (pk, f"{row.position}. {names.get(row.role, row.role)}") for pk, row in self.rows.items()
        ]
        self.start(again_from=self.thing.pk)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Put forward."""
        start = self.rows.get(self.cleaned_data["again_from"])
        said = self.cleaned_data["addition"]
        return intake.put_forward(self.thing, addition=said, again_from=start, by=by, at=at)


class GiveForm(VerbForm):
    """The department's opinion."""

    verb, label, icon, button = "give_opinion", _("Give the opinion"), "message-circle", _("Give the opinion")
    done = _("Opinion given.")
    text = forms.CharField(label=_("Opinion"), widget=TALL, max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Give."""
        return intake.give_opinion(self.thing, text=self.cleaned_data["text"], by=by, at=at)


class SendBackForm(VerbForm):
    """Something is missing for an opinion."""

    verb, label, icon, button = (
        "send_back",
        _("Send the matter back"),
        "arrow-back-up",
        _("Send the matter back"),
    )
    done, danger = _("Sent back to the desk."), True
    reason = forms.CharField(label=_("What is missing"), widget=TALL, max_length=4000)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Send back."""
        return intake.send_back(self.thing, reason=self.cleaned_data["reason"], by=by, at=at)


FORMS: Mapping[str, type[VerbForm]] = {form.verb: form for form in (GiveForm, SendBackForm)}


@staff("intake.opine")
@require_safe
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """What a department needs to know for its opinion, and what the others said."""
    return _page(request, _load(request, pk))


@staff("intake.opine")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Give the opinion, or send the matter back."""
    row = _load(request, pk)
    if verb not in FORMS:
        raise Http404
    may_opine(row, request.actor).or_refuse()
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:opinion", pk=pk)
    return _page(request, _load(request, pk), form, status=422)


def panel(row: RepairRequest, actor: Actor, bound: VerbForm | None = None) -> dict[str, Any]:
    """What the request page shows of the departments' review."""
    rows = list(opinions_of(row))
    back = next((one for one in rows if one.stage == "sent_back"), None)
    reviews = bool(may(row, "accept", actor)) and row.stage in intake.REVIEWED
    shown: list[tuple[type[VerbForm], Any]] = []
    if reviews and not row.in_route and any(wanted_route(row, one) for one in intake.SEVERITIES):
        shown.append((BeginForm, row))
    if reviews and back:
        shown.append((ForwardForm, back))
    return {
        "opinions": _named(rows),
        "route_forms": [
            bound if isinstance(bound, kind) else kind(thing=thing, actor=actor) for kind, thing in shown
        ],
        "may_opine": needs(actor, "intake.opine"),
    }


def sent_to(row: RepairRequest, verb: str, request: HttpRequest) -> VerbForm:
    """The form of the panel as it came; 404 where there is nothing to do."""
    if verb == BeginForm.verb:
        return BeginForm.sent(request, row)
    back = opinions_of(row).filter(stage="sent_back").first()
    if back is None or verb != ForwardForm.verb:
        raise Http404
    return ForwardForm.sent(request, back)


def _up_to(opinion: Opinion) -> list[Opinion]:
    """The step that was sent back, then those before it, each with its latest row."""
    rows = opinions_of(opinion.request).filter(route=opinion.route_id, position__lt=opinion.position)
    latest = {row.position: row for row in rows}
    return [opinion, *(row for _place, row in sorted(latest.items(), reverse=True))]


def _named(rows: list[Opinion]) -> list[Opinion]:
    names = role_names(row.role for row in rows)
    for row in rows:
        row.department = names.get(row.role, row.role)
    return rows


def _load(request: HttpRequest, pk: int) -> Opinion:
    rows = Opinion.objects.for_actor(request.actor).select_related("request__family", "request__fault")
    found: Opinion = get_object_or_404(rows, pk=pk)
    return found


def _page(
    request: HttpRequest, row: Opinion, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    verbs = {move.verb for move in OPINION.verbs(row.stage)}
    kinds = [kind for verb, kind in FORMS.items() if verb in verbs and may_opine(row, request.actor)]
    _named([row])
    page = {
        "row": row,
        "matter": row.request,
        "opinions": _named(list(opinions_of(row.request))),
        "forms": laid_out(kinds, row, request.actor, bound),
        "pictures": pictures(of_case(row.chain)),
    }
    return render(request, "desk/requests/opinion.html", page, status=status)
