"""Who may see and change customers."""

from __future__ import annotations

from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.core.refusals import NotFound


def may_see_customers(actor: Actor) -> Verdict:
    """Looking into the customer file by need (RQ-SEC-01)."""
    return needs(actor, "customers.see")


def may_register(actor: Actor) -> Verdict:
    """A new file: whoever keeps the file, and whoever registers requests, the customer included."""
    return ALLOWED if actor.has("customers.change") else needs(actor, "intake.register")


def may_change(actor: Actor, customer: Customer) -> Verdict:
    """Changing a file that the actor can see."""
    if actor.kind == "customer" or actor.outlet_ids is not None:
        visible = Customer.objects.for_actor(actor).filter(pk=customer.pk).exists()
        if not visible:
            return deny(NotFound.message)
    return needs(actor, "customers.change")


LOCATING = ("customers.change", "intake.register", "dispatch.assign")
"""Whoever takes in a request, keeps the file or sends somebody there may say where it is."""


def may_locate(actor: Actor, customer: Customer) -> Verdict:
    """Saying where an address is."""
    if not any(actor.has(right) for right in LOCATING):
        return needs(actor, "customers.change")
    if actor.kind == "customer" or actor.outlet_ids is not None:
        visible = Customer.objects.for_actor(actor).filter(pk=customer.pk).exists()
        return ALLOWED if visible else deny(NotFound.message)
    return ALLOWED
