"""Requests as the tests of the flow need them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from baoxiu.flow.intake.actions import RequestInput, submit
from baoxiu.flow.intake.links import visitor
from baoxiu.flow.intake.models import RepairRequest
from tests.cast import ALICE_PHONE, Cast


def entered(cast: Cast, **fields: Any) -> RequestInput:
    """What Alice enters on the public page: her air conditioner does not cool."""
    usual: dict[str, Any] = {
        "channel": "portal",
        "family": cast.family,
        "fault": cast.fault,
        "fault_text": "空调不制冷，外机不转",
        "contact_name": "Alice",
        "phone": ALICE_PHONE,
        "division_code": "410105",
        "address": "花园路88号院3号楼2单元1201室",
        "serial": "KF35 2506-000127",
        "acknowledged": True,
    }
    return RequestInput(**(usual | fields))


def submitted(cast: Cast, *, at: datetime | None = None, **fields: Any) -> RepairRequest:
    """Alice's request, sent by herself."""
    return submit(entered(cast, **fields), by=visitor("Alice"), at=at or cast.at)
