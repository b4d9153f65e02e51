"""Reporting a fault in three screens; what was entered lives in the draft on the server (RQ-INT-13)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.customers.rules import normalise_phone
from baoxiu.basics.places.queries import full_name
from baoxiu.basics.products.queries import families
from baoxiu.core import clock
from baoxiu.core.files.video import is_video
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import customer_actor, token_for, visitor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import by_client_key
from baoxiu.flow.intake.services import SERVICES
from baoxiu.web.portal import held_photos, limits
from baoxiu.web.portal.draft import Draft, draft_of, forget, to_input, wish_in_words
from baoxiu.web.portal.forms.report import MODES, CheckForm, PlaceForm, ProductForm, faults_in
from baoxiu.web.portal.icons import with_icons
from baoxiu.web.shared.doors import public

STEPS = ("product", "place", "check")
SCREENS = {"report": ProductForm, "report_place": PlaceForm}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest) -> HttpResponse:
    """Screen 1: which product, and what is wrong with it."""
    draft = draft_of(request)
    if request.method != "POST":
        if _choose(request, draft):
            draft.keep(request)
            return redirect("portal:report")
        return _product_page(request, draft, ProductForm(draft, at=clock.now()))
    if "drop" in request.POST:
        held_photos.drop(draft.key, request.POST["drop"])
    form = ProductForm(draft, request.POST, request.FILES, at=clock.now())
    draft.fill(_typed(form))
    draft.keep(request)
    if "drop" in request.POST:
        return redirect(reverse("portal:report") + "#photos")
    if form.is_valid() and draft.chosen_family and _hold(request, draft, form):
        return redirect("portal:report_place")
    return _product_page(request, draft, form, status=422)


def _choose(request: HttpRequest, draft: Draft) -> bool:
    """Take over ``?family=`` (a card), ``?sn=`` (the code on the product; a reminder names the service too) or
    ``?again=`` (choose anew)."""
    given = request.GET
    if given.get("sn", "").strip():
        draft.serial = given["sn"].strip()[:60]
        unit = draft.unit
        if unit:
            model = {"model_text": unit.model.code, "brand": unit.model.brand} if unit.model else {}
            draft.fill({"family": unit.family.code, "fault": "", **model})
        if given.get("service") in SERVICES:
            draft.service = given["service"]
    elif "family" in given:
        if draft.family != given["family"]:
            draft.fill({"family": given["family"], "fault": ""})
    elif "again" in given:
        draft.family = ""
    return bool({"sn", "family", "again"} & set(given))


def _typed(form: ProductForm | PlaceForm) -> dict[str, Any]:
    """Texts as they were typed, right or wrong, so that nothing is lost; choices and days only when right."""
    form.is_valid()
    typed = {
        name: form.data.get(name, "")[:4000]
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField)
    }
    return typed | {name: value for name, value in form.cleaned_data.items() if name != "photos"}


def _hold(request: HttpRequest, draft: Draft, form: ProductForm) -> bool:
    """Keep the photos; a bad one, and one too many, is told at its field."""
    sent, at = form.cleaned_data["photos"], clock.now()
    try:
        limits.check_videos(request, sum(map(is_video, sent)), at=at)
        held_photos.hold(draft.key, sent, at=at)
    except (InvalidInput, limits.TooMany) as refusal:
        form.add_error("photos", str(refusal))
        return False
    return True


def _product_page(request: HttpRequest, draft: Draft, form: ProductForm, status: int = 200) -> HttpResponse:
    family = draft.chosen_family
    page = {
        "form": form, "draft": draft, "family": family, "unit": draft.unit, "steps": STEPS, "at": 1,
        "photos": held_photos.shown(draft.key), "families": () if family else with_icons(families()),
        "chosen": with_icons([family] if family else []),
        "unknown_serial": draft.serial and not draft.unit and not family,
    }  # fmt: skip
    return render(request, "portal/report_product.html", page, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """Screen 2: who, where, when."""
    draft = draft_of(request)
    if not draft.chosen_family:
        return redirect("portal:report")
    form = PlaceForm(draft, request.POST or None, at=clock.now())
    if request.method == "POST":
        draft.fill(_typed(form))
        draft.keep(request)
        if form.is_valid():
            return redirect("portal:report_check")
    page = {"form": form, "draft": draft, "steps": STEPS, "at": 2}
    return render(request, "portal/report_place.html", page, status=422 if form.is_bound else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Screen 3: look over it, confirm, send."""
    draft = draft_of(request)
    form = CheckForm(request.POST or None, initial={"client_key": draft.key})
    if request.method == "POST" and form.is_valid():
        sent = by_client_key(form.cleaned_data["client_key"])
        if sent:
            return redirect("portal:received", token_for(sent))
    behind = _first_incomplete(draft)
    if behind:
        return redirect(behind)
    if request.method == "POST" and form.is_valid():
        return _send(request, draft, form)
    return _check_page(request, draft, form, status=422 if form.is_bound else 200)


def _first_incomplete(draft: Draft) -> str:
    """The screen on which something is missing or wrong."""
    wrong = set(faults_in(draft, clock.now()))
    found = next((f"portal:{name}" for name, form in SCREENS.items() if wrong & set(form.base_fields)), "")
    return "portal:report" if wrong and not found else found


def _send(request: HttpRequest, draft: Draft, form: CheckForm) -> HttpResponse:
    at = clock.now()
    data = to_input(draft, at=at, acknowledged=True)
    try:
        limits.check_reports(request, normalise_phone(draft.phone).e164, at=at)
        sent = intake.submit(data, by=visitor(draft.contact_name, get_language() or ""), at=at)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _check_page(request, draft, form, status=refusal.status)
    _attach(sent, draft)
    forget(request)
    return redirect("portal:received", token_for(sent))


def _attach(sent: RepairRequest, draft: Draft) -> None:
    for number, one in enumerate(held_photos.take(draft.key), 1):
        kind = "video" if held_photos.moves(one.name) else "photo"
        intake.attach(sent, one, f"{kind}-{number}", by=customer_actor(sent), at=clock.now())


def _check_page(request: HttpRequest, draft: Draft, form: CheckForm, status: int = 200) -> HttpResponse:
    family = draft.chosen_family
    page = {
        "form": form, "draft": draft, "family": family, "fault": draft.chosen_fault(family), "steps": STEPS,
        "at": 3, "photos": held_photos.shown(draft.key), "district": full_name(draft.division_code),
        "mode": MODES[draft.mode][0], "service": RepairRequest.Service(draft.service).label, "wish": wish_in_words(draft, clock.now()),
        "bought": parse_date(draft.purchased_on),
    }  # fmt: skip
    return render(request, "portal/report_check.html", page, status=status)


@public
@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponse:
    """A photo of this browser's own draft, small."""
    picture = held_photos.thumb(draft_of(request).key, name)
    if not picture:
        raise Http404
    answer = HttpResponse(picture, content_type="image/webp")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@public
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Give the draft up."""
    held_photos.discard(draft_of(request).key)
    forget(request)
    return redirect("portal:home")
