"""Who comes in: the token, its scopes, and the right that each operation names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from ninja.operation import Operation
from ninja.security import HttpBearer
from ninja.utils import contribute_operation_callback

from baoxiu.basics.accounts.queries import actor_for_token
from baoxiu.basics.accounts.rules import token_hash
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.web.api import allowance, preconditions
from baoxiu.web.api.described import describe
from baoxiu.web.api.idempotency import answered, exactly_once
from baoxiu.web.api.parsing import is_text
from baoxiu.web.api.problems import Unacceptable

TECHNICIAN = "technician"
"""In the place of a right: technicians with a token, for their own orders."""

type View = Callable[..., Any]


def needs_right(*rights: str) -> Callable[[View], View]:
    """The operation is for tokens that carry one of these rights; readable as ``view.right``.

    A POST becomes a write that needs an ``Idempotency-Key``; every answer is rendered here.
    """

    def mark(view: View) -> View:
        view.right = "|".join(rights)  # type: ignore[attr-defined]
        contribute_operation_callback(view, partial(_open, rights=rights))
        return view

    return mark


def admits(actor: Actor, rights: Iterable[str]) -> bool:
    """Whether one of the rights is held."""
    return any(actor.technician_id is not None if one == TECHNICIAN else actor.has(one) for one in rights)


class Bearer(HttpBearer):
    """``Authorization: Bearer bx_…``: the account's rights as far as the token's scopes go."""

    def __init__(
        self, rights: tuple[str, ...], filters: frozenset[str], parts: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self._rights, self._filters, self._parts = rights, filters, parts

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor behind the token; raises ``NotAllowed``, and ``InvalidInput`` for an unknown filter."""
        actor = actor_for_token(token, at=request.at)
        if actor is None:
            return None
        request.actor, request.token_hash = actor, token_hash(token)
        request.allowance = allowance.spend(request.token_hash, at=request.at)
        if not admits(actor, self._rights):
            raise NotAllowed(
                _("This token does not carry the right: {right}.").format(right=_names(self._rights))
            )
        _check_names(request.GET, self._filters)
        if self._parts:
            _check_parts(request, self._parts)
        return actor


def _check_parts(request: HttpRequest, known: frozenset[str]) -> None:
    """Of what comes with a file the same holds. It is read only now: nobody else's upload takes room."""
    texts = dict(request.POST.lists())
    if not all(is_text(name + text) for name, sent in texts.items() for text in sent):
        raise Unacceptable(400, _("A text contains characters that cannot be kept."))
    _check_names(MultiValueDict(texts | dict(request.FILES.lists())), known)


def _check_names(asked: MultiValueDict[str, Any], known: frozenset[str]) -> None:
    """What is not known is refused, and so is a filter that stands twice: nobody guesses which one counts (C12)."""
    wrong = {name: _("This field is not known here.") for name in sorted(set(asked) - known)}
    wrong |= {name: _("Please send this once.") for name, sent in asked.lists() if len(sent) > 1}
    if wrong:
        raise InvalidInput(fields=wrong)


def _names(rights: Iterable[str]) -> str:
    return " / ".join(rights)


def _open(operation: Operation, rights: tuple[str, ...]) -> None:
    """Put token, right, rendering and idempotency around an operation."""
    queries = (model for model in operation.models if model.__ninja_param_source__ == "query")
    filters = frozenset(name for model in queries for name in model.__ninja_flatten_map__)
    sent = (model for model in operation.models if model.__ninja_param_source__ in ("form", "file"))
    parts = frozenset(
        name for model in sent for name in getattr(model, "__ninja_flatten_map__", model.model_fields)
    )
    guard = Bearer(rights, filters, parts)
    operation.auth_param, operation.auth_callbacks = guard, [guard]
    status = next(iter(operation.response_models))
    if "POST" in operation.methods:
        thing = preconditions.thing_of(operation.path)
        operation.view_func = exactly_once(operation.view_func, status, thing=thing)
    else:
        preconditions.shows(operation.path, operation.view_func)
        operation.view_func = answered(operation.view_func, status)
    describe(operation, rights)
