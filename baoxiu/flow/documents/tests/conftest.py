"""An order with every document: visited, repaired, signed with a drawing, paid."""

from __future__ import annotations

import base64
import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import CHECKED, INSPECTED, STARTING, Journey


def drawn() -> str:
    """A signature of some strokes."""
    picture = Image.new("RGBA", (420, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.line([(20, 120), (80, 30), (130, 130), (180, 60), (240, 110), (320, 40), (400, 90)], "black", 5)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return "data:image/png;base64," + base64.b64encode(kept.getvalue()).decode()


@pytest.fixture
def finished(visit_journey: Journey, settings: Any, tmp_path: Path) -> WorkOrder:
    """Alice's order after its settlement."""
    settings.FILES_DIR = tmp_path
    return walk(visit_journey)


def walk(way: Journey) -> WorkOrder:
    """From the report to the payment, on site, with a priced quote."""
    way.accepted()
    visit = way.arrived()
    visits.fill_checklist(visit, form="visit_start", answers=STARTING, by=way.actor("bo"), at=way.tick())
    way.assessed(cause_class="unauthorised_repair", cause_text="外壳曾被拆开", proposal="更换启动电容")
    way.agreed(
        way.quoted(way.listed("AC-L1"), way.listed("AC-P-CAP"), explanation="外壳曾被拆开，不在保修范围内。")
    )
    repairs.start(way.order, by=way.actor("bo"), at=way.tick())
    repairs.note_step(way.order, text="断电，拆外壳，测量电容容量。", by=way.actor("bo"), at=way.tick())
    line = way.order.quotes.get().lines.get(kind="part")
    repairs.note_part(
        way.order, name=line.name, old_serial="OLD-1", new_serial="NEW-2", quote_line=line,
        by=way.actor("bo"), at=way.tick(),
    )  # fmt: skip
    return _signed_and_paid(way)


def _signed_and_paid(way: Journey) -> WorkOrder:
    inspection.self_check(way.order, answers=CHECKED, by=way.actor("bo"), at=way.tick())
    inspection.inspect(way.fresh(), answers=INSPECTED, by=way.actor("iris"), at=way.tick())
    sheet = acceptance.present(way.fresh(), by=SYSTEM, at=way.tick())
    acceptance.sign(
        sheet, signer="Alice", signature_data_url=drawn(), document_hash=sheet.document_hash, opinion="很好",
        by=way.actor("bo"), at=way.tick(),
    )  # fmt: skip
    bill = settlement.prepare(way.fresh(), by=SYSTEM, at=way.tick())
    settlement.record_payment(
        bill,
        method="cash",
        amount=bill.total_customer,
        client_key=uuid.uuid4(),
        by=way.actor("bo"),
        at=way.tick(),
    )
    return way.fresh()
