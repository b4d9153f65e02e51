from pprint import pprint

from tests.journey import CHECKED, CONTENT, DRAWN, INSPECTED
from tests.story.teller import Story


def test_x(story: Story) -> None:
    def show(n):
        print("==", n); pprint(story.now(), width=150)
    story.reports(mode="carry_in", division_code="410105", serial=story.cast.unit.serial)
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    who = story.order.technician.user.username
    story.does(who, "/orders/{order}/accept-job")
    story.does(who, "/orders/{order}/assessment", {"fault_nature": "接线松动", "cause_class": "process_defect", "repairable": True})
    lines = [{"price_line": story.cast.price_list.lines.get(code=c).pk} for c in ("AC-L1",)]
    q = story.does(who, "/orders/{order}/quotes", {"plan": "紧固接线", "lines": lines}); show("quoted")
    story.does(who, "/orders/{order}/start"); show("start")
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED}); show("selfcheck")
    print(story.is_refused("mo", "/orders/{order}/inspection", {"answers": INSPECTED | {"safety": "fail"}}))
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED | {"safety": "fail"}, "rework_reason": "绝缘电阻不合格"}); show("failed")
    story.does(who, "/orders/{order}/steps", {"text": "重新包扎"})
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED}); show("selfcheck")
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED}); show("inspected")
    story.sends("acceptance/", refuse="1", signer="Alice", objection="还有异响"); show("refused work")
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED}); show("selfcheck")
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED}); show("inspected")
    sheet = story.reads(who)["acceptance"]
    story.sends("acceptance/", **{"signer": "Alice", "relation": "customer", "document_hash": sheet["document_hash"], "signature-drawn": DRAWN})
    show("signed"); print(story.payers())
    story.later(days=5)
    (call,) = story.reads("ava", "/followups")["items"]; pprint(call)
    story.does("ava", f"/followups/{call['id']}/answer", {"answers": CONTENT | {"solved": "no", "quality": "2"}}); show("called")
    assert 0
