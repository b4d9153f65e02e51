"""The set-up through HTTP: people, prices, settings, calendar, notices."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from baoxiu.basics.accounts.models import ApiToken, Role, User
from baoxiu.basics.accounts.queries import actor_for_token, latest_role_change
from baoxiu.basics.notifications.actions import load_defaults
from baoxiu.basics.notifications.models import Notice, Template
from baoxiu.basics.notifications.queries import text_changes
from baoxiu.basics.prices.models import PriceList
from baoxiu.basics.promises.models import CalendarDay, KnownYear
from baoxiu.core.events.outbox import drain
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import value
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk
from baoxiu.web.desk.tests.test_files_verbs import named
from tests.journey import Journey


def role_id(code: str) -> int:
    """The id of a role."""
    found: int = Role.objects.get(code=code).pk
    return found


def secret_of(page: str) -> str:
    """What a page shows once."""
    return page.split('data-copy="')[1].split('"')[0]


def test_an_account_is_made_and_its_password_shown_once(desk: Desk) -> None:
    """RQ-SEC-06."""
    data = named("new", name="小王", username="xiaowang", role=role_id("agent"), language="zh-hans")
    made = desk.sign_in("mo").post("person_new", **data)
    user = User.objects.get(username="xiaowang")
    assert user.check_password(secret_of(made.content.decode()))
    assert user.must_change_password
    assert desk.post("person_new", **data).status_code == 422
    outlet_role = named("new", name="x", username="yy", role=role_id("team_leader"), language="zh-hans")
    assert desk.post("person_new", **outlet_role).status_code == 422


def test_roles_are_given_and_taken_but_not_above_the_own_power(desk: Desk) -> None:
    """RQ-SEC-06."""
    dana = desk.sign_in("mo").cast.user("dana")
    assert (
        desk.post("person_change", dana.pk, "grant", **named("grant", role=role_id("agent"))).status_code
        == 302
    )
    grant = dana.grants.get(role__code="agent")
    assert desk.post("person_change", dana.pk, "revoke", **named("revoke", grant=grant.pk)).status_code == 302
    assert not dana.grants.filter(role__code="agent").exists()
    assert (
        desk.post("person_change", dana.pk, "grant", **named("grant", role=role_id("admin"))).status_code
        == 403
    )
    own = desk.cast.user("mo")
    assert (
        desk.post("person_change", own.pk, "grant", **named("grant", role=role_id("agent"))).status_code
        == 403
    )


def test_an_account_is_changed_closed_opened_and_its_password_reset(desk: Desk) -> None:
    dana = desk.sign_in("mo").cast.user("dana")
    assert (
        desk.post(
            "person_change", dana.pk, "change", **named("change", name="Dana D", email="bad")
        ).status_code
        == 422
    )
    assert desk.post("person_change", dana.pk, "change", **named("change", name="Dana D")).status_code == 302
    answer = desk.post("person_change", dana.pk, "reset_password")
    dana.refresh_from_db()
    assert dana.check_password(secret_of(answer.content.decode()))
    assert desk.post("person_change", dana.pk, "deactivate").status_code == 302
    dana.refresh_from_db()
    assert not dana.is_active
    assert "Dana D" in desk.get("people", view="closed").content.decode()
    assert desk.post("person_change", dana.pk, "reactivate").status_code == 302
    assert desk.sign_in("wang").post("person_change", dana.pk, "deactivate").status_code == 404


def test_a_token_is_shown_once_and_dies_when_revoked(desk: Desk) -> None:
    """Scopes at most what the account may do."""
    dana = desk.sign_in("mo").cast.user("dana")
    wide = named("token", name="ERP", scopes=["settings.change"])
    assert desk.post("person_change", dana.pk, "token", **wide).status_code == 422
    answer = desk.post("person_change", dana.pk, "token", **named("token", name="ERP", scopes=["orders.see"]))
    raw = secret_of(answer.content.decode())
    assert raw not in desk.get("person", dana.pk).content.decode()
    assert actor_for_token(raw, at=desk.time.now)
    token = ApiToken.objects.get()
    assert (
        desk.post(
            "person_change", dana.pk, "token_revoke", **named("token_revoke", token=token.pk)
        ).status_code
        == 302
    )
    assert actor_for_token(raw, at=desk.time.now) is None


def test_a_role_is_looked_at_changed_and_taken_back(desk: Desk) -> None:
    """RQ-SEC-06, RQ-SEC-04: the preview says what is gained and lost, and keeps nothing."""
    desk.sign_in("root")
    sent = {"name": "财务", "name_en": "Finance", "rights": ["orders.see", "people.see"], "seen": 0}
    sent["seen"] = latest_role_change(Role.objects.get(code="finance"))
    page = desk.post("role", "finance", **sent, preview="1").content.decode()
    assert "查看人员" in page.split("将会发生的变化")[1].split("</dl>")[0]
    assert desk.post("role", "finance", **sent).status_code == 302
    assert Role.objects.get(code="finance").rights == ["orders.see", "people.see"]
    assert desk.post("role", "finance", **sent).status_code == 422
    assert desk.post("role_take_back", "finance", **named("take_back")).status_code == 302
    assert "settlement.settle" in Role.objects.get(code="finance").rights
    assert desk.post("role_new", name="夜班", name_en="Night", like="agent").status_code == 302
    assert Role.objects.get(code="own_1").rights == sorted(Role.objects.get(code="agent").rights)
    assert desk.post("role", "admin", **sent).status_code == 403
    assert desk.sign_in("mo").get("role", "finance").status_code == 200
    assert desk.post("role", "finance", **sent).status_code == 403


def test_a_price_list_is_drafted_changed_published_and_then_stays(desk: Desk) -> None:
    """RQ-FEE-01, RQ-FEE-02."""
    old = desk.sign_in("mo").cast.price_list
    data = named("new", title="夏季价格", first_day="2026-06-01", copy_of=old.pk)
    assert desk.post("price_new", **data).status_code == 302
    draft = PriceList.objects.get(title="夏季价格")
    assert draft.lines.count() == old.lines.count()
    line = named("line", code="AC-X", kind="part", name="遥控器", unit="个", difficulty=1, price="35.00")
    assert desk.post("price_change", draft.pk, "line", **line).status_code == 302
    assert desk.post("price_change", draft.pk, "line", **line).status_code == 422
    made = draft.lines.get(code="AC-X")
    change = named("line_change", kind="part", name="遥控器", unit="个", difficulty=1, price="39.00")
    assert desk.post("price_line", draft.pk, made.pk, **change).status_code == 302
    gone = draft.lines.get(code="DIAG")
    assert (
        desk.post("price_change", draft.pk, "line_remove", **named("line_remove", line=gone.pk)).status_code
        == 302
    )
    assert "39.00" in desk.get("price_list", draft.pk, view="public").content.decode()
    early = desk.post("price_change", draft.pk, "publish", **named("publish", first_day="2026-01-01"))
    assert early.status_code == 422
    assert (
        desk.post("price_change", draft.pk, "publish", **named("publish", first_day="2026-07-01")).status_code
        == 302
    )
    draft.refresh_from_db()
    assert draft.published_at
    assert desk.post("price_change", draft.pk, "line", **line).status_code == 422
    assert "publish-first_day" not in desk.get("price_list", draft.pk).content.decode()
    agent = desk.sign_in("ava")
    assert agent.get("prices").status_code == 200
    assert agent.post("price_new", **data).status_code == 403


def test_a_price_list_is_copied_and_leaves_as_a_file(desk: Desk) -> None:
    """RQ-FEE-01, RQ-SEC-04: who takes it is on record."""
    old = desk.sign_in("mo").cast.price_list
    assert f'value="{old.pk}" selected' in desk.get("price_new", copy_of=old.pk).content.decode()
    answer = desk.get("price_sheet", old.pk)
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert sheet.max_row == old.lines.count() + 1
    assert desk.sign_in("ava").get("price_sheet", old.pk).status_code == 403


def test_a_setting_is_chosen_with_scope_and_reason(desk: Desk) -> None:
    """RQ-INT-17."""
    desk.sign_in("root")
    wrong = desk.post("policy", "intake.review_hours", value="0", reason="x")
    assert wrong.status_code == 422
    past = desk.post("policy", "intake.review_hours", value="12", reason="x", valid_from="2020-01-01T00:00")
    assert past.status_code == 422
    sent = {"value": "12", "reason": "空调旺季", "family": desk.cast.family.code}
    assert desk.post("policy", "intake.review_hours", **sent).status_code == 302
    scope = {"family": desk.cast.family.code}
    assert value("intake.review_hours", at=desk.time.now, scope=scope).whole == 12
    assert value("intake.review_hours", at=desk.time.now).whole == 24
    assert "空调旺季" in desk.get("policy", "intake.review_hours").content.decode()
    codes = {"value": ["phone", "serial"], "reason": "x"}
    assert desk.post("policy", "intake.required_fields", **codes).status_code == 302
    assert PolicyVersion.objects.get(key="intake.required_fields").value == "phone serial"
    assert desk.sign_in("mo").post("policy", "intake.review_hours", value="6", reason="x").status_code == 403
    assert desk.get("policy", "no.such").status_code == 404


def test_a_setting_is_previewed_taken_back_and_the_second_editor_told(desk: Desk, journey: Journey) -> None:
    """RQ-INT-17, RQ-SEC-04: the preview names what runs and is open, and keeps nothing."""
    journey.accepted()
    drain(follow)
    desk.sign_in("root")
    sent = {"value": "12", "reason": "peak", "seen": "0"}
    page = desk.post("policy", "promises.assessment_hours", **sent, preview="1").content.decode()
    assert "将会发生的变化" in page
    assert "1项正在计时的期限" in page
    assert not PolicyVersion.objects.exists()
    assert desk.post("policy", "promises.assessment_hours", **sent).status_code == 302
    second = desk.post("policy", "promises.assessment_hours", **sent | {"value": "10"})
    assert second.status_code == 422
    assert "有人" in second.content.decode()
    made = PolicyVersion.objects.get()
    data = named("take_back", version=made.pk, reason="slip", seen=made.pk)
    assert desk.post("policy_take_back", "promises.assessment_hours", **data).status_code == 302
    assert value("promises.assessment_hours", at=desk.time.now).whole == 48
    assert desk.post("policy_take_back", "promises.assessment_hours", **data).status_code == 422


def test_days_of_the_calendar_are_set_and_forgotten_and_the_year_confirmed(desk: Desk) -> None:
    desk.sign_in("root")
    data = named("day", day="2027-10-01", kind="holiday", name="国庆节")
    assert desk.post("calendar_change", 2027, "day", **data).status_code == 302
    assert CalendarDay.objects.get(day=date(2027, 10, 1)).name == "国庆节"
    assert "国庆节" in desk.get("calendar", year=2027).content.decode()
    assert (
        desk.post("calendar_change", 2027, "forget", **named("forget", day="2027-10-01")).status_code == 302
    )
    assert not CalendarDay.objects.filter(day=date(2027, 10, 1)).exists()
    assert desk.post("calendar_change", 2099, "load").status_code == 422
    assert desk.post("calendar_change", 2027, "confirm").status_code == 302
    assert KnownYear.objects.filter(year=2027).exists()
    assert desk.sign_in("mo").post("calendar_change", 2028, "confirm").status_code == 403


def test_a_text_is_previewed_refused_and_kept(desk: Desk) -> None:
    """RQ-NOT-01."""
    load_defaults()
    desk.sign_in("root")
    good = {"subject": "上门：{window}", "body": "{name}您好", "is_active": "on"}
    preview = desk.post("notice", "visit_booked", "zh-hans", **good, preview="1")
    assert preview.status_code == 200
    assert "王女士您好" in preview.content.decode()
    wrong = desk.post("notice", "visit_booked", "zh-hans", **good | {"body": "{secret}"})
    assert wrong.status_code == 422
    assert desk.post("notice", "visit_booked", "zh-hans", **good).status_code == 302
    assert Template.objects.get(code="visit_booked", language="zh-hans").body == "{name}您好"
    assert desk.sign_in("mo").post("notice", "visit_booked", "zh-hans", **good).status_code == 403


def test_a_text_is_read_in_a_real_case_and_taken_back(desk: Desk, journey: Journey) -> None:
    """RQ-NOT-01; the customer's link is not shown (RQ-SEC-01), and the second editor is told."""
    load_defaults()
    order = journey.accepted()
    page = desk.sign_in("mo").get("notice", "request_accepted", "zh-hans", case=order.number).content.decode()
    letter = page.split('class="letter"')[1]
    assert order.number in letter
    assert "https://…" in letter
    assert "示例" in desk.get("notice", "quote_waiting", "zh-hans", case=order.number).content.decode()
    desk.sign_in("root")
    text = {"subject": "x", "body": "{name}", "is_active": "on", "seen": 0}
    assert desk.post("notice", "request_accepted", "zh-hans", **text).status_code == 302
    assert desk.post("notice", "request_accepted", "zh-hans", **text).status_code == 422
    last = text_changes("request_accepted", "mail", "zh-hans")[0].pk
    back = named("take_back", seen=last)
    assert desk.post("notice_take_back", "request_accepted", "zh-hans", **back).status_code == 302
    assert "工单号" in Template.objects.get(code="request_accepted", language="zh-hans").body
    assert desk.post("notice_take_back", "request_accepted", "zh-hans", **back).status_code == 422


@pytest.fixture
def notice(desk: Desk) -> Notice:
    """Dana was told of a job given back."""
    return Notice.objects.create(
        code="job_declined", channel="in_app", user=desk.cast.user("dana"), language="zh-hans", subject="退单：WX1",
        body="秘密内容", link="orders/WX1", state="sent", created_at=desk.time.now, key="n1",
    )  # fmt: skip


def test_my_notices_are_read_one_by_one_or_together(desk: Desk, notice: Notice) -> None:
    """RQ-NOT-02."""
    assert "退单：WX1" in desk.sign_in("dana").get("inbox").content.decode()
    answer = desk.post("inbox_read", notice.pk)
    assert answer.headers["Location"] == "/desk/orders/WX1/"
    notice.refresh_from_db()
    assert notice.read_at
    assert desk.post("inbox_read_all").status_code == 302
    assert desk.sign_in("ava").post("inbox_read", notice.pk).status_code == 404


def test_the_log_shows_states_but_not_the_words(desk: Desk, notice: Notice) -> None:
    """RQ-SEC-01: a notice to a customer holds the link to the case."""
    assert notice.pk
    page = desk.sign_in("mo").get("notice_log", state="sent").content.decode()
    assert "退单：WX1" in page
    assert "秘密内容" not in page
    assert "退单：WX1" not in desk.get("notice_log", state="failed").content.decode()
