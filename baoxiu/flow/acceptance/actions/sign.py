"""The customer signs (RQ-ACC-01, RQ-ACC-03, RQ-VIS-12, standards.md 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.files.actions import NoSignature, keep_signature
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.acceptance import queries
from baoxiu.flow.acceptance.actions.note_appearance import AppearanceOpen
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.acceptance.rules import signature_binds
from baoxiu.flow.acceptance.sheets import ContentChanged, lock_for_answer, present_version, words_of
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what text, drawn (a PNG data URL) or, where drawing is impossible, typed."""

    signer: str
    relation: str
    relation_text: str
    document_hash: str
    drawn: str
    typed: bool
    opinion: str
    ip: str | None


def sign(
    sheet: AcceptanceSheet,
    *,
    signer: str,
    document_hash: str,
    by: Actor,
    at: datetime,
    relation: str = "customer",
    relation_text: str = "",
    signature_data_url: str = "",
    typed: bool = False,
    opinion: str = "",
    ip: str | None = None,
) -> Acceptance:
    """Accept the work by signing exactly the text with this hash; the order goes to settlement.

    ``typed``: the signer's name stands for the drawing. When the content has changed since, a new version is
    put before the customer and ``ContentChanged`` raised. Also raises ``SignerMissing``, ``NoSignature``, or
    ``AppearanceOpen`` while the customer has not confirmed what was found about the looks (RQ-QC-03).
    """
    given = Signature(signer, relation, relation_text, document_hash, signature_data_url, typed, opinion, ip)
    answer = _sign(sheet, given, by, at)
    if answer is None:
        raise ContentChanged()
    return answer


@transaction.atomic
def _sign(sheet: AcceptanceSheet, given: Signature, by: Actor, at: datetime) -> Acceptance | None:
    order = lock_for_answer("accept_work", sheet, given.signer, given.relation, given.relation_text, by=by)
    newest = queries.newest_sheet(order)
    if queries.open_appearance(order):
        raise AppearanceOpen()
    if newest is None or newest.pk != sheet.pk or not signature_binds(newest.document, given.document_hash):
        raise ContentChanged()
    if not queries.untouched_since(newest) and present_version(order, by=by, at=at).pk != newest.pk:
        return None
    answer = _keep(newest, given, by, at)
    _accept(order, by, at)
    _announce(answer, order, by, at)
    return answer


def _keep(sheet: AcceptanceSheet, given: Signature, by: Actor, at: datetime) -> Acceptance:
    return Acceptance.objects.create(
        sheet=sheet,
        accepted=True,
        signer=given.signer.strip()[:80],
        relation=given.relation,
        relation_text=words_of(given.relation, given.relation_text),
        signature=_drawing(sheet, given, by, at),
        typed_signature=given.typed and not given.drawn,
        document_hash=sheet.document_hash,
        opinion=given.opinion.strip(),
        by_name=by.name,
        ip=given.ip,
        at=at,
    )


def _drawing(sheet: AcceptanceSheet, given: Signature, by: Actor, at: datetime) -> StoredFile | None:
    if given.drawn:
        return keep_signature(given.drawn, sheet, by=by, at=at)
    if given.typed:
        return None
    raise NoSignature(field="signature")


def _accept(order: WorkOrder, by: Actor, at: datetime) -> None:
    order.outcome = order.outcome_of_success
    order.handed_over_at = order.handed_over_at or at
    move(order, "accept_work", by=by, also=("outcome", "handed_over_at"))


def _announce(answer: Acceptance, order: WorkOrder, by: Actor, at: datetime) -> None:
    record(
        "acceptance.signed",
        answer.sheet,
        by=by,
        at=at,
        sheet_id=answer.sheet_id,
        version=answer.sheet.version,
        signer=answer.signer,
        relation=answer.relation,
        typed=answer.typed_signature,
        signature=answer.signature_id,
        document_hash=answer.document_hash,
        opinion=answer.opinion,
        effect_wanted=queries.wants_effect(order, at),
        **facts.of_order(order),
    )
