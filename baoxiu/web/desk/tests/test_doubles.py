"""The same fault reported twice, at the desk."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.flow.intake.tests.make import submitted
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import ALICE_PHONE


def test_a_double_is_offered_while_registering_and_on_the_page(desk: Desk) -> None:
    """RQ-INT-07, RQ-REG-08: offered with a link, never joined by itself."""
    first = submitted(desk.cast)
    desk.sign_in("ava")
    typed = desk.get("register_doubles", phone=ALICE_PHONE, fault=desk.cast.fault.pk).content.decode()
    assert first.number in typed
    assert "同一电话、同类故障" in typed
    assert first.number not in desk.get("register_doubles", phone="13900139000").content.decode()
    again = submitted(desk.cast, at=desk.cast.at + timedelta(hours=1))
    page = desk.get("request", again.number).content.decode()
    assert "可能已经报修过" in page
    assert f'value="{first.number}"' in page
    again.refresh_from_db()
    assert again.stage == "submitted"


def test_merging_at_the_desk_shows_the_words_with_the_other(desk: Desk) -> None:
    """RQ-REG-08."""
    first = submitted(desk.cast)
    again = submitted(desk.cast, at=desk.cast.at + timedelta(hours=1), fault_text="还是不制冷，有异响")
    desk.sign_in("ava")
    wrong = desk.post("request_merge", again.number, **{"merge-into": "BX0", "merge-reason": "同一台"})
    assert (wrong.status_code, "没有这张报修单" in wrong.content.decode()) == (422, True)
    done = desk.post("request_merge", again.number, **{"merge-into": first.number, "merge-reason": "同一台"})
    assert done.status_code == 302
    assert "还是不制冷，有异响" in desk.get("request", first.number).content.decode()
    assert first.number in desk.get("request", again.number).content.decode()
