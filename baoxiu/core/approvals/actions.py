"""Asking for an approval and answering."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.approvals.models import Approval, ApprovalStep, Authority
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.core.rows import lock


class NoChain(InvalidInput):
    """The authority table has no row for this matter."""

    message = _("Nobody is named in the authority table for this matter.")


class ReasonMissing(InvalidInput):
    """A refusal needs a reason."""

    message = _("Please give a reason.")


class AlreadyDecided(IllegalMove):
    """The approval was answered before."""

    message = _("This has been decided already.")


class NotYourTurn(NotAllowed):
    """Another role has to answer."""

    message = _("Another role has to approve this.")


class OwnMatter(NotAllowed):
    """Nobody approves what they asked for."""

    message = _("You asked for this yourself; somebody else has to approve it.")


@transaction.atomic
def ask(
    kind: str, subject: models.Model, *, reason: str, by: Actor, at: datetime, amount: Decimal | None = None
) -> Approval:
    """Start the chain of roles for a matter; raises ``NoChain`` or ``ReasonMissing`` (RQ-SEC-06)."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    roles = _chain(kind, amount or Decimal(0))
    if not roles:
        raise NoChain()
    approval = Approval.objects.create(
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        case=getattr(subject, "chain", ""),
        amount=amount,
        reason=reason.strip(),
        chain_of_roles=roles,
        asked_by_id=by.id,
        asked_by=by.name,
        asked_at=at,
    )
    record("approval.asked", approval, by=by, at=at, matter=kind, amount=amount, reason=reason, roles=roles)
    return approval


def _chain(kind: str, amount: Decimal) -> list[str]:
    rows = Authority.objects.filter(kind=kind, from_amount__lte=amount).order_by("step")
    return list(rows.values_list("role", flat=True))


@transaction.atomic
def answer(approval: Approval, *, granted: bool, by: Actor, at: datetime, reason: str = "") -> Approval:
    """Grant or refuse the step whose turn it is. The last grant or the first refusal decides."""
    approval = lock(approval)
    _check_turn(approval, by)
    if not granted and not reason.strip():
        raise ReasonMissing(field="reason")
    ApprovalStep.objects.create(
        approval=approval,
        role=approval.waits_for,
        granted=granted,
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
        at=at,
    )
    _advance(approval, granted)
    kind = "approval.granted" if granted else "approval.refused"
    record(
        kind,
        approval,
        by=by,
        at=at,
        matter=approval.kind,
        reason=reason,
        state=approval.state,
        subject=[approval.subject_kind, approval.subject_id],
    )
    return approval


def _check_turn(approval: Approval, by: Actor) -> None:
    if approval.state != Approval.State.OPEN:
        raise AlreadyDecided()
    if approval.asked_by_id == by.id:
        raise OwnMatter()
    if approval.waits_for not in by.roles:
        raise NotYourTurn()


def _advance(approval: Approval, granted: bool) -> None:
    if not granted:
        approval.state = Approval.State.REFUSED
    elif approval.step + 1 == len(approval.chain_of_roles):
        approval.state = Approval.State.GRANTED
    else:
        approval.step += 1
    approval.save(update_fields=["state", "step"])
