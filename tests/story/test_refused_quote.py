from pprint import pprint

from tests.story.teller import Story


def test_x(story: Story) -> None:
    def show(n):
        print("==", n); pprint(story.now(), width=150)
    story.reports(mode="carry_in", division_code="410105")
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    who = story.order.technician.user.username
    story.does(who, "/orders/{order}/accept-job")
    story.does(who, "/orders/{order}/assessment", {"fault_nature": "压缩机损坏", "cause_class": "misuse", "repairable": True})
    show("assessed")
    lines = [{"price_line": story.cast.price_list.lines.get(code=c).pk} for c in ("AC-L3", "AC-P-COMP", "DIAG")]
    q = story.does(who, "/orders/{order}/quotes", {"plan": "换压缩机", "lines": lines}); show("quoted")
    story.sends("quote/1/", refuse="1", name="Alice", reason="太贵", document_hash=q["document_hash"]); show("refused")
    print(story.is_refused(who, "/orders/{order}/start"))
    story.does("ava", "/orders/{order}/hand-back", {"note": "已取回"}); show("back")
    o = story.reads("ava"); pprint((o["stage"], o["outcome"], o["settlement"]))
    print(story.reads("ava", "/followups")["items"], hasattr(story.order, "settlement"))
    assert 0
