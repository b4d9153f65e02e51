"""Hostile rows A01–A12: who comes in, and who does not."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import MD5PasswordHasher
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
from baoxiu.core.files.actions import keep_signature
from baoxiu.web.shared.accounts import StaffAccountAdapter
from tests.cast import Cast
from tests.journey import DRAWN, Journey
from tests.permissions import in_code

LOGIN = "/accounts/login/"
RIGHT = "a long and right one"
ASSETS = Path(__file__).resolve().parents[1] / "baoxiu" / "web" / "assets"
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
def test_a01_the_owner_still_gets_in_on_a_known_device(settings: Any) -> None:
    """A01: guesses from elsewhere close the account for strange devices only; a seal for another account is none."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,2/5m/key"}
    own, others = Client(), Client()
    sign_in(own, "ava", RIGHT)
    own.post("/accounts/logout/")
    ben = User.objects.get(username="ben")
    ben.set_password(RIGHT)
    ben.save()
    sign_in(others, "ben", RIGHT)
    others.post("/accounts/logout/")
    for number in range(2):
        sign_in(Client(), "ava", f"wrong{number}", f"198.51.100.{number}")
    sign_in(others, "ava", RIGHT, "198.51.100.7")
    assert not is_in(others)
    sign_in(own, "ava", RIGHT, "198.51.100.8")
    assert is_in(own)
    seal = own.cookies["device"]
    assert (seal["httponly"], seal["samesite"], "ava" in seal.value) == (True, "Lax", False)


@pytest.mark.usefixtures("ava")
def test_a01_an_unknown_name_costs_as_much_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A01: the same number of passwords is hashed, so the time tells nothing."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: (hashed.append("x"), encode(*given))[1])
    counts = []
    for name in ("ava", "nobody"):
        hashed.clear()
        sign_in(Client(), name, "wrong")
        counts.append(len(hashed))
    assert counts[0] == counts[1] > 0


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
def test_a02_a07_behind_a_proxy_each_sender_is_counted_alone(settings: Any, caplog: Any) -> None:
    """A02, A07: what our own proxy tells counts; the sender's own words in the same header do not; the log says it."""
    settings.TRUSTED_PROXIES = (ip_network("192.0.2.1/32"),)
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip,5/5m/key"}
    for number in range(3):
        sign_in(Client(), f"name{number}", "spring", **{"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.5"})
    tried, elsewhere = Client(), Client()
    with caplog.at_level("WARNING"):
        sign_in(tried, "ava", RIGHT, **{"X-Forwarded-For": "203.0.113.5"})
    assert not is_in(tried)
    assert "from 203.0.113.5" in caplog.text
    sign_in(elsewhere, "ava", RIGHT, **{"X-Forwarded-For": "203.0.113.6"})
    assert is_in(elsewhere)


def second_step(client: Client, user: User, code: str) -> bool:
    """The password, then the code; whether it opens the desk."""
    if not client.cookies.get("sessionid"):
        sign_in(client, user.username, RIGHT)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return is_in(client)


def test_a03_a_sign_in_code_is_good_once_for_one_person_and_a_moment(
    ava: User, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A03: the product sends no codes; those of the second step die, and so does guessing at them.

    Customers have no code at all: their link holds 128 bits and more (B04).
    """
    ava_secret, mo_secret = totp.generate_totp_secret(), totp.generate_totp_secret()
    totp.TOTP.activate(ava, ava_secret)
    totp.TOTP.activate(cast.user("mo"), mo_secret)
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([1_000]))

    def code(secret: str, counter: int = 1_000) -> str:
        return totp.format_hotp_value(totp.hotp_value(secret, counter))

    first, second, third = Client(), Client(), Client()
    assert not second_step(first, ava, code(mo_secret)), "somebody else's"
    assert not second_step(first, ava, code(ava_secret, 980)), "ten minutes old"
    assert second_step(first, ava, code(ava_secret))
    assert not second_step(second, ava, code(ava_secret)), "used"
    for guess in range(5):
        assert not second_step(third, ava, f"{guess:06d}")
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([1_001]))
    assert not second_step(third, ava, code(ava_secret, 1_001)), "guessed at too often"


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


def test_a12_a_lost_phone_is_shut_out_from_afar(visit_journey: Journey, client: Client) -> None:
    """A12: no page with a customer's data stays on the phone, half a day later nothing opens, and closed is closed."""
    visit_journey.accepted()
    visit_journey.booked()
    bo = visit_journey.cast.user("bo")
    client.force_login(bo, backend=BACKEND)
    for path in ("/field/", "/field/orders/", f"/field/orders/{visit_journey.order.number}/"):
        page = client.get(path)
        assert (page.status_code, "no-store" in page.headers["Cache-Control"]) == (200, True), path
    assert client.session.get_expiry_age() <= 12 * 3600
    deactivate(bo, by=SYSTEM, at=clock.now())
    assert client.get("/field/").status_code == 302


def test_a12_every_field_page_and_file_forbids_keeping(journey: Journey, client: Client) -> None:
    """A11, A12: whoever writes a new field page cannot forget it; a photo is not kept either."""
    loose = {name for name, right in in_code().items() if name.startswith("field:") and right == "public"}
    assert not loose, "the guard of each page says no-store"
    journey.accepted()
    client.force_login(journey.cast.user("ava"), backend=BACKEND)
    photo = keep_signature(DRAWN, journey.order.request, by=journey.actor("ava"), at=journey.now)
    assert client.get(f"/files/{photo.pk}/").headers["Cache-Control"] == "private, no-store"


def test_a12_the_browser_stores_nothing_of_an_order() -> None:
    """A12: no local store to encrypt (docs/decisions/0005): one switch for shortcuts, no database, no worker."""
    scripts = {path.name: path.read_text("utf-8") for path in ASSETS.rglob("*.ts")}
    words = ("sessionStorage", "indexedDB", "serviceWorker", "caches.", "navigator.storage")
    assert not [(name, word) for name, text in scripts.items() for word in words if word in text]
    assert {name for name, text in scripts.items() if "localStorage" in text} == {"keys.ts"}
    assert set(re.findall(r"localStorage\.\w+\((\w+)", scripts["keys.ts"])) == {"OFF"}
