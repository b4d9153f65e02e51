"""Products as other systems know them: registered when they are sold, changed with their purchase (RQ-CUS-04, RQ-WAR-03)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.basics.products import actions as products
from baoxiu.basics.products.actions import Purchase
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.web.api.answers.registers import UnitAnswer, unit
from baoxiu.web.api.asked import units as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import family_of, model_of, named_customer, unit_of

PURCHASE = tuple(one.name for one in fields(Purchase))
router = Router(tags=["registers"])


@router.post("/units", response={201: UnitAnswer}, summary=_("Register a product"))
@needs_right("products.change", "intake.register")
def register_unit(request: HttpRequest, given: asked.NewUnit) -> UnitAnswer:
    """Each serial number once, however it is written."""
    named = _named(given, request.actor)
    model = named.get("model")
    family = model.family if model else family_of(given.family)
    if family is None:
        raise InvalidInput(_("This is missing."), field="family")
    purchase = Purchase(**given.model_dump(include=set(PURCHASE)))
    made = products.register_unit(
        given.serial, family, **named, purchase=purchase, by=request.actor, at=request.at
    )
    return unit(made, request.actor)


@router.post(
    "/units/{serial}/change", response=UnitAnswer, summary=_("Change owner and purchase of a product")
)
@needs_right("products.change")
def change_unit(request: HttpRequest, serial: str, given: asked.Purchase) -> UnitAnswer:
    """What is not sent stays as it is; what was before is in the record."""
    found = lock(unit_of(request.actor, serial))
    sent = given.model_dump(exclude_unset=True)
    known = {"model": found.model, "customer": found.customer} | _named(given, request.actor)
    purchase = Purchase(**{name: sent.get(name, getattr(found, name)) for name in PURCHASE})
    done = products.change_unit(found, **known, purchase=purchase, by=request.actor, at=request.at)
    return unit(done, request.actor)


def _named(given: asked.Purchase, actor: Actor) -> dict[str, Any]:
    """Model and owner, as far as they were sent."""
    found: dict[str, Any] = {}
    if "model" in given.model_fields_set:
        found["model"] = model_of(given.model) if given.model else None
    if "customer" in given.model_fields_set:
        found["customer"] = named_customer(actor, given.customer) if given.customer else None
    return found
