from pprint import pprint

from tests.journey import CHECKED, CONTENT, DRAWN, INSPECTED
from tests.story.teller import Story


def test_x(story: Story) -> None:
    def show(n):
        print("==", n); pprint(story.now(), width=150)
    story.reports(mode="carry_in", division_code="410105")
    show("reported")
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    show("accepted")
    who = story.order.technician.user.username
    story.does(who, "/orders/{order}/accept-job")
    show("job")
    story.does(who, "/orders/{order}/assessment", {"fault_nature": "主板进水", "cause_class": "misuse", "repairable": True})
    show("assessed"); o = story.reads(who); pprint(o["verdict"], width=150)
    lines = [{"price_line": story.cast.price_list.lines.get(code=c).pk} for c in ("AC-L2", "AC-P-CAP", "DIAG")]
    q = story.does(who, "/orders/{order}/quotes", {"plan": "换主板", "explanation": "进水", "lines": lines}); show("quoted")
    print(story.is_refused(who, "/orders/{order}/start"))
    story.later(days=1)
    story.sends("quote/1/", name="Alice", agreed="on", document_hash=q["document_hash"]); show("agreed")
    story.does(who, "/orders/{order}/start"); show("start")
    story.does(who, "/orders/{order}/parts", {"quote_line": q["lines"][1]["id"], "old_serial": "A1", "new_serial": "B2"})
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED}); show("selfcheck")
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED}); show("inspected")
    sheet = story.reads(who)["acceptance"]
    story.sends("acceptance/", **{"signer": "Alice", "relation": "customer", "document_hash": sheet["document_hash"], "signature-drawn": DRAWN})
    show("signed"); print(story.payers())
    print(story.is_refused(who, "/orders/{order}/settlement/settle"))
    print(story.does(who, "/orders/{order}/settlement/payments", {"method": "cash", "amount": "200.00"})); show("part paid")
    print(story.is_refused(who, "/orders/{order}/settlement/settle"))
    print(story.does(who, "/orders/{order}/settlement/payments", {"method": "transfer", "amount": "75.00", "reference": "T1"})); show("paid")
    story.does(who, "/orders/{order}/settlement/settle"); show("settled")
    o = story.reads("ava"); pprint((o["stage"], o["outcome"], o["settlement"]))
    story.later(days=4)
    (call,) = story.reads("ava", "/followups")["items"]; pprint(call)
    story.does("ava", f"/followups/{call['id']}/no-answer", {"note": "占线"}); show("none")
    story.later(days=1)
    story.does("ava", f"/followups/{call['id']}/answer", {"answers": CONTENT}); show("called")
    assert 0
