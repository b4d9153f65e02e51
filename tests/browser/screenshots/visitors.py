"""Who walks through which door, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "baoxiu-demo"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person of the demo firm; without a user name a customer or somebody at the entrance."""

    user: str
    """The picture of the first page is taken of each, as it differs for each role."""
    starts: tuple[str, ...]
    doors: tuple[str, ...]
    thorough: bool = False
    """Whether to go again through pages that others took, for the sake of further links on them."""


PUBLIC = (
    "/",
    "/report/",
    "/prices/",
    "/warranty/",
    "/promise/",
    "/defects/",
    "/t/",
)
ENTRANCE = ("/accounts/login/", "/accounts/password/reset/")
CUSTOMER = Visitor("", PUBLIC + ENTRANCE, ("portal", "account"))
CASE = Visitor("", (), ("portal",))
ACCOUNT = ("/accounts/password/change/", "/accounts/2fa/")
NAMES = (
    "manager", "admin", "followup", "agent", "inspector", "dispatcher", "supervisor", "boss", "finance",
    "auditor", "kaifeng",
)  # fmt: skip
"""One per role; those who see most come first, so that a page is taken by somebody who may act on it."""
STAFF = tuple(
    Visitor(name, ("/desk/", *ACCOUNT), ("desk", "account", "mfa"), thorough=name in ("admin", "followup"))
    for name in NAMES
)
TECHNICIANS = tuple(Visitor(f"tech{number:02}", ("/field/",), ("field",)) for number in range(1, 11))
"""As many as it takes to meet an order in every stage."""
