"""Every setting has a page that can be opened."""

from __future__ import annotations

from baoxiu.core.policy.declarations import POLICIES
from baoxiu.web.desk.tests.conftest import Desk


def test_every_setting_has_its_page(desk: Desk) -> None:
    """Also one of money without a greatest value."""
    desk.sign_in("mo")
    assert len(POLICIES) > 50
    assert {key: code for key in POLICIES if (code := desk.get("policy", key).status_code) != 200} == {}
