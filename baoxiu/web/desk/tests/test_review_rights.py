"""Each answer to a request opens to its own right, at the door and on the page (RQ-SEC-06)."""

from __future__ import annotations

import pytest

from baoxiu.basics.accounts.actions import grant_role
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.web.desk.requests.review import FORMS
from baoxiu.web.desk.tests.conftest import Desk


@pytest.mark.parametrize("verb", FORMS)
def test_who_only_sees_requests_gives_no_answer(desk: Desk, verb: str) -> None:
    """A follow-up clerk reads the request; the buttons are not there and the doors are shut."""
    request = submitted(desk.cast)
    grant_role(desk.cast.user("charlie"), "followup_clerk", None, by=SYSTEM, at=desk.cast.at)
    desk.sign_in("charlie")
    page = desk.get("request", request.number)
    assert page.status_code == 200
    assert f"/{request.number}/{verb}/" not in page.content.decode()
    assert desk.post(f"request_{verb}", request.number).status_code == 403
    request.refresh_from_db()
    assert request.stage == "submitted"
    assert f"/{request.number}/accept/" in desk.sign_in("ava").get("request", request.number).content.decode()


def test_each_answer_names_the_right_of_its_step() -> None:
    assert {verb: REQUEST.move(verb).right for verb in FORMS} == {
        "accept": "intake.review",
        "ask_for_more": "intake.review",
        "supplement": "intake.register",
        "settle_remotely": "intake.review",
        "refuse": "intake.review",
        "merge": "intake.review",
        "withdraw": "intake.register",
        "split": "intake.review",
        "turn_into_repair": "intake.review",
    }
