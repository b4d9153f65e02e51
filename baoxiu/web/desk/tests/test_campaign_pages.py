"""The pages of campaigns."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.campaigns.models import CampaignContact
from baoxiu.web.desk.tests.conftest import Desk


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_from_the_announcement_to_the_result(desk: Desk) -> None:
    """RQ-REV-15: announced by the manager, told by the clerk, by phone and letter."""
    assert "还没有活动" in text(desk.sign_in("mo").get("campaigns"))
    given = {
        "new-title": "五一清洗",
        "new-kind": "free",
        "new-text": "免费清洗",
        "new-starts_on": "2026-05-01",
    }
    assert desk.post("campaign_new", **given | {"new-starts_on": "2026-03-05"}).status_code == 422
    assert desk.post("campaign_new", **given).status_code == 302
    contact = CampaignContact.objects.select_related("campaign").get()
    number = contact.campaign.number
    assert desk.sign_in("ava").post("campaign_finish", number).status_code == 403
    assert desk.post("campaign_contact_change", contact.pk, "call").status_code == 422
    call = {"call-result": "reach", "call-letter": "on", "call-note": "会来"}
    assert desk.post("campaign_contact_change", contact.pk, "call", **call).status_code == 302
    assert "会来" in text(desk.get("campaign_contact", contact.pk))
    letter = {"letter-way": "post", "letter-sent_on": "2026-03-02"}
    assert desk.post("campaign_contact_change", contact.pk, "letter", **letter).status_code == 302
    assert desk.sign_in("mo").post("campaign_finish", number, **{"finish-result": "38台"}).status_code == 302
    page = text(desk.get("campaign", number))
    for part in ("38台", "1/1", "Alice"):
        assert part in page
    assert number in text(desk.get("campaigns"))
    assert desk.sign_in("wang").get("campaign", number).status_code == 403
