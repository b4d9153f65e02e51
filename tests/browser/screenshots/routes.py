"""Which page an address is: its route, its step or document, and how its case stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve

from tests import permissions

DOORS = ("portal", "desk", "field", "account", "mfa")
BY_CODE = ("code", "verb", "tab", "shelf", "part", "step")
"""Arguments that choose another page, not another row."""
ROWS = ("desk:family", "desk:outlet", "desk:notice", "desk:role", "desk:checklist")
"""Their code is the name of a row: one picture shows them all."""
BY_STAGE = ("desk:request", "desk:order", "field:order", "portal:case")
"""These look different with every stage of their case."""
NEVER = ("account_logout", "field:watch", "portal:watch", "desk:pulse", "set_language")


@dataclass(frozen=True, slots=True)
class Kind:
    """One page: route, code and stage. Two rows of the same kind look alike."""

    route: str
    code: str = ""
    stage: str = ""

    @property
    def door(self) -> str:
        """Whose page it is."""
        return next((door for door in DOORS if self.route.startswith(door)), "shared")

    @property
    def name(self) -> str:
        """Name of the picture's file."""
        words = (self.route.replace(":", "-"), self.code, self.stage)
        return ".".join(word for word in words if word).replace(" ", "-").replace("/", "-")

    def opened(self, what: str) -> Kind:
        """The same page with something on it open."""
        return replace(self, stage=".".join(word for word in (self.stage, what) if word))


def kind_of(address: str, base: str, stage: str = "") -> Kind | None:
    """The page behind an address of this house; None for every other."""
    if address.startswith(base):
        address = address[len(base) :]
    if not address.startswith("/"):
        return None
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    if found.view_name in NEVER or found.view_name.startswith("api:"):
        return None
    given = {key: values[0] for key, values in parse_qs(parts.query).items()} | found.kwargs
    code = next((str(given[key]) for key in BY_CODE if key in given), "")
    code = "" if found.view_name in ROWS else code
    return Kind(found.view_name, code, stage if found.view_name in BY_STAGE and not code else "")


def without_a_page(seen: Mapping[str, str]) -> list[tuple[str, str]]:
    """Route and reason, for every route that gave no picture. ``seen`` is how the others were met."""
    missed = []
    for name in sorted(permissions.pages()):
        if name.startswith("api:") or seen.get(name) == "page":
            continue
        missed.append((name, seen.get(name, "no link leads there")))
    return missed
