"""验收单: the frozen content that the customer answered, with the signature (RQ-ACC-01…05, appendix b21)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.utils.translation import get_language, pgettext

from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, pairs, place, table
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.work_orders.models import WorkOrder

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
    '<image width="{w}" height="{h}" href="data:{mime};base64,{data}"/></svg>'
)


def gather(order: WorkOrder) -> Facts:
    """The newest version, from the very content that its hash covers."""
    sheet = newest_sheet(order)
    if sheet is None:
        return {}
    content, answer = sheet.document, getattr(sheet, "answer", None)
    return {
        "job": shared.job(
            order,
            Pair(pgettext("paper", "Arrived"), wording.moment(content["times"]["arrived"])),
            Pair(pgettext("paper", "Inspected"), wording.moment(content["times"]["inspected"])),
        ),
        "product": _product(content["product"]),
        "found": _found(content),
        "work": table(
            pgettext("paper", "Work done"),
            (Column(pgettext("paper", "No."), 0.6, "center"), Column(pgettext("paper", "Operation"), 9)),
            enumerate(content["work"], 1),
        ),
        "parts": shared.parts(content["parts"]),
        "lines": _lines(content["quote"]),
        "answer": _answer(sheet, answer),
        "signatures": shared.to_sign(_signature(answer, order), shared.by_technician(order)),
    }


def _product(product: Mapping[str, str]) -> Block:
    english = get_language() == "en" and product["family_en"]
    return pairs(
        pgettext("paper", "Product"),
        Pair(pgettext("paper", "Kind of product"), english or product["family"]),
        Pair(pgettext("paper", "Brand"), product["brand"]),
        Pair(pgettext("paper", "Model"), product["model"]),
        Pair(pgettext("paper", "Serial number"), product["serial"]),
    )


def _found(content: Mapping[str, Any]) -> Block:
    found, quote = content["assessment"] or {}, content["quote"] or {}
    warranty = found.get("warranty")
    return pairs(
        pgettext("paper", "Findings and plan"),
        Pair(pgettext("paper", "Reported fault"), content["reported"], wide=True),
        Pair(pgettext("paper", "Found"), found.get("fault_nature"), wide=True),
        Pair(pgettext("paper", "Repair plan"), quote.get("plan"), wide=True),
        Pair(pgettext("paper", "Warranty"), Verdict.Result(warranty).label if warranty else ""),
        Pair(pgettext("paper", "Warranty ends on"), wording.day(found.get("warranty_ends_on"))),
    )


def _lines(quote: Mapping[str, Any] | None) -> Block:
    if not quote:
        return None
    lines = [SimpleNamespace(**row | {"amount": row["net"]}) for row in quote["lines"]]
    return shared.priced(
        pgettext("paper", "Prices"),
        lines,
        [(pgettext("paper", "To be paid by the customer"), wording.yuan(quote["total_customer"]))],
    )


def _answer(sheet: AcceptanceSheet, answer: Acceptance | None) -> Block:
    given = answer or Acceptance(accepted=False)
    return pairs(
        pgettext("paper", "Acceptance"),
        Pair(pgettext("paper", "Put before the customer"), wording.moment(sheet.presented_at)),
        Pair(pgettext("paper", "Answer"), _state(answer)),
        Pair(
            pgettext("paper", "Signed by"),
            f"{given.signer} ({given.relation_shown})" if answer else "",
        ),
        Pair(pgettext("paper", "When"), wording.moment(given.at)),
        Pair(pgettext("paper", "Opinion"), given.opinion, wide=True),
        Pair(pgettext("paper", "Objection"), given.objection, wide=True),
        Pair(pgettext("paper", "Fingerprint"), sheet.document_hash, wide=True),
    )


def _state(answer: Acceptance | None) -> str:
    if answer is None:
        return pgettext("paper", "Not answered yet")
    return pgettext("paper", "Accepted") if answer.accepted else pgettext("paper", "Refused")


def _signature(answer: Acceptance | None, order: WorkOrder) -> dict[str, str]:
    if answer is None:
        return shared.by_customer()
    drawn = drawing(answer.signature, order)
    return place(pgettext("paper", "Customer (signature)"), answer.signer, wording.day(answer.at), drawn)


def drawing(stored: StoredFile | None, order: WorkOrder) -> str:
    """The signature as SVG; empty where none was drawn, where it is another case's, or where its file is lost."""
    if stored is None or stored.case != order.chain or not stored.is_image:
        return ""
    path = path_of(stored.pk)
    if not path.exists():
        return ""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return DRAWING.format(w=stored.width or 1, h=stored.height or 1, mime=stored.mime, data=data)
