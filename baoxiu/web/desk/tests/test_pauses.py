"""The log of pauses on the request page."""

from __future__ import annotations

from baoxiu.core.events.outbox import drain
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk


def test_asking_for_more_stops_the_clock_and_the_page_tells_how_long(desk: Desk) -> None:
    """RQ-REG-08, T04: since when, why, how long in all."""
    ava = desk.cast.actor("ava")
    row = submitted(desk.cast)
    intake.ask_for_more(row, missing=["serial"], text="请补充序列号", by=ava, at=desk.time.tick())
    drain(follow)
    desk.time.tick(hours=3)
    page = desk.sign_in("ava").get("request", row.number).content.decode()
    assert "累计暂停计时3小时" in page
    assert "仍在暂停" in page
    intake.supplement(row, text="序列号在这里", by=ava, at=desk.time.tick(hours=1))
    drain(follow)
    desk.time.tick(hours=9)
    page = desk.get("request", row.number).content.decode()
    assert "累计暂停计时4小时" in page
    assert "仍在暂停" not in page
