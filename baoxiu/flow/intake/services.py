"""The catalogue of services: what a request may ask for, and which of it the firm offers (RQ-INT-16).

What the house cannot do yet (return, exchange, delivery…) is not in it, so that no door offers it. Which of these a firm
offers is its setting ``intake.services``, with a first day and a scope (product family, outlet, channel).
"""

from collections.abc import Iterable

REPAIR, INSTALLATION, COMMISSIONING = "repair", "installation", "commissioning"
MAINTENANCE, CONSULTATION, SUPPORT = "maintenance", "consultation", "support"

SERVICES = (REPAIR, INSTALLATION, COMMISSIONING, MAINTENANCE, CONSULTATION, SUPPORT)
ANSWERED = frozenset({CONSULTATION, SUPPORT})
"""Settled by an answer: nobody comes, and no work order is made (RQ-INT-09)."""

NOT_ON_THE_WAY = {"answered": frozenset({"accept"}), "ordered": frozenset({"turn_into_repair"})}


def skips(service: str) -> frozenset[str]:
    """The steps of a request's life that this service does not take."""
    return NOT_ON_THE_WAY["answered" if service in ANSWERED else "ordered"]


def offered_of(configured: str) -> tuple[str, ...]:
    """The services that a setting names, in the order of the catalogue; words that mean none are left out."""
    named: Iterable[str] = configured.replace(",", " ").split()
    return tuple(service for service in SERVICES if service in set(named))
