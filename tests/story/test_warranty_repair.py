from datetime import timedelta
from pprint import pprint

from tests.journey import CHECKED, CONTENT, DRAWN, INSPECTED, LEAVING, STARTING
from tests.story.teller import Story


def test_x(story: Story) -> None:
    def show(n):
        print("==", n); pprint(story.now(), width=150)
    story.reports(serial=story.cast.unit.serial)
    show("reported")
    story.does("ava", "/requests/{request}/accept", {"severity": 3})
    show("accepted")
    o = story.reads("ava")
    pprint({k: o[k] for k in ("stage","verdict","assignment","service_class")}, width=150)
    who = story.order.technician.user.username
    print(who, story.order.technician)
    story.does(who, "/orders/{order}/accept-job")
    show("job")
    start = story.watch() + timedelta(hours=3)
    v = story.does(who, "/orders/{order}/visits", {"start": start.isoformat(), "end": (start + timedelta(hours=2)).isoformat(), "agreed_with": "Alice"})
    show("booked")
    story.later(hours=2, minutes=30)
    p = f"/visits/{v['id']}"
    story.does(who, p + "/set-out"); show("out")
    story.does(who, p + "/arrive", {"lat": 34.79, "lng": 113.67}); show("arrived")
    story.does(who, p + "/checklist", {"form": "visit_start", "answers": STARTING}); show("checklist")
    story.does(who, "/orders/{order}/assessment", {"fault_nature": "启动电容失效", "cause_class": "process_defect", "repairable": True})
    show("assessed"); o = story.reads(who); pprint(o["verdict"], width=150)
    lines = [{"price_line": story.cast.price_list.lines.get(code=c).pk} for c in ("AC-L2", "AC-P-CAP", "TRAVEL")]
    q = story.does(who, "/orders/{order}/quotes", {"plan": "更换启动电容", "lines": lines}); show("quoted"); pprint(q, width=150)
    story.sends("quote/1/", name="Alice", agreed="on", document_hash=q["document_hash"]); show("agreed")
    story.does(who, "/orders/{order}/start"); show("start")
    story.does(who, "/orders/{order}/parts", {"quote_line": q["lines"][1]["id"], "old_serial": "A1", "new_serial": "B2"})
    story.does(who, "/orders/{order}/steps", {"text": "换电容"})
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED}); show("selfcheck")
    story.does(who, p + "/checklist", {"form": "visit_end", "answers": LEAVING})
    story.does(who, p + "/finish", {"report": "已修好"}); show("finish")
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED}); show("inspected")
    sheet = story.reads(who)["acceptance"]
    story.sends("acceptance/", **{"signer": "Alice", "relation": "customer", "document_hash": sheet["document_hash"], "signature-drawn": DRAWN})
    show("signed"); print(story.payers())
    o = story.reads("ava"); pprint((o["stage"], o["outcome"], o["settlement"]))
    (call,) = story.reads("ava", "/followups")["items"]; pprint(call)
    print(story.is_refused("ava", f"/followups/{call['id']}/answer", {"answers": CONTENT}))
    story.later(days=3)
    story.does("ava", f"/followups/{call['id']}/answer", {"answers": CONTENT}); show("called")
    story.sends("rate/", quality="5", attitude="5", time="4", text="谢谢"); show("rated")
    assert 0
