"""A queue as a tool: columns, order, filters as chips, views under a name, many rows at once (RQ-WO-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict

from baoxiu.basics.lists.actions import open_with, save_view
from baoxiu.basics.lists.models import SavedView
from baoxiu.core.events.models import Event
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.work_orders.tests.make import created
from baoxiu.web.desk.queues.frame import heads, without
from baoxiu.web.desk.queues.kinds import KINDS, ORDERS
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import Cast

USUAL = ("priority", "pk")


@pytest.mark.parametrize(
    ("query", "wide", "order"),
    [
        ("", False, USUAL),
        ("sort=due", False, ("due_at", "pk")),
        ("sort=-due", False, ("-due_at", "-pk")),
        ("sort=-due", True, USUAL),
        ("sort=-number", True, ("-number", "-pk")),
        ("sort=password", False, USUAL),
        ("sort=address", False, USUAL),
    ],
)
def test_a_queue_sorts_by_its_columns_only(query: str, wide: bool, order: tuple[str, ...]) -> None:
    """Among all that ever was only by those with an index; a made-up field never reaches the database."""
    assert ORDERS.order(QueryDict(query), USUAL, wide=wide) == order


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("cols=stage.due", ("number", "due", "stage")),
        ("cols=stage&cols=due", ("number", "due", "stage")),
        ("cols=nothing", ORDERS.usual),
        ("", ORDERS.usual),
    ],
)
def test_columns_are_chosen(query: str, columns: tuple[str, ...]) -> None:
    assert ORDERS.chosen(QueryDict(query)) == columns


def test_headings_turn_the_order_and_chips_take_one_filter_away() -> None:
    query = QueryDict("tab=open&outlet=3&sort=due&page=4")
    due = next(head for head in heads(ORDERS, query) if head.sorted)
    assert (due.sorted, due.url) == ("ascending", "?tab=open&outlet=3&sort=-due")
    assert without(query, "outlet") == "?tab=open&sort=due"
    assert all(one.code for kind in KINDS.values() for one in kind.columns)


def test_filters_columns_and_order_become_a_view(desk: Desk, cast: Cast) -> None:
    order = created(cast)
    desk.sign_in("mo")
    query = {
        "tab": "open",
        "family": cast.family.pk,
        "class": "undecided",
        "cols": "address",
        "sort": "-created",
    }
    page = desk.get("orders", **query).content.decode()
    assert order.number in page
    assert page.count('class="set-filter"') == 2
    assert "花园路88号" in page
    assert 'aria-sort="descending"' not in page
    here = f"tab=open&family={cast.family.pk}&cols=address"
    desk.post("view_save", "orders", name="地址表", query=here, role="agent")
    view = SavedView.objects.get()
    assert (view.role, view.query) == ("agent", f"cols=address&family={cast.family.pk}&tab=open")
    desk.post("view_change", view.pk, verb="rename", name="地址")
    desk.post("view_change", view.pk, verb="first")
    opened = desk.get("orders")
    assert opened["Location"].endswith(f"{view.query}&view={view.pk}")
    page = desk.client.get(opened["Location"]).content.decode()
    assert "<h1>" in page
    assert "地址" in page
    desk.post("view_change", view.pk, verb="not_first")
    assert desk.get("orders").status_code == 200
    desk.post("view_change", view.pk, verb="delete")
    assert not SavedView.objects.exists()


def test_views_of_others(desk: Desk, cast: Cast) -> None:
    """B01, B02: a private view of somebody else does not exist; a shared one opens, and stays as it is."""
    private = save_view("orders", name="私", query="", by=cast.actor("mo"), at=cast.at)
    shared = save_view("orders", name="共享", query="", role="agent", by=cast.actor("mo"), at=cast.at)
    desk.sign_in("ava")
    assert desk.post("view_change", private.pk, verb="delete").status_code == 404
    assert desk.post("view_change", shared.pk, verb="delete").status_code == 403
    assert desk.post("view_save", "orders", name="x", query="", role="agent").status_code == 403
    assert desk.post("view_save", "nothing", name="x", query="").status_code == 404
    answer = desk.client.post("/desk/queues/orders/views/", {"name": "", "query": "tab=visit"}, follow=True)
    assert "请给视图取个名称" in answer.content.decode()
    open_with(shared, by=cast.actor("ava"), at=cast.at)
    assert desk.get("orders").status_code == 302
    desk.sign_in("iris")
    assert desk.post("view_save", "followups", name="x", query="").status_code == 403


def test_every_queue_sorts_filters_and_shows_all_its_columns(desk: Desk, cast: Cast) -> None:
    created(cast)
    submitted(cast, at=cast.at + timedelta(minutes=5))
    desk.sign_in("mo")
    for kind in KINDS.values():
        query = {"cols": ".".join(one.code for one in kind.columns), "sort": f"-{kind.columns[0].code}"}
        name = kind.address.partition(":")[2]
        assert desk.get(name, **query).status_code == 200, kind.code
    day = f"{cast.at:%Y-%m-%d}"
    page = desk.get("requests", tab="all", day=day, fault=cast.fault.pk).content.decode()
    assert page.count('class="set-filter"') == 2
    assert "没有符合条件的报修" not in page
    assert "没有符合条件的报修" in desk.get("requests", tab="all", day="2001-01-01").content.decode()


def test_one_verb_on_many_rows_each_with_its_own_answer(desk: Desk, cast: Cast) -> None:
    """RQ-TRI-01: what cannot be done is said of its row, and holds up no other."""
    first, second = submitted(cast, at=cast.at), submitted(cast, at=cast.at + timedelta(minutes=5))
    RepairRequest.objects.filter(pk=second.pk).update(stage="withdrawn")
    desk.sign_in("ava")
    picks = [first.number, second.number, "BX000000-00000"]
    page = desk.post(
        "bulk", "requests", verb="accept", pick=picks, severity="3", query="tab=review"
    ).content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage, second.stage) == ("accepted", "withdrawn")
    assert "已完成1项，未完成2项" in page


def test_orders_are_dispatched_and_cancelled_together(desk: Desk, cast: Cast) -> None:
    """RQ-DSP-01, RQ-DSP-02, RQ-DSP-05: the gates hold for each order of the many."""
    order = created(cast)
    desk.sign_in("dana")
    answer = desk.post("bulk", "orders", verb="assign", pick=order.number, technician=cast.wen.pk)
    assert "已完成0项" in answer.content.decode()
    desk.post("bulk", "orders", verb="by_rule", pick=order.number)
    order.refresh_from_db()
    assert order.stage == "assigned"
    desk.post("bulk", "orders", verb="cancel", pick=order.number, reason="客户来电取消")
    order.refresh_from_db()
    assert order.stage == "cancelled"
    assert desk.post("bulk", "orders", verb="cancel").status_code == 302
    assert desk.sign_in("iris").post("bulk", "requests", verb="accept", pick="x").status_code == 403
    taken = desk.sign_in("mo").post("bulk", "orders", verb="export", pick=[order.number])
    assert desk.client.get(taken["Location"])["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_first_page_shows_the_trend_and_leads_into_the_lists(desk: Desk, cast: Cast) -> None:
    """RQ-NOT-02: each figure is a link to the rows it counts."""
    created(cast)
    page = desk.sign_in("mo").get("home").content.decode()
    day = f"/desk/requests/?tab=all&amp;day={cast.at:%Y-%m-%d}"
    assert day in page
    assert "近14天" in page
    fault = f"/desk/requests/?tab=all&amp;when=month&amp;fault={cast.fault.pk}"
    assert fault in page
    for link in (day, fault):
        shown = desk.client.get(link.replace("&amp;", "&")).content.decode()
        assert "Alice" in shown, link
    assert "近14天" not in desk.sign_in("iris").get("home").content.decode()


def test_news_of_a_queue_without_reload(desk: Desk, cast: Cast) -> None:
    """B01: changed rows come as they are now, others are counted, what the person may not see is neither."""
    first = submitted(cast, at=cast.at)
    since = Event.objects.latest("pk").pk
    desk.sign_in("mo")
    wish = {"tab": "review", "since": since, "shown": first.number}
    quiet = desk.get("pulse", "requests", **wish)
    assert 'data-others="0"' in quiet.content.decode()
    again = desk.client.get(quiet.wsgi_request.get_full_path(), headers={"If-None-Match": quiet["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    second = submitted(cast, at=cast.at + timedelta(minutes=1))
    intake.accept(first, by=cast.actor("ava"), at=cast.at)
    news = desk.get("pulse", "requests", **wish).content.decode()
    assert 'data-others="1"' in news
    assert f'data-key="{first.number}"' in news
    assert "data-left" in news
    assert second.number not in news
    foreign = desk.sign_in("wang").get("pulse", "requests", **wish).content.decode()
    assert 'data-others="0"' in foreign
    assert first.number not in foreign
    assert desk.get("pulse", "complaints").status_code == 404
    assert desk.sign_in("iris").get("pulse", "requests").status_code == 403
