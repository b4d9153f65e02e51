"""Agreements, talks and special problems of a customer (RQ-CUS-08…10, RQ-REV-12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import Agreement, Customer, Problem, Talk
from baoxiu.basics.customers.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock

BY_HAND = frozenset(Talk.Kind.values) - {Talk.Kind.PROBLEM}


class AgreementKnown(Conflict):
    """The number stands in the file."""

    message = _("An agreement with this number stands in the file already.")


class ProblemSolved(IllegalMove):
    """Nothing is followed any more."""

    message = _("This problem is solved already.")


@transaction.atomic
def keep_agreement(
    customer: Customer,
    *,
    kind: str,
    number: str,
    since: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    note: str = "",
) -> Agreement:
    """Number and days of an agreement; while it holds, an ordinary customer is a long-term one (RQ-CUS-08)."""
    may_change(by, customer).or_refuse()
    customer = lock(customer)
    if kind not in Agreement.Kind.values:
        raise InvalidInput(_("Please choose what was agreed."), field="kind")
    if until and until < since:
        raise InvalidInput(_("An agreement begins before it ends."), field="until")
    code = texts.one_line(number, field="number", most=40)
    if customer.agreements.filter(number=code).exists():
        raise AgreementKnown(field="number")
    made = Agreement.objects.create(
        customer=customer, kind=kind, number=code, since=since, until=until,
        note=texts.paragraph(note, field="note"), by_name=by.name, at=at,
    )  # fmt: skip
    record("customers.agreement_kept", customer, by=by, at=at, agreement=code, since=since, until=until)
    holds = since <= legal_date(at) and (until is None or legal_date(at) <= until)
    if holds and customer.customer_class == Customer.Class.ORDINARY:
        customer.customer_class = Customer.Class.LONG_TERM
        customer.save(update_fields=["customer_class"])
        told: dict[str, Any] = {"old_class": "ordinary", "new_class": "long_term", "agreement": code}
        record("customers.classified", customer, by=by, at=at, **told)
    return made


@transaction.atomic
def keep_talk(customer: Customer, *, kind: str, text: str, by: Actor, at: datetime) -> Talk:
    """Contract progress told, a demand changed, a product introduced, a question answered (RQ-CUS-09, RQ-CUS-10)."""
    may_change(by, customer).or_refuse()
    if kind not in BY_HAND:
        raise InvalidInput(_("Please choose what it was about."), field="kind")
    return _talk(customer, kind, text, by=by, at=at)


@transaction.atomic
def open_problem(customer: Customer, *, text: str, by: Actor, at: datetime) -> Problem:
    """Follow a special problem from now on (RQ-REV-12)."""
    may_change(by, customer).or_refuse()
    said = texts.paragraph(text, field="text", required=True)
    problem = Problem.objects.create(customer=customer, text=said, opened_by=by.name, opened_at=at)
    record("customers.problem_opened", customer, by=by, at=at, problem_id=problem.pk, text=said)
    return problem


@transaction.atomic
def follow_problem(problem: Problem, *, text: str, solved: bool, by: Actor, at: datetime) -> Problem:
    """A step towards solving it; the last one says that it is fully gone (RQ-REV-12)."""
    may_change(by, problem.customer).or_refuse()
    problem = lock(problem)
    if problem.closed_at:
        raise ProblemSolved()
    step = _talk(problem.customer, "problem", text, by=by, at=at, problem=problem)
    if solved:
        problem.outcome, problem.closed_by, problem.closed_at = step.text, by.name, at
        problem.save()
        told = {"problem_id": problem.pk, "text": step.text}
        record("customers.problem_solved", problem.customer, by=by, at=at, **told)
    return problem


def _talk(
    customer: Customer, kind: str, text: str, *, by: Actor, at: datetime, problem: Problem | None = None
) -> Talk:
    said = texts.paragraph(text, field="text", required=True)
    talk = Talk.objects.create(
        customer=customer, kind=kind, problem=problem, text=said, by_name=by.name, at=at
    )
    record("customers.talk_kept", customer, by=by, at=at, talk_kind=kind, text=said)
    return talk
