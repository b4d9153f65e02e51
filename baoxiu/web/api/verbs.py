"""Verbs of a thing, one statement each: the thing is found for the actor, one action is called, its outcome is answered.

::

    order = Things(router, __name__, "/orders/{number}", order_of)
    change = order.below("changes/{change_id}", lambda found: found.change_requests)
    change.does("decision", asked.Decision, repairs.decide, answers.change, _("Decide"), "repairs.supervise")

is the same as a function ``decide`` with its decorators that takes the address and the body apart. What needs more than
that (a second thing named in the body, an answer about something else) is written as such a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import Parameter, Signature
from typing import Any, get_type_hints

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of
from baoxiu.web.api.kinds import NOTHING, Given, Nothing, RowId

type Into = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Things:
    """An address such as ``/orders/{number}``, and how an actor finds what it names: ``find(actor, number)``."""

    router: Router
    module: str
    path: str
    find: Callable[..., Any]

    def below(self, path: str, rows: Callable[[Any], Any]) -> Things:
        """What belongs to the thing: the row with the last id of the address, among ``rows(thing)``."""

        def find(actor: Any, *keys: Any) -> Any:
            return one_of(rows(self.find(actor, *keys[:-1])), pk=keys[-1])

        return replace(self, path=f"{self.path}/{path}", find=find)

    def does(
        self,
        path: str,
        takes: type[Given],
        act: Callable[..., Any],
        shows: Callable[..., BaseModel],
        summary: Any,
        *rights: str,
        into: Into = BaseModel.model_dump,
        name: str = "",
        new: bool = False,
    ) -> None:
        """``POST {path}``: ``shows(act(thing, **into(body), by=, at=))``; ``shows`` may ask for the ``actor`` too.

        The operation is named like the action, unless ``name`` says otherwise; ``new``: it answers 201.
        """
        where = f"{self.path}/{path}"
        names = re.findall(r"{(\w+)}", where)
        hints = get_type_hints(shows)

        def view(request: HttpRequest, given: Given, **address: Any) -> BaseModel:
            thing = self.find(request.actor, *(address[name] for name in names))
            done = act(thing, **into(given), by=request.actor, at=request.at)
            return shows(done, **({"actor": request.actor} if "actor" in hints else {}))

        view.__name__, view.__module__ = name or act.__name__, self.module
        view.__signature__ = _signature(names, takes)  # type: ignore[attr-defined]
        response = {201 if new else 200: hints["return"]}
        self.router.post(where, response=response, summary=summary)(needs_right(*rights)(view))


def _signature(names: list[str], takes: type[Given]) -> Signature:
    """What a written function would have: from it come the checks of what is sent, and the document."""
    kinds = {name: RowId if name.endswith("_id") else str for name in names}
    body = Parameter("given", Parameter.KEYWORD_ONLY, annotation=takes, default=_left_out(takes))
    address = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind) for name, kind in kinds.items()]
    return Signature([Parameter("request", Parameter.POSITIONAL_ONLY), *address, body])


def _left_out(takes: type[Given]) -> object:
    return NOTHING if takes is Nothing else Parameter.empty
