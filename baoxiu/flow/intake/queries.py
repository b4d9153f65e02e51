"""What screens and later stages ask about requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Cast, Concat, Reverse, Upper
from django.utils import translation
from django.utils.translation import gettext as _

from baoxiu.basics.customers.queries import by_name, stored_address
from baoxiu.basics.customers.rules import normalise_phone
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.outlets.queries import for_division
from baoxiu.basics.places.rules import path_of
from baoxiu.basics.products.models import Family
from baoxiu.basics.products.rules import serial_key
from baoxiu.core.actors import Actor
from baoxiu.core.files.models import StoredFile
from baoxiu.core.lifecycle import Move
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import is_new
from baoxiu.core.statements import Given, Question
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, RequestRows, Review, Supplement
from baoxiu.flow.intake.permissions import may
from baoxiu.flow.intake.routes import DECIDES
from baoxiu.flow.intake.rules import (
    LEAST_DIGITS,
    as_number,
    digits_of,
    looks_like_phone,
    missing,
    required_fields,
    tidy,
)
from baoxiu.flow.intake.services import offered_of, skips

SHOWN = ("customer", "family", "fault", "outlet", "team", "taken_by")
SERIES = "BX"
"""What request numbers begin with."""


def queue(actor: Actor, *, stages: Iterable[str] = (), channel: str = "", text: str = "") -> RequestRows:
    """The requests an actor works on, newest first; without ``stages`` those not closed (RQ-INT-01)."""
    rows = RepairRequest.objects.for_actor(actor)
    rows = (
        rows.filter(pk__in=matching(text)).prefetch_related(*SHOWN) if text else rows.select_related(*SHOWN)
    )
    chosen = tuple(stages) or (() if text else REQUEST.codes("open", "waiting"))
    if chosen:
        rows = rows.filter(stage__in=chosen)
    if channel:
        rows = rows.filter(channel=channel)
    return rows.order_by("-submitted_at", "-pk")


def matching(text: str) -> models.QuerySet[RepairRequest]:
    """The ids of requests by number, phone (its last four digits or more), serial number, name or pinyin.

    Each way uses its own index; together they are one subquery. Unscoped: filter its use by ``for_actor``.
    """
    wanted = tidy(text)
    ids = RepairRequest.objects.order_by().values("pk")
    if not wanted:
        return ids.none()
    if looks_like_phone(wanted):
        tail = digits_of(wanted)[::-1]
        found = ids.alias(reversed_phone=Reverse("phone")).filter(reversed_phone__startswith=tail)
    else:
        found = ids.filter(customer_id__in=by_name(wanted))
    return found.union(ids.filter(number__startswith=as_number(wanted, SERIES)), *_by_serial(ids, wanted))


def _by_serial(ids: models.QuerySet[RepairRequest], wanted: str) -> list[models.QuerySet[RepairRequest]]:
    """Serial numbers as they were typed, and by the key of the unit they belong to."""
    key = serial_key(wanted)
    if len(key) < LEAST_DIGITS:
        return []
    typed = ids.alias(upper_serial=Upper("serial")).filter(upper_serial__contains=wanted.upper())
    return [typed, ids.filter(unit__serial_key=key)]


def similar(request: RepairRequest, actor: Actor) -> RequestRows:
    """Other requests of the same customer, phone or unit around the same time (RQ-INT-07, RQ-REG-08)."""
    span = timedelta(days=value("intake.similar_days", at=request.submitted_at).whole)
    same = models.Q(customer_id=request.customer_id)
    if request.phone:
        same |= models.Q(phone=request.phone)
    if request.unit_id:
        same |= models.Q(unit_id=request.unit_id)
    near = (request.submitted_at - span, request.submitted_at + span)
    rows = RepairRequest.objects.for_actor(actor).filter(same, submitted_at__range=near)
    return rows.exclude(pk=request.pk).select_related(*SHOWN).order_by("-submitted_at")


def known_position(request: RepairRequest) -> tuple[float | None, float | None]:
    """Where the address is, if the customer's file knows: the dispatch asks how far it is (RQ-DSP-03)."""
    if is_new(request.customer):
        return None, None
    known = stored_address(request.customer, request.division_code, request.address)
    return (known.lat, known.lng) if known else (None, None)


def request_with(number: str) -> RepairRequest | None:
    """The request with exactly this number, whoever may see it."""
    return _WITH_NUMBER.first(number=number)


_WITH_NUMBER: Question[RepairRequest] = Question(
    lambda: RepairRequest.objects.filter(number=Given("number")).order_by()
)


def next_moves(request: RepairRequest, actor: Actor) -> list[Move]:
    """The buttons: what this actor may do with the request now."""
    held = skips(request.service) | (DECIDES if request.in_route else frozenset())
    on_the_way = (move for move in REQUEST.verbs(request.stage) if move.verb not in held)
    return [move for move in on_the_way if may(request, move.verb, actor)]


def last_review(request: RepairRequest) -> Review | None:
    """The newest answer of the first review."""
    return Review.objects.filter(request=request).order_by("-at", "-pk").first()


def files(request: RepairRequest) -> models.QuerySet[StoredFile]:
    """Photos and proofs that came with the request, oldest first (RQ-REG-07)."""
    return StoredFile.objects.filter(
        subject_kind=RepairRequest._meta.model_name, subject_id=request.pk
    ).order_by("at", "pk")


def mandatory(family: Family | None, channel: str, *, at: datetime) -> tuple[str, ...]:
    """The fields that block submission for this product on this channel (RQ-REG-06)."""
    scope = {"channel": channel, "family": family.code if family else ""}
    configured = value("intake.required_fields", at=at, scope=scope).value
    return required_fields(configured, family.required_fields if family else ())


def services(family: Family | None, channel: str, *, at: datetime) -> tuple[str, ...]:
    """The services that the firm offers for this product on this channel (RQ-INT-16)."""
    scope = {"channel": channel, "family": family.code if family else ""}
    return offered_of(value("intake.services", at=at, scope=scope).value)


def gaps(request: RepairRequest, *, at: datetime) -> list[str]:
    """What a request lacks: where channels demand less, the reviewer sees it here (RQ-REG-08)."""
    wanted = mandatory(request.family, request.channel, at=at)
    values = {name: getattr(request, name) for name in (*wanted, "division_code")}
    return missing(values, wanted, on_site=request.mode == RepairRequest.Mode.ON_SITE)


def stop_use_advice(request: RepairRequest) -> str:
    """The advice not to use the product any more, in the customer's language; empty where there is no danger.

    RQ-INT-18.
    """
    if request.fault is None or not request.fault.is_dangerous:
        return ""
    with translation.override(request.language):
        return request.family.advice or _(
            "Please stop using the product, switch it off and keep it safe until we have looked at it."
        )


def outlet_for(division_code: str, actor: Actor) -> Outlet | None:
    """The outlet that serves the district, else its city, else its province; own before outsourced (RQ-WO-12).

    People of an outlet register for their outlet, also where the area is another's.
    """
    if actor.outlet_ids is None:
        return for_division(division_code)
    mine = Outlet.objects.filter(pk__in=actor.outlet_ids, is_open=True)
    serving = mine.filter(areas__division_code__in=path_of(division_code)).order_by("pk")
    return serving.first() or mine.order_by("pk").first()


def words_of(reviews: Iterable[int], supplements: Iterable[int]) -> dict[tuple[str, int], str]:
    """What was written in reviews and supplements, by ``("review", id)`` and ``("supplement", id)``."""
    asked, added = set(reviews), set(supplements)
    said = Review.objects.filter(pk__in=asked).values_list("pk", "text") if asked else ()
    more = Supplement.objects.filter(pk__in=added).values_list("pk", "text") if added else ()
    return {("review", pk): text for pk, text in said} | {("supplement", pk): text for pk, text in more}


def by_client_key(key: UUID) -> RepairRequest | None:
    """The request that was sent with this key of the sender's, which nobody else knows."""
    return RepairRequest.objects.filter(client_key=key).first()


def by_number(number: str, actor: Actor) -> RepairRequest | None:
    """The request with this number, typed with or without its letters, as far as the actor may see it."""
    wanted = as_number(tidy(number), SERIES)
    found: RepairRequest | None = RepairRequest.objects.for_actor(actor).filter(number=wanted).first()
    return found


def taken_in(request: RepairRequest) -> list[RepairRequest]:
    """The requests that were merged into this one, oldest first: their words and photos are part of it (RQ-REG-08)."""
    return list(RepairRequest.objects.filter(merged_into=request).order_by("submitted_at", "pk"))


def split_off(request: RepairRequest) -> list[RepairRequest]:
    """The requests that came of this one, oldest first: a second fault, or what an order found (RQ-REG-09)."""
    return list(RepairRequest.objects.filter(came_from=request).order_by("submitted_at", "pk"))


def by_number_and_phone(number: str, phone: str) -> RepairRequest | None:
    """The request with exactly this number and this phone (E.164): both prove the customer (RQ-SEC-01)."""
    wanted = as_number(tidy(number), SERIES)
    return RepairRequest.objects.filter(number=wanted, phone=phone).first() if phone else None


def count_by_phone(phone: str, *, since: datetime) -> int:
    """How many requests on the web page came with this phone number (E.164) since then (O07)."""
    came = RepairRequest.objects.filter(phone=phone, submitted_at__gte=since)
    return came.filter(channel=RepairRequest.Channel.PORTAL).count()


def open_of_phone(phone: str, actor: Actor) -> RequestRows:
    """Requests from this number, however it was typed, that are not over; newest first (RQ-INT-07)."""
    rows = RepairRequest.objects.for_actor(actor)
    try:
        number = normalise_phone(phone).e164
    except ValueError:
        return rows.none()
    still = rows.filter(phone=number, stage__in=REQUEST.codes("open", "waiting"))
    return still.select_related(*SHOWN).order_by("-submitted_at")


def by_ids(ids: Iterable[int]) -> list[RepairRequest]:
    """Requests in the order of their ids; those that a browser came to by their signed links."""
    return list(RepairRequest.objects.filter(pk__in=list(ids)).select_related("family").order_by("pk"))


def cases_in(scope: Mapping[str, str], actor: Actor) -> models.QuerySet[Any]:
    """The chains of the cases that a policy's scope concerns, within what the actor sees (RQ-INT-17)."""
    return in_scope(RepairRequest.objects.for_actor(actor), scope).values_list(
        Concat(models.Value("case:"), Cast("pk", models.CharField())), flat=True
    )


def undecided_in(scope: Mapping[str, str], actor: Actor) -> RequestRows:
    """The requests of a policy's scope that are still reviewed."""
    rows = RepairRequest.objects.for_actor(actor).filter(stage__in=("submitted", "information_missing"))
    return in_scope(rows, scope)


def in_scope(rows: RequestRows, scope: Mapping[str, str]) -> RequestRows:
    """Requests by product family, outlet and channel."""
    fields = {"family": "family__code", "outlet": "outlet__code", "channel": "channel"}
    found: RequestRows = rows.filter(**{fields[name]: code for name, code in scope.items() if name in fields})
    return found
