"""Pure rules of accounts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_USER_NAME = re.compile(r"[\w.@+-]{2,60}")
TOKEN_PREFIX = "bx_"


@dataclass(frozen=True, slots=True)
class Granted:
    """A role as a grant carries it."""

    role: str
    rights: frozenset[str]
    everywhere: bool
    outlet_id: int | None


def scope_of(grants: Iterable[Granted]) -> frozenset[int] | None:
    """The outlets that somebody sees: all (``None``) when a role that sees everywhere is not tied to one."""
    held = list(grants)
    if any(grant.everywhere and grant.outlet_id is None for grant in held):
        return None
    return frozenset(grant.outlet_id for grant in held if grant.outlet_id is not None)


def rights_of(grants: Iterable[Granted]) -> frozenset[str]:
    """The union of the roles' rights."""
    return frozenset().union(*(grant.rights for grant in grants))


def is_user_name(text: str) -> bool:
    """2 to 60 letters, digits or ``. @ + - _``; Chinese letters are letters."""
    return bool(_USER_NAME.fullmatch(text))


def token_hash(raw: str) -> str:
    """What is kept of an API token. The token is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(raw.encode()).hexdigest()
