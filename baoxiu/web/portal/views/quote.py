"""Plan and price: who pays what and why, and the customer's answer to exactly this version (RQ-QUO)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.answers import in_time
from baoxiu.flow.repairs.models import Quote, QuoteLine
from baoxiu.flow.repairs.queries import newest_quote, version_of
from baoxiu.flow.warranty import queries as warranty
from baoxiu.flow.warranty.models import VerdictLine
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.forms.case import AgreeForm, RefuseForm
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.payers import payer_words
from baoxiu.web.portal.refused import show
from baoxiu.web.shared.addresses import address_of

INSIDE = frozenset({"brand_below_minimum", "recorded_minimum_overrides"})
"""Reasons that compare the firm's terms with rules it has not verified: for the office only."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with who pays it and why."""

    line: QuoteLine
    payer: object
    tone: str
    sign: str
    reasons: tuple[str, ...]


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, opened: Opened, version: int) -> HttpResponse:
    """One version; the newest one can be answered while it holds."""
    order = opened.order(request)
    shown = version_of(order, version)
    if shown is None:
        raise Http404
    start = {"document_hash": shown.document_hash, "name": opened.case.contact_name}
    agree, refuse = AgreeForm(initial=start), RefuseForm(initial=start)
    if request.method == "POST":
        if "refuse" in request.POST:
            form = refuse = RefuseForm(request.POST)
            done = form.is_valid() and _answer(request, opened, shown, form, _refuse)
        else:
            form = agree = AgreeForm(request.POST)
            done = form.is_valid() and _answer(request, opened, shown, form, _agree)
        if done:
            return redirect(request.get_full_path())
        shown = version_of(order, version) or shown
    return _page(request, opened, shown, {"agree": agree, "refuse": refuse})


type Answering = Callable[[Opened, Quote, AgreeForm | RefuseForm, str], object]


def _answer(
    request: HttpRequest, opened: Opened, shown: Quote, form: AgreeForm | RefuseForm, answering: Answering
) -> bool:
    try:
        answering(opened, shown, form, address_of(request))
    except Refusal as refusal:
        show(refusal, form)
        return False
    messages.success(request, _("Your answer is with us. Thank you."))
    return True


def _agree(opened: Opened, shown: Quote, form: AgreeForm | RefuseForm, ip: str) -> None:
    given = form.cleaned_data
    repairs.agree(
        shown, name=given["name"], way="link", document_hash=given["document_hash"],
        ip=ip, by=opened.by, at=clock.now(),
    )  # fmt: skip


def _refuse(opened: Opened, shown: Quote, form: AgreeForm | RefuseForm, ip: str) -> None:
    given = form.cleaned_data
    repairs.refuse(
        shown, name=given["name"], way="link", document_hash=given["document_hash"],
        reason=given["reason"], ip=ip, by=opened.by, at=clock.now(),
    )  # fmt: skip


def _page(
    request: HttpRequest, opened: Opened, shown: Quote, forms: dict[str, AgreeForm | RefuseForm]
) -> HttpResponse:
    waits = shown.stage == "sent" and in_time(shown, clock.now())
    page = {
        "quote": shown,
        "order": shown.order,
        "lines": _lines(shown),
        "waits": waits,
        "lapsed": shown.stage == "sent" and not waits,
        "newer_url": _newer(opened, shown),
        "consent": getattr(shown, "consent", None),
        **forms,
    }
    wrong = any(form.is_bound for form in forms.values())
    return opened.page(request, "portal/quote.html", page, status=422 if wrong else 200)


def _newer(opened: Opened, shown: Quote) -> str:
    newest = newest_quote(shown.order)
    if newest is None or newest.version == shown.version:
        return ""
    return opened.url("quote", newest.version, line=shown.order.line)


def _lines(shown: Quote) -> list[ShownLine]:
    reasons = _reasons(shown.order)
    lines = []
    for line in shown.lines.all():
        payer, tone, sign = payer_words(line.payer)
        why = reasons.get((line.kind, line.is_main_part)) or reasons.get((line.kind, False)) or ()
        lines.append(ShownLine(line, payer, tone, sign, why))
    return lines


def _reasons(order: WorkOrder) -> dict[tuple[str, bool], tuple[str, ...]]:
    verdict = warranty.current(order)
    if verdict is None:
        return {}
    return {(line.kind, line.is_main_part): _sentences(line) for line in verdict.lines.all()}


def _sentences(line: VerdictLine) -> tuple[str, ...]:
    return tuple(
        warranty.sentence(reason["code"], reason["params"])
        for reason in line.reasons
        if reason["code"] not in INSIDE
    )
