"""Which departments are asked before a request is decided on (RQ-TRI-05)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import Role
from baoxiu.core.kept import Kept
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.sentences import listed
from baoxiu.flow.intake.models import Opinion, OpinionRows, RepairRequest, ReviewRoute
from baoxiu.flow.intake.rules import RouteTerms, fitting_route

DECIDES = frozenset({"accept", "refuse", "settle_remotely"})
"""The answers that end the review; they wait for the last department."""


class RouteRunning(IllegalMove):
    """Departments have not given their opinion yet."""

    code = "route_running"


class RouteWanted(IllegalMove):
    """Departments have to be asked first."""

    code = "route_wanted"


def _read() -> list[ReviewRoute]:
    return list(ReviewRoute.objects.filter(is_active=True).order_by("pk"))


active_routes = Kept(_read)
"""The routes in use; asked with every request, so they are kept for a moment."""


def presumed_severity(request: RepairRequest) -> int:
    """What is assumed before anybody has judged: a dangerous fault endangers people (RQ-TRI-04)."""
    return 4 if request.fault_id and request.fault.is_dangerous else 2


def route_for(request: RepairRequest, severity: int) -> ReviewRoute | None:
    """The route that this request takes at this severity; ``None`` for most."""
    known = {row.pk: row for row in active_routes()}
    if not known:
        return None
    terms = [RouteTerms(row.pk, row.service, row.family_id, row.from_severity) for row in known.values()]
    chosen = fitting_route(terms, service=request.service, family=request.family_id, severity=severity)
    return known[chosen] if chosen is not None else None


def wanted_route(request: RepairRequest, severity: int) -> ReviewRoute | None:
    """The route that must still be taken before the request may be accepted at this severity."""
    route = route_for(request, severity)
    if route is None or opinions_of(request).filter(route=route).exists():
        return None
    return route


def opinions_of(request: RepairRequest) -> OpinionRows:
    """Every step with what was said, in order; one put forward again stands behind its earlier try."""
    return Opinion.objects.filter(request=request).order_by("position", "pk")


def routes() -> models.QuerySet[ReviewRoute]:
    """Every route of the set-up, those in use first."""
    return ReviewRoute.objects.select_related("family").order_by("-is_active", "name", "pk")


def asked_roles() -> list[Role]:
    """The roles that can be asked: those that carry the right to give an opinion."""
    return list(Role.objects.filter(rights__contains=["intake.opine"]).order_by("pk"))


def role_names(codes: Iterable[str]) -> dict[str, str]:
    """What the roles are called."""
    wanted = set(codes)
    return {row.code: str(row) for row in Role.objects.filter(code__in=wanted)} if wanted else {}


def refuse_while_running(request: RepairRequest, verb: str) -> None:
    """Raise ``RouteRunning`` for a decision that comes before the last department."""
    if verb not in DECIDES or not request.in_route:
        return
    open_roles = [row.role for row in opinions_of(request).running()]
    names = role_names(open_roles)
    waiting = listed(dict.fromkeys(names.get(code, code) for code in open_roles))
    raise RouteRunning(
        _("The review ends when every department has given its opinion. Still open: {roles}.").format(
            roles=waiting
        )
    )


def refuse_without_route(request: RepairRequest, severity: int) -> None:
    """Raise ``RouteWanted`` where departments are to be asked before a request is accepted."""
    route = wanted_route(request, severity)
    if route is not None:
        raise RouteWanted(
            _("Before it is accepted, this takes the review route “{route}”. Please begin it.").format(
                route=route.name
            ),
            field="severity",
        )
