"""Adding what was missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.actions import mark_served
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.events.chain import plain
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import WHAT_IS_MISSING, clean_texts, wrong_purchase
from baoxiu.flow.intake.models import RepairRequest, Supplement
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.queries import files, known_position, last_review, mandatory, outlet_for
from baoxiu.flow.intake.rules import PERSONAL, SUPPLEMENTABLE, missing, tidy


class NothingAdded(InvalidInput):
    """Neither a text nor a change nor a photo came."""

    message = _("Please add what was asked for: a text, a correction or a photo.")


@transaction.atomic
def supplement(
    request: RepairRequest,
    *,
    text: str = "",
    changes: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> RepairRequest:
    """The customer answers the question and the request waits for review again (RQ-REG-08).

    ``changes`` maps names of ``rules.SUPPLEMENTABLE`` to new values; old and new are kept. Photos added
    since the question count as an answer. Raises ``NothingAdded``, ``InvalidInput``, ``NotAllowed``,
    ``IllegalMove``.
    """
    fresh = lock(request)
    before = move(fresh, "supplement", by=by)
    changed = _change(fresh, dict(changes or {}), at)
    words = tidy(text, lines=True)
    if not (words or changed or _photos_since_the_question(fresh)):
        raise NothingAdded(field="text")
    added = Supplement.objects.create(
        request=fresh, text=words, changes=plain(changed), by_name=by.name, at=at
    )
    _link(fresh, changed, by=by, at=at)
    fresh.save()
    record(
        "intake.supplemented",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        supplement_id=added.pk,
        old=before,
        new=fresh.stage,
        fields=sorted(changed),
        changes={name: pair for name, pair in changed.items() if name not in PERSONAL},
    )
    return fresh


def _change(request: RepairRequest, changes: dict[str, Any], at: datetime) -> dict[str, list[Any]]:
    """Set the new values on the request; returns old and new of those that differ."""
    if not set(changes) <= set(SUPPLEMENTABLE):
        raise InvalidInput(_("This cannot be changed here."), field="changes")
    faults = clean_texts(changes) | wrong_purchase(changes, at)
    wanted = [name for name in mandatory(request.family, request.channel, at=at) if name in SUPPLEMENTABLE]
    on_site = request.mode == RepairRequest.Mode.ON_SITE
    emptied = {name for name in missing(_after(request, changes), wanted, on_site=on_site) if name in changes}
    faults |= {name: WHAT_IS_MISSING[name] for name in emptied}
    if faults:
        raise InvalidInput(fields=faults)
    differing = {name: new for name, new in changes.items() if getattr(request, name) != new}
    pairs = {name: [getattr(request, name), new] for name, new in differing.items()}
    for name, new in differing.items():
        setattr(request, name, new)
    return pairs


def _after(request: RepairRequest, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: changes.get(name, getattr(request, name)) for name in SUPPLEMENTABLE}


def _link(request: RepairRequest, changed: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """A new serial number may lead to another unit, another district to another outlet; another address is
    elsewhere."""
    if "serial" in changed:
        unit = unit_by_serial(request.serial) if request.serial else None
        request.unit = unit if unit and unit.family_id == request.family_id else None
    if {"division_code", "address"} & set(changed):
        request.lat, request.lng = known_position(request)
    if "division_code" in changed:
        request.outlet = outlet_for(request.division_code, by) or request.outlet
        if request.outlet:
            mark_served(request.customer, request.outlet, by=by, at=at)


def _photos_since_the_question(request: RepairRequest) -> bool:
    question = last_review(request)
    return question is not None and files(request).filter(at__gte=question.at).exists()
