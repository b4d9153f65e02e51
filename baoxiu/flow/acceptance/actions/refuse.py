"""The customer does not accept the work (RQ-ACC-02, RQ-QC-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.acceptance import queries
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.acceptance.sheets import ContentChanged, lock_for_answer, words_of
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.moves import move


class ObjectionMissing(InvalidInput):
    """A refusal says what is not right."""

    message = _("Please write what is not right.")


@transaction.atomic
def refuse(
    sheet: AcceptanceSheet,
    *,
    objection: str,
    signer: str,
    by: Actor,
    at: datetime,
    relation: str = "customer",
    relation_text: str = "",
    opinion: str = "",
    ip: str | None = None,
) -> Acceptance:
    """Keep the objection; the order goes back to the technician (RQ-ACC-02).

    Raises ``ObjectionMissing``, ``SignerMissing``, or ``ContentChanged`` for an old version.
    """
    order = lock_for_answer("refuse_work", sheet, signer, relation, relation_text, by=by)
    newest = queries.newest_sheet(order)
    if newest is None or newest.pk != sheet.pk:
        raise ContentChanged()
    if not objection.strip():
        raise ObjectionMissing(field="objection")
    answer = Acceptance.objects.create(
        sheet=newest,
        accepted=False,
        signer=signer.strip()[:80],
        relation=relation,
        relation_text=words_of(relation, relation_text),
        document_hash=newest.document_hash,
        objection=objection.strip(),
        opinion=opinion.strip(),
        by_name=by.name,
        ip=ip,
        at=at,
    )
    move(order, "refuse_work", by=by)
    known = facts.of_order(order) | {
        "sheet_id": newest.pk,
        "version": newest.version,
        "family_id": order.family_id,
    }
    record("acceptance.refused", newest, by=by, at=at, objection=answer.objection, **known)
    return answer
