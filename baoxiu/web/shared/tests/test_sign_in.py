"""Signing in: who has forgotten the password reads what helps (RQ-SEC-06)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baoxiu.basics.notifications.tests.post_office import PostOffice
from tests.cast import Cast

LINK = 'href="/accounts/password/reset/"'


@pytest.fixture(autouse=True)
def _static(settings: Any, tmp_path: Any) -> None:
    """The file server looks for its folder."""
    settings.STATIC_ROOT = tmp_path


@pytest.mark.django_db
def test_without_a_mail_server_the_administrator_helps(client: Client, cast: Cast, settings: Any) -> None:
    """No link that leads nowhere, and whoever finds the page reads the same."""
    settings.MAIL_URL = ""
    page = client.get("/accounts/login/").content.decode()
    assert LINK not in page
    assert "忘记密码？请联系系统管理员重新设置。" in page
    ava = cast.user("ava")
    ava.email = "ava@example.com"
    ava.save()
    answer = client.post("/accounts/password/reset/", {"email": "ava@example.com"}, follow=True)
    assert "邮件未能发出" in answer.content.decode()


@pytest.mark.django_db
def test_with_one_the_mail_goes_its_way(client: Client, cast: Cast, settings: Any) -> None:
    """From the sender of the notices."""
    ava = cast.user("ava")
    ava.email = "ava@example.com"
    ava.save()
    with PostOffice() as office:
        settings.MAIL_URL = office.url
        assert LINK in client.get("/accounts/login/").content.decode()
        client.post("/accounts/password/reset/", {"email": "ava@example.com"})
        office.shutdown()
    (mail,) = office.mails
    assert (mail["To"], mail["From"]) == ("ava@example.com", "service@example.com")
    assert "/accounts/password/reset/key/" in mail.get_content()
