"""Run inside a benchmark's installation: no daily caps, and a token for the agent; prints the token."""

from __future__ import annotations

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "baoxiu.config.settings"
django.setup()

from baoxiu.basics.accounts.actions import issue_token  # noqa: E402
from baoxiu.basics.accounts.models import User  # noqa: E402
from baoxiu.basics.technicians import actions as technicians  # noqa: E402
from baoxiu.basics.technicians.models import Technician  # noqa: E402
from baoxiu.config.cli.connection import running_database  # noqa: E402
from baoxiu.core import clock  # noqa: E402
from baoxiu.core.actors import SYSTEM  # noqa: E402

CAP = 30_000
SCOPES = ("intake.register", "intake.see", "intake.review", "orders.see", "customers.see")


def main() -> None:
    """Prepare and print."""
    at = clock.now()
    with running_database():
        for one in Technician.objects.all():
            technicians.change(
                one, name=one.name, phone=one.phone, daily_cap=CAP, lat=one.lat, lng=one.lng, by=SYSTEM, at=at
            )
        _token, raw = issue_token(User.objects.get(username="agent"), "bench", SCOPES, by=SYSTEM, at=at)
        print(raw)


if __name__ == "__main__":
    main()
