import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from baoxiu.core.actors import Actor
from baoxiu.core.forms.actions import in_force
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.work_orders import actions as wo
from tests.journey import CHECKED, INSPECTED
pytestmark = pytest.mark.django_db
IMP = Actor(kind="import", id="import", name="x", outlet_ids=None)
def test_counts(journey):
    order = journey.accepted()
    at = journey.now
    f1, f2 = in_force("self_check", at=at), in_force("final_inspection", at=at)
    total = 0
    def c(name, fn):
        nonlocal total
        with CaptureQueriesContext(connection, ) as q: out = fn()
        n = len(q); total += n
        print(name, n)
        if name in SHOW:
            for x in q.captured_queries: print("   ", x["sql"][:140])
        return out
    SHOW = {"assess","self_check","sign","present"}
    c("assess", lambda: repairs.assess(order, fault_nature="a", cause_class="process_defect", repairable=True, by=IMP, at=at))
    c("quote", lambda: repairs.send_quote(order, plan="p", by=IMP, at=at))
    c("start", lambda: repairs.start(order, by=IMP, at=at))
    c("self_check", lambda: inspection.self_check(order, answers=CHECKED, form=f1, by=IMP, at=at))
    c("inspect", lambda: inspection.inspect(order, answers=INSPECTED, form=f2, by=IMP, at=at))
    sheet = c("present", lambda: acceptance.present(order, by=IMP, at=at))
    c("sign", lambda: acceptance.sign(sheet, signer="A", typed=True, document_hash=sheet.document_hash, by=IMP, at=at))
    s = c("prepare", lambda: settlement.prepare(order, by=IMP, at=at))
    c("settle", lambda: settlement.settle(s, by=IMP, at=at))
    c("close", lambda: wo.close(order, confirmation="signature", by=IMP, at=at))
    print("total", total)
