"""What screens and later stages ask about acceptance."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.core.events.models import Event
from baoxiu.core.policy.queries import value
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet, AppearanceProblem, Claim, EffectScore
from baoxiu.flow.acceptance.policies import EFFECT_REQUIRED
from baoxiu.flow.work_orders.models import WorkOrder


def newest_sheet(order: WorkOrder) -> AcceptanceSheet | None:
    """The newest version put before the customer, with the answer if there is one."""
    sheet = AcceptanceSheet.objects.filter(order=order).select_related("answer").order_by("-version").first()
    if sheet is not None:
        sheet.order = order
    return sheet


def accepted(order: WorkOrder) -> Acceptance | None:
    """The customer's signature, if the work was accepted."""
    return Acceptance.objects.filter(sheet__order=order, accepted=True).first()


def unanswered(*, presented_before: datetime) -> list[AcceptanceSheet]:
    """Newest sheets that wait for the customer's answer since before then, the oldest first."""
    newest = AcceptanceSheet.objects.filter(order=models.OuterRef("order")).order_by("-version")
    rows = AcceptanceSheet.objects.filter(
        pk=models.Subquery(newest.values("pk")[:1]), answer=None,
        order__stage="awaiting_acceptance", presented_at__lt=presented_before,
    )  # fmt: skip
    return list(rows.select_related("order__family", "order__outlet").order_by("presented_at"))


def confirmation_of(order: WorkOrder) -> str:
    """What confirmed the acceptance: the signature, or the recorded exception (RQ-WO-08, RQ-ACC-04)."""
    answer = accepted(order)
    return "exception" if answer and answer.exception else "signature"


def answers_of(order: WorkOrder) -> list[Acceptance]:
    """Every answer to a sheet of the order, oldest first (RQ-QC-14)."""
    return list(Acceptance.objects.filter(sheet__order=order).order_by("at"))


def untouched_since(sheet: AcceptanceSheet) -> bool:
    """Whether nothing at all was recorded in the case since the sheet was put before the customer."""
    last = Event.objects.filter(chain=sheet.order.chain).order_by("-seq").first()
    return last is not None and (last.kind, last.subject_id) == ("acceptance.presented", sheet.pk)


def open_claim(order: WorkOrder) -> Claim | None:
    """What the customer asked after the acceptance and nobody has decided (RQ-ACC-02)."""
    return Claim.objects.filter(order=order, state=Claim.State.OPEN).first()


def open_appearance(order: WorkOrder) -> list[AppearanceProblem]:
    """What about the looks the customer has not confirmed yet (RQ-QC-03)."""
    return list(AppearanceProblem.objects.filter(order=order, confirmed_at=None))


def wants_effect(order: WorkOrder, at: datetime) -> bool:
    """Whether the firm has the effect judged before this order ends, and nobody has (RQ-ACC-05)."""
    scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
    wanted = bool(value(EFFECT_REQUIRED, at=at, scope=scope).value)
    return wanted and not EffectScore.objects.filter(order=order).exists()
