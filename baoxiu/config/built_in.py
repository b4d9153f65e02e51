"""What every installation starts with. Each loader adds what is missing and keeps what a firm has changed."""

from datetime import datetime

from baoxiu.basics.accounts.actions import load_roles
from baoxiu.core.actors import SYSTEM


def load_built_in_data(*, at: datetime) -> None:
    """Roles, and whatever else the rooms bring with them."""
    load_roles(by=SYSTEM, at=at)
