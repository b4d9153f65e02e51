"""News from the field: reported, taken over into the file or refused with a reason, both on record (RQ-DSP-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.actions import add_address, add_contact, change
from baoxiu.basics.customers.actions.add_contact import ContactInput
from baoxiu.basics.customers.inputs import AddressInput, read_phone
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.news.models import FieldNews
from baoxiu.flow.news.permissions import may_decide, may_report
from baoxiu.flow.work_orders.models import WorkOrder


class DecidedAlready(IllegalMove):
    """Somebody was first."""

    message = _("This report was dealt with already.")


class WhichCustomer(InvalidInput):
    """News of a customer come with a job there."""

    message = _("Please choose the job at this customer's.")


@dataclass(frozen=True, slots=True)
class Heard:
    """A report as it was written; ``name``, ``phone`` and ``address``: what is right now, where the customer's file is wrong."""

    about: str
    text: str
    name: str = ""
    phone: str = ""
    address: str = ""


@transaction.atomic
def report(heard: Heard, *, order: WorkOrder | None = None, by: Actor, at: datetime) -> FieldNews:
    """Tell the dispatcher; ``order``: the job where it was heard, needed for news of a customer.

    Raises ``NotAllowed``, ``WhichCustomer``, or a refusal of what was written.
    """
    may_report(by).or_refuse()
    if heard.about not in FieldNews.About.values:
        raise InvalidInput(field="about")
    of_customer = heard.about == "customer"
    if of_customer and order is None:
        raise WhichCustomer(field="order")
    technician = Technician.objects.get(pk=by.technician_id)
    news = FieldNews.objects.create(
        about=heard.about,
        technician=technician,
        outlet_id=technician.outlet_id,
        order=order,
        customer=order.customer if order and of_customer else None,
        text=texts.one_line(heard.text, field="text", most=500),
        name=texts.one_line(heard.name, field="name", most=80, required=False) if of_customer else "",
        phone=_phone(heard.phone) if of_customer else "",
        address=texts.one_line(heard.address, field="address", most=200, required=False)
        if of_customer
        else "",
        at=at,
    )
    open_task(
        "field_news", news, role="dispatcher", key=f"field_news:{news.pk}", at=at,
        outlet_id=news.outlet_id, label=order.number if order else technician.name, note=news.text,
    )  # fmt: skip
    record("news.reported", news, by=by, at=at, text=news.text, **_told(news))
    return news


@transaction.atomic
def take_over(news: FieldNews, *, answer: str = "", by: Actor, at: datetime) -> FieldNews:
    """Put it into the customer's file: the number and the address as the main ones, else the text as a note; news of an outlet need a
    word on what was done. Raises ``NotAllowed``, ``DecidedAlready``, or what the file refuses."""
    news = _open(news, by)
    if news.customer is not None:
        _into_file(news.customer, news, by=by, at=at)
    answer = texts.one_line(answer, field="answer", most=300, required=news.customer is None)
    return _decided(news, "taken", answer, by=by, at=at)


@transaction.atomic
def refuse(news: FieldNews, *, answer: str, by: Actor, at: datetime) -> FieldNews:
    """Leave the file as it is, with the reason."""
    news = _open(news, by)
    reason = texts.one_line(answer, field="answer", most=300)
    return _decided(news, "refused", reason, by=by, at=at)


def _phone(text: str) -> str:
    return read_phone(text).e164 if text.strip() else ""


def _open(news: FieldNews, by: Actor) -> FieldNews:
    news = lock(news)
    may_decide(by, news).or_refuse()
    if news.state != "open":
        raise DecidedAlready()
    return news


def _into_file(customer: Customer, news: FieldNews, *, by: Actor, at: datetime) -> None:
    if news.phone:
        name = news.name or customer.name
        add_contact(customer, ContactInput(name, news.phone, is_primary=True), by=by, at=at)
    if news.address:
        code = news.order.request.division_code if news.order else ""
        add_address(customer, AddressInput(code, news.address), is_primary=True, by=by, at=at)
    if not (news.phone or news.address):
        fresh = lock(customer)
        note = "\n".join(part for part in (fresh.note, news.text) if part)
        kept = {"name": news.name or fresh.name, "kind": fresh.kind, "customer_class": fresh.customer_class}
        change(fresh, **kept, note=note, by=by, at=at)


def _decided(news: FieldNews, state: str, answer: str, *, by: Actor, at: datetime) -> FieldNews:
    news.state, news.answer, news.decided_by, news.decided_at = state, answer, by.name, at
    news.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    close_tasks(news, "field_news", by=by, at=at)
    kind = "news.taken_over" if state == "taken" else "news.refused"
    record(kind, news, by=by, at=at, text=answer or news.text, **_told(news))
    return news


def _told(news: FieldNews) -> dict[str, Any]:
    order = {"order_id": news.order_id, "number": news.order.number} if news.order else {}
    return {"about": news.about, "outlet_id": news.outlet_id, "technician_id": news.technician_id, **order}
