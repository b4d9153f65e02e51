"""Versions of the sheet: a new one exactly when the content changed or the last one was answered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance import queries
from baoxiu.flow.acceptance.document import compose
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.acceptance.rules import document_hash
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder


class ContentChanged(Conflict):
    """The customer read another text than the one that now holds."""

    message = _("The content has changed. Please read the present version and sign again.")


class SignerMissing(InvalidInput):
    """It must be known who answered, and as what."""

    message = _("Please enter the name of the person who signs.")


def lock_for_answer(
    verb: str, sheet: AcceptanceSheet, signer: str, relation: str, relation_text: str, *, by: Actor
) -> WorkOrder:
    """The locked order, after right, lifecycle and the signer were checked; somebody else says who (RQ-ACC-01)."""
    order = lock(WorkOrder(pk=sheet.order_id))
    may(by, "acceptance.sign", order).or_refuse()
    ORDER.after(verb, order.stage)
    if not signer.strip():
        raise SignerMissing(field="signer")
    if relation not in Acceptance.Relation.values:
        raise InvalidInput(_("Please choose who signs."), field="relation")
    if relation == "other" and not relation_text.strip():
        raise InvalidInput(_("Please write who signs for the customer."), field="relation_text")
    return order


def present_version(order: WorkOrder, *, by: Actor, at: datetime) -> AcceptanceSheet:
    """The newest sheet if it still says what holds and is unanswered, otherwise a new version."""
    content = compose(order)
    fingerprint = document_hash(content)
    last = queries.newest_sheet(order)
    if last and last.document_hash == fingerprint and not is_answered(last):
        return last
    return _new_version(order, content, fingerprint, last.version + 1 if last else 1, by, at)


def is_answered(sheet: AcceptanceSheet) -> bool:
    """Whether the customer signed or refused this version."""
    return hasattr(sheet, "answer")


def _new_version(
    order: WorkOrder, content: dict[str, object], fingerprint: str, version: int, by: Actor, at: datetime
) -> AcceptanceSheet:
    sheet = AcceptanceSheet.objects.create(
        order=order, version=version, document=content, document_hash=fingerprint, presented_at=at
    )
    record(
        "acceptance.presented",
        sheet,
        by=by,
        at=at,
        sheet_id=sheet.pk,
        version=version,
        document_hash=fingerprint,
        **facts.of_order(order),
    )
    return sheet


def words_of(relation: str, text: str) -> str:
    """Who somebody else is; the listed relations need no words."""
    return text.strip()[:80] if relation == "other" else ""
