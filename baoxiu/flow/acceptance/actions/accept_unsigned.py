"""Accepted without a signature: the recorded exception (RQ-ACC-04)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.files.actions import keep
from baoxiu.core.files.models import StoredFile
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance import queries
from baoxiu.flow.acceptance.document import compose
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.acceptance.policies import SILENCE_DAYS
from baoxiu.flow.acceptance.rules import document_hash, silence_is_over
from baoxiu.flow.acceptance.sheets import ContentChanged, is_answered
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


class ExceptionUnfounded(InvalidInput):
    """An exception says why."""

    message = _("Please write why there is no signature.")


class WitnessMissing(InvalidInput):
    """Of an absence somebody, or a photo, must bear witness."""

    message = _("For an absence, please name a witness or add a photo.")


@transaction.atomic
def accept_unsigned(
    sheet: AcceptanceSheet,
    *,
    exception: str,
    reason: str,
    by: Actor,
    at: datetime,
    witness: str = "",
    photo: bytes = b"",
) -> Acceptance:
    """Let the order go on without the customer's signature; who has the right approves by doing it.

    ``photo`` proves an absence as a witness does. Raises ``ExceptionUnfounded``, for an absence with neither
    ``WitnessMissing``, ``InvalidFile``, ``ContentChanged`` for an old or answered
    version. Not for those who repair: they have no right to it.
    """
    order = lock(WorkOrder(pk=sheet.order_id))
    may(by, "acceptance.except", order).or_refuse()
    ORDER.after("accept_unsigned", order.stage)
    newest = queries.newest_sheet(order)
    if newest is None or newest.pk != sheet.pk or is_answered(newest):
        raise ContentChanged()
    if newest.document_hash != document_hash(compose(order)):
        raise ContentChanged()
    _check(exception, reason, witness or photo)
    answer = Acceptance.objects.create(
        sheet=newest, accepted=True, signer="", document_hash=newest.document_hash, exception=exception,
        reason=reason.strip()[:300], witness=witness.strip()[:80], photo=_proof(newest, photo, by, at),
        by_name=by.name, at=at,
    )  # fmt: skip
    order.outcome = order.outcome_of_success
    order.handed_over_at = order.handed_over_at or at
    move(order, "accept_unsigned", by=by, also=("outcome", "handed_over_at"))
    known = facts.of_order(order) | {"sheet_id": newest.pk, "version": newest.version, "exception": exception}
    record(
        "acceptance.unsigned", newest, by=by, at=at, reason=answer.reason, witness=answer.witness,
        document_hash=answer.document_hash, effect_wanted=queries.wants_effect(order, at), **known,
    )  # fmt: skip
    return answer


def _proof(sheet: AcceptanceSheet, photo: bytes, by: Actor, at: datetime) -> StoredFile | None:
    if not photo:
        return None
    return keep(photo, sheet, purpose=StoredFile.Purpose.VISIT_PHOTO, name="absence.jpg", by=by, at=at)


def accept_by_silence(*, by: Actor, at: datetime) -> int:
    """Accept each presented sheet whose days of silence are over; returns how many (RQ-ACC-04)."""
    oldest_first = queries.unanswered(presented_before=at - timedelta(days=1))
    return sum(_by_silence(sheet, by, at) for sheet in oldest_first)


def _by_silence(sheet: AcceptanceSheet, by: Actor, at: datetime) -> bool:
    """A sheet that says no longer what holds, or was answered meanwhile, is left to people."""
    order = sheet.order
    scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
    days = value(SILENCE_DAYS, at=at, scope=scope).whole
    if not silence_is_over(legal_date(sheet.presented_at), legal_date(at), days):
        return False
    reason = str(_("{days} days without an objection").format(days=days))
    try:
        accept_unsigned(sheet, exception="silence", reason=reason, by=by, at=at)
    except (ContentChanged, IllegalMove):
        return False
    return True


def _check(exception: str, reason: str, proof: str | bytes) -> None:
    if exception not in Acceptance.Unsigned.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="exception")
    if not reason.strip():
        raise ExceptionUnfounded(field="reason")
    if exception == "absent" and not proof.strip():
        raise WitnessMissing(field="witness")
