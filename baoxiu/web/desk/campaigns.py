"""Campaigns: the list, one with its progress, and each customer's calls and letter (RQ-REV-15)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core.events.queries import of_subject
from baoxiu.core.permissions import needs
from baoxiu.flow.campaigns.models import Campaign, CampaignContact
from baoxiu.flow.campaigns.queries import progress
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.campaign_forms import AnnounceForm, CallForm, FinishForm, LetterForm
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

CONTACT_FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (CallForm, LetterForm)}


@staff("campaigns.see")
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign with its progress, the newest first."""
    page = page_of(request, Campaign.objects.for_actor(request.actor).order_by("-starts_on", "-pk"), 20)
    shown = {
        "page": page,
        "rows": [(row, progress(row)) for row in page],
        "may": needs(request.actor, "campaigns.run"),
    }
    return render(request, "desk/campaigns/list.html", shown)


@staff("campaigns.run")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Announce one."""
    return form_page(
        request,
        AnnounceForm,
        back=reverse("desk:campaigns"),
        back_label=_("Campaigns"),
        then=lambda made, _form: redirect("desk:campaign", number=made.number),
    )


@staff("campaigns.see")
@require_safe
def campaign(request: HttpRequest, number: str) -> HttpResponse:
    """Progress, and the customers who are told."""
    return _page(request, _load(request, number))


@staff("campaigns.run")
@require_POST
def finish(request: HttpRequest, number: str) -> HttpResponse:
    """Finish with the result."""
    row = _load(request, number)
    form = FinishForm.sent(request, row)
    if succeeds(request, form):
        return redirect("desk:campaign", number=number)
    return _page(request, row, form, status=422)


@staff("campaigns.see")
@require_safe
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer: what to tell, earlier calls, the letter."""
    return _contact_page(request, _load_contact(request, pk))


@staff("followups.call")
@require_POST
def tell_contact(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A call or the letter."""
    row = _load_contact(request, pk)
    if verb not in CONTACT_FORMS:
        raise Http404
    form = CONTACT_FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:campaign", number=row.campaign.number)
    return _contact_page(request, row, form, status=422)


def _load(request: HttpRequest, number: str) -> Campaign:
    rows = Campaign.objects.for_actor(request.actor).select_related("family", "clerk")
    found: Campaign = get_object_or_404(rows, number=number)
    return found


def _load_contact(request: HttpRequest, pk: int) -> CampaignContact:
    rows = CampaignContact.objects.for_actor(request.actor).select_related("campaign", "customer")
    found: CampaignContact = get_object_or_404(rows, pk=pk)
    return found


def _page(
    request: HttpRequest, row: Campaign, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = row.stage == "running" and needs(request.actor, "campaigns.run")
    contacts = row.contacts.select_related("customer").order_by("-stage", "pk")
    page = {
        "row": row,
        "progress": progress(row),
        "page": page_of(request, contacts),
        "forms": laid_out((FinishForm,), row, request.actor, bound) if may else {},
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/campaigns/page.html", page, status=status)


def _contact_page(
    request: HttpRequest, row: CampaignContact, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = row.campaign.stage == "running" and needs(request.actor, "followups.call")
    fits = {
        CallForm: row.stage == "to_call",
        LetterForm: row.letter_due_at is not None and row.letter_sent_on is None,
    }
    kinds = [kind for kind, fit in fits.items() if fit and may]
    page = {
        "row": row,
        "phone": row.customer.contacts.order_by("-is_primary", "pk").first(),
        "calls": list(row.calls.order_by("-at", "-pk")),
        "forms": laid_out(kinds, row, request.actor, bound),
    }
    return render(request, "desk/campaigns/contact.html", page, status=status)
