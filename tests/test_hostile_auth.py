"""Hostile rows A01–A12: who comes in, and who does not."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from baoxiu.basics.accounts.actions import (
    deactivate,
    first_admin,
    issue_token,
    load_roles,
    reset_password,
    revoke_role,
)
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from baoxiu.web.shared.accounts import StaffAccountAdapter
from tests.cast import Cast

LOGIN = "/accounts/login/"
RIGHT = "a long and right one"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _alone(settings: Any, tmp_path: Path) -> None:
    """Own files."""
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def ava(cast: Cast) -> User:
    """An agent with a password."""
    user = cast.user("ava")
    user.set_password(RIGHT)
    user.save()
    return user


def sign_in(client: Client, name: str, password: str, address: str = "192.0.2.1", **headers: str) -> Any:
    """Post the form."""
    given = {"login": name, "password": password}
    return client.post(LOGIN, given, REMOTE_ADDR=address, headers=headers)


def is_in(client: Client) -> bool:
    """Whether the desk opens."""
    return bool(client.get("/desk/").status_code == 200)


@pytest.mark.usefixtures("ava")
def test_a01_guesses_at_one_account_end_soon() -> None:
    """A01: from one address, and from many; a wrong name is answered like a wrong password."""
    known = sign_in(Client(), "ava", "wrong", "192.0.2.9")
    unknown = sign_in(Client(), "nobody", "wrong", "192.0.2.9")
    assert known.status_code == unknown.status_code
    for number in range(5):
        sign_in(Client(), "ava", f"wrong{number}", f"198.51.100.{number % 3}")
    late = Client()
    sign_in(late, "ava", RIGHT, "198.51.100.1")
    assert not is_in(late), "the account is closed to guessing for a while"


@pytest.mark.usefixtures("ava")
def test_a02_one_password_on_many_accounts_slows_the_source() -> None:
    """A02, A07: the address that tries them all is refused, also with a right one and however it calls itself."""
    for number in range(10):
        headers = {"X-Forwarded-For": f"192.0.2.{number}"}
        sign_in(Client(), f"name{number}", "spring2026", "203.0.113.5", **headers)
    tried = Client()
    sign_in(tried, "ava", RIGHT, "203.0.113.5")
    assert not is_in(tried)
    elsewhere = Client()
    sign_in(elsewhere, "ava", RIGHT, "203.0.113.6")
    assert is_in(elsewhere)


@pytest.mark.usefixtures("ava")
def test_a04_a_session_set_before_the_login_is_worth_nothing(client: Client) -> None:
    """A04: no fixation."""
    client.get(LOGIN)
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client, "ava", RIGHT)
    assert is_in(client)
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_in(thief)


def test_a05_what_is_taken_away_is_gone_with_the_next_request(ava: User) -> None:
    """A05: password changed, role lowered, account closed, while sessions and tokens are open."""
    _token, raw = issue_token(ava, "t", rights_held(ava), by=SYSTEM, at=clock.now())
    program = {"Authorization": f"Bearer {raw}"}
    first, second = Client(), Client()
    first.force_login(ava, backend=BACKEND)
    assert is_in(first)
    reset_password(ava, by=SYSTEM, at=clock.now())
    assert not is_in(first), "sessions die with the old password"
    ava.refresh_from_db()
    ava.must_change_password = False
    ava.save()
    second.force_login(ava, backend=BACKEND)
    assert second.get("/desk/requests/").status_code == 200
    revoke_role(ava, "agent", by=SYSTEM, at=clock.now())
    assert second.get("/desk/requests/").status_code in (302, 403)
    assert first.get("/api/v1/requests", headers=program).status_code in (401, 403)
    deactivate(ava, by=SYSTEM, at=clock.now())
    assert not is_in(second)
    assert first.get("/api/v1/me", headers=program).status_code == 401


def _one_time(name: str, hours: int) -> tuple[User, str]:
    """An account whose one-time password was given so long ago."""
    given = clock.now() - timedelta(hours=hours)
    return reset_password(User.objects.get(username=name), by=SYSTEM, at=given)


@pytest.mark.usefixtures("ava")
def test_a06_a_one_time_password_opens_the_way_to_a_new_one(client: Client) -> None:
    """A06, A10, RQ-SEC-04: nothing else opens before; changed, it is dead, and the change is on record."""
    user, password = _one_time("ava", hours=1)
    sign_in(client, "ava", password)
    for path in ("/desk/", "/desk/requests/", "/home/", "/field/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, "/accounts/password/change/"), path
    given = {"oldpassword": password, "password1": RIGHT, "password2": RIGHT}
    assert client.post("/accounts/password/change/", given).url == "/home/"
    assert is_in(client)
    assert of_subject(user).last().kind == "accounts.password_changed"
    again = Client()
    sign_in(again, "ava", password)
    assert again.get("/home/").status_code == 302
    assert not is_in(again)


@pytest.mark.usefixtures("ava")
def test_a06_a_one_time_password_has_its_time(client: Client) -> None:
    """A06: after three days it opens nothing, also not the page of the new one."""
    _user, password = _one_time("ava", hours=73)
    sign_in(client, "ava", password)
    assert client.get("/accounts/password/change/").url == "/accounts/login/"
    assert client.get("/accounts/password/change/").url.startswith("/accounts/login/")


def test_a06_a_reset_link_is_good_once(ava: User, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A06: a mail scanner that opens it uses nothing up; the first new password does, and so does another address."""
    ava.email = "ava@example.com"
    ava.save()
    sent: list[str] = []
    monkeypatch.setattr(
        StaffAccountAdapter,
        "send_mail",
        lambda _self, _kind, _to, known: sent.append(known["password_reset_url"]),
    )
    for _time in range(2):
        client.post("/accounts/password/reset/", {"email": "ava@example.com"})
    first, second = (urlsplit(address).path for address in sent)
    for _time in range(3):
        assert Client().get(first, follow=True).context["form"]
    new = {"password1": "quite another 1", "password2": "quite another 1"}
    form = client.get(first).url
    client.post(form, new)
    ava.refresh_from_db()
    assert ava.check_password("quite another 1")
    for used in (first, second):
        assert Client().get(used, follow=True).context.get("token_fail"), used
    client.post("/accounts/password/reset/", {"email": "ava@example.com"})
    ava.email = "other@example.com"
    ava.save()
    assert Client().get(urlsplit(sent[-1]).path, follow=True).context.get("token_fail")


@pytest.mark.django_db
def test_a07_forged_identity_headers_are_ignored(client: Client) -> None:
    """A07: no proxy is configured, so nobody is believed (a forged address: A02)."""
    forged = {"X-Remote-User": "root", "Remote-User": "root", "X-Forwarded-User": "root"}
    assert client.get("/desk/", headers=forged).status_code == 302
    assert client.get("/api/v1/me", headers=forged).status_code == 401


def _jwt(head: dict[str, str], body: dict[str, Any]) -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in (head, body))
    return ".".join([*parts, ""])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "head",
    [{"alg": "none"}, {"alg": "HS256", "kid": "../../dev/null"}, {"alg": "RS256", "jku": "https://x/"}],
)
def test_a08_a_forged_token_opens_nothing(client: Client, head: dict[str, str]) -> None:
    """A08: tokens are random and looked up by their hash; there is nothing to forge."""
    token = _jwt(head | {"typ": "JWT"}, {"sub": "root", "aud": "other", "exp": 1})
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a09_another_site_cannot_send_forms(ava: User) -> None:
    """A09: no token, no effect; JSON is taken as JSON only, and the method stands in the request line."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ava, backend=BACKEND)
    assert browser.post("/accounts/logout/").status_code == 403
    assert is_in(browser)
    other = Client()
    sign_in(other, "ava", RIGHT)
    assert other.cookies["sessionid"]["samesite"] == "Lax"
    _token, raw = issue_token(ava, "t", rights_held(ava), by=SYSTEM, at=clock.now())
    headers = {"Authorization": f"Bearer {raw}", "Idempotency-Key": "1"}
    plain = browser.post("/api/v1/requests", "{}", content_type="text/plain", headers=headers)
    assert plain.status_code == 415
    override = {"X-HTTP-Method-Override": "POST"} | headers
    assert browser.get("/api/v1/me", headers=override).status_code == 200
    assert browser.get("/api/v1/requests/BX0/accept", headers=override).status_code == 405


@pytest.mark.django_db
def test_a10_no_default_password() -> None:
    """A10: the first administrator's is random, shown once, and must be changed."""
    load_roles(by=SYSTEM, at=clock.now())
    user, password = first_admin("boss", at=clock.now())
    assert len(password) >= 12
    assert user.must_change_password
    assert user.check_password(password)
    assert not any(user.check_password(guess) for guess in ("admin", "boss", "", "password"))


def test_a11_after_the_logout_nothing_is_left(ava: User, client: Client) -> None:
    """A11: nobody reads on by the back button of a shared computer."""
    client.force_login(ava, backend=BACKEND)
    page = client.get("/desk/requests/")
    assert "no-store" in page.headers["Cache-Control"]
    cookie = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not is_in(thief)


def test_a12_a_lost_phone_is_shut_out_from_afar(cast: Cast, client: Client) -> None:
    """A12: the technician's pages keep nothing on the phone, and the account is closed at once."""
    bo = cast.user("bo")
    client.force_login(bo, backend=BACKEND)
    page = client.get("/field/", follow=True)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    deactivate(bo, by=SYSTEM, at=clock.now())
    assert client.get("/field/").status_code == 302
