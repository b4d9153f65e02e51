"""Fills an installation with the cast and prints an agent's token (run by ``inside``)."""

from __future__ import annotations

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from tests.cast import build_cast

SCOPES = ("api.use", "intake.see", "intake.register", "intake.review")


def main() -> None:
    """The cast as of now, and a token that may report and review."""
    at = clock.now()
    _token, raw = issue_token(build_cast(at).user("ava"), "storm", SCOPES, by=SYSTEM, at=at)
    print(raw)
