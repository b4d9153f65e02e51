"""The acceptance sheet: what was done, and the customer's signature under exactly that text (RQ-ACC)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import AcceptanceSheet
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.forms.case import ObjectForm, SignForm
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.payers import payer_words
from baoxiu.web.portal.refused import show
from baoxiu.web.shared.addresses import address_of


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The newest sheet: to be signed, or with its answer."""
    order = opened.order(request)
    newest = newest_sheet(order)
    if newest is None:
        raise Http404
    sign, refuse = (
        SignForm(initial=_start(newest, opened)),
        ObjectForm(initial={"signer": opened.case.contact_name}),
    )
    if request.method == "POST":
        if "refuse" in request.POST:
            form = refuse = ObjectForm(request.POST)
            done = form.is_valid() and _refuse(request, opened, newest, form)
        else:
            form = sign = SignForm(request.POST)
            done = form.is_valid() and _sign(request, opened, newest, form)
        if done:
            return redirect(opened.url("case"))
    return _page(request, opened, order, sign, refuse)


def _start(sheet: AcceptanceSheet, opened: Opened) -> dict[str, str]:
    return {"document_hash": sheet.document_hash, "signer": opened.case.contact_name, "relation": "customer"}


def _sign(request: HttpRequest, opened: Opened, sheet: AcceptanceSheet, form: SignForm) -> bool:
    given = form.cleaned_data
    try:
        acceptance.sign(
            sheet, signer=given["signer"], relation=given["relation"], relation_text=given["relation_text"],
            document_hash=given["document_hash"],
            signature_data_url=form.drawn, typed=not form.drawn, opinion=given["opinion"],
            ip=address_of(request), by=opened.by, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show(refusal, form)
        return False
    messages.success(request, _("Signed. Thank you!"))
    return True


def _refuse(request: HttpRequest, opened: Opened, sheet: AcceptanceSheet, form: ObjectForm) -> bool:
    given = form.cleaned_data
    try:
        acceptance.refuse(
            sheet, objection=given["objection"], signer=given["signer"],
            ip=address_of(request), by=opened.by, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show(refusal, form)
        return False
    messages.success(request, _("We have noted it. The technician gets back to work on it."))
    return True


def _page(
    request: HttpRequest, opened: Opened, order: WorkOrder, sign: SignForm, refuse: ObjectForm
) -> HttpResponse:
    """Always the newest sheet, so that after a change the customer reads and signs the present text."""
    sheet = newest_sheet(order)
    assert sheet is not None
    answer = getattr(sheet, "answer", None)
    page = {
        "order": order, "sheet": sheet, "answer": answer,
        "document": _readable(sheet), "sign": sign, "refuse": refuse,
        "waits": answer is None and order.stage == "awaiting_acceptance",
    }  # fmt: skip
    return opened.page(
        request, "portal/acceptance.html", page, status=422 if sign.is_bound or refuse.is_bound else 200
    )


def _readable(sheet: AcceptanceSheet) -> dict[str, object]:
    """The frozen document with its codes as words; the hash is of the stored one."""
    document: dict[str, object] = dict(sheet.document)
    quote = sheet.document.get("quote") or {}
    document["lines"] = [{**line, "who": payer_words(line["payer"])[0]} for line in quote.get("lines", [])]
    document["parts"] = [
        {**part, "quantity": _plain(part["quantity"])} for part in sheet.document.get("parts", [])
    ]
    document["times"] = {
        name: parse_datetime(text) for name, text in sheet.document.get("times", {}).items() if text
    }
    return document


def _plain(quantity: str) -> str:
    return format(Decimal(quantity).normalize(), "f")
