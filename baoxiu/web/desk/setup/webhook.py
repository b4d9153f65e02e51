"""One webhook: its verbs and the log of what was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.permissions import may_change
from baoxiu.basics.webhooks.queries import log
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.public_events import PUBLIC_EVENTS
from baoxiu.web.desk.acting import VerbForm, laid_out, outcome
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.setup import webhook_forms as verbs
from baoxiu.web.desk.setup.webhooks import secret_page
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

ALWAYS: tuple[type[VerbForm], ...] = (verbs.ChangeForm, verbs.RenewSecretForm, verbs.RemoveForm)
RUNNING: tuple[type[VerbForm], ...] = (verbs.PauseForm, verbs.ReplayForm, verbs.ReplaySinceForm)
STANDING: tuple[type[VerbForm], ...] = (verbs.ResumeForm,)
FORMS = {form.verb: form for form in (*ALWAYS, *RUNNING, *STANDING)}


@staff("webhooks.see")
@require_safe
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is told what, and the log."""
    return _page(request, _load(request, pk))


@staff("webhooks.change")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One verb."""
    row = _load(request, pk)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    made = outcome(request, form)
    if made is None:
        return _page(request, _load(request, pk), form, status=422)
    if verb == verbs.RenewSecretForm.verb:
        return secret_page(request, made)
    if verb == verbs.RemoveForm.verb:
        return redirect("desk:webhooks")
    return redirect("desk:webhook", pk=row.pk)


def _load(request: HttpRequest, pk: int) -> Webhook:
    """One of the person's scope; 404 for every other."""
    found: Webhook = get_object_or_404(Webhook.objects.for_actor(request.actor), pk=pk)
    return found


def _page(
    request: HttpRequest, row: Webhook, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = may_change(request.actor, row)
    state = request.GET.get("state", "")
    state = state if state in Delivery.State.values else ""
    kinds = (*ALWAYS, *(RUNNING if row.is_active else STANDING)) if may else ()
    context = {
        "row": row,
        "page": page_of(request, log(row, state=state)),
        "state": state,
        "states": Delivery.State.choices,
        "public": PUBLIC_EVENTS,
        "forms": laid_out(kinds, row, request.actor, bound),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/setup/webhook.html", context, status=status)
