"""Who acts: the person, customer or process behind every change (RQ-SEC-04)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

type ActorKind = Literal["staff", "customer", "system", "api", "import"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A snapshot of who acts and what that person may do.

    ``outlet_ids`` is the data scope: ``None`` sees every outlet, an empty set sees none.
    """

    kind: ActorKind
    id: str
    name: str
    rights: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    outlet_ids: frozenset[int] | None = field(default_factory=frozenset)
    technician_id: int | None = None
    customer_id: int | None = None
    language: str = "zh-hans"

    def has(self, right: str) -> bool:
        """Whether the actor's roles carry the right; the system itself carries all."""
        return self.kind in ("system", "import") or right in self.rights

    def sees_outlet(self, outlet_id: int | None) -> bool:
        """Whether rows of this outlet lie in the actor's data scope."""
        return self.outlet_ids is None or outlet_id in self.outlet_ids

    @property
    def user_id(self) -> int | None:
        """The account behind the actor, where there is one."""
        return int(self.id) if self.kind in ("staff", "api") and self.id.isdigit() else None


SYSTEM = Actor(kind="system", id="system", name="Baoxiu", outlet_ids=None)


def shown_name(name: str) -> str:
    """A stored name as people read it: what the house did by itself was done by “the system”."""
    return _("System") if name == SYSTEM.name else name
