"""Queueing notices: language, channel, once (RQ-NOT-01, RQ-NOT-02)."""

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.notifications.actions import Recipient, change_template, load_defaults, queue
from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Notice, Template
from baoxiu.basics.notifications.queries import for_case
from baoxiu.basics.notifications.rules import UnknownVariable
from tests.cast import AT, Cast

WORDS = {"name": "Alice", "number": "BX1", "promised": "明天", "link": "http://x/r/1"}


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.MAIL_URL = "smtp://mail.example.com:25"


def tell(to: Recipient, code: str = "request_received", key: str = "k", **words: str) -> None:
    """Queue a notice about case 1."""
    queue(code, to=to, variables=words or WORDS, key=key, at=AT, case="case:1", link="http://x/r/1")


def alice(cast: Cast, address: str = "alice@example.com", language: str = "zh-hans") -> Recipient:
    """The customer."""
    return Recipient.of_customer(cast.alice, address=address, language=language)


def test_a_customer_gets_a_mail_in_the_own_language(cast: Cast) -> None:
    """Queued until the commit's job sends it."""
    tell(alice(cast))
    tell(alice(cast, language="en"), key="k2")
    chinese, english = Notice.objects.order_by("pk")
    assert (chinese.channel, chinese.state, chinese.address) == ("mail", "queued", "alice@example.com")
    assert chinese.subject == "已收到您的报修：BX1"
    assert "我们会在明天前答复您" in chinese.body
    assert english.subject == "We have received your repair request BX1"
    assert list(for_case("case:1", customer_only=True)) == [chinese, english]


def test_the_same_key_is_told_once(cast: Cast) -> None:
    """A repeated event sends no second mail."""
    tell(alice(cast))
    tell(alice(cast))
    assert Notice.objects.count() == 1


def test_without_address_or_mail_the_notice_is_kept_for_the_page(cast: Cast, settings: Any) -> None:
    """With the reason."""
    tell(alice(cast, address=""))
    settings.MAIL_URL = ""
    tell(alice(cast), key="k2")
    rows = list(Notice.objects.order_by("pk").values_list("state", "last_error"))
    assert rows == [("no_channel", "no address"), ("no_channel", "mail is not set up")]


def test_staff_read_in_the_application(cast: Cast) -> None:
    """At once, without a mail server."""
    tell(Recipient.of_user(cast.user("dana")), "job_declined", number="GD1", technician="Bo", reason="病")
    notice = Notice.objects.get()
    assert (notice.channel, notice.state, notice.sent_at, notice.user) == (
        "in_app",
        "sent",
        AT,
        cast.user("dana"),
    )
    assert notice.body == "Bo退回了工单GD1。原因：病"


def test_wrong_variables_are_refused(cast: Cast) -> None:
    """One too many, or one missing."""
    with pytest.raises(UnknownVariable):
        tell(alice(cast), **WORDS, password="x")
    with pytest.raises(UnknownVariable):
        tell(alice(cast), name="Alice", number="BX1")


def test_the_firms_own_text_is_used(cast: Cast) -> None:
    """Also to switch a notice off."""
    load_defaults()
    change: dict[str, Any] = {"channel": "mail", "language": "zh-hans", "by": cast.actor("root"), "at": AT}
    change_template("request_received", subject="收到{number}", body="{firm}", **change)
    tell(alice(cast))
    assert (Notice.objects.get().subject, Notice.objects.get().body) == ("收到BX1", "报修")
    change_template("request_received", subject="收到", body="x", is_active=False, **change)
    tell(alice(cast), key="k2")
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_first_texts_are_loaded_once_and_edited_ones_stay() -> None:
    """Set-up may run again."""
    assert load_defaults() == 2 * len(KINDS)
    Template.objects.filter(code="job_new").update(body="mine")
    assert load_defaults() == 0
    assert set(Template.objects.filter(code="job_new").values_list("body", flat=True)) == {"mine"}


def test_a_customer_is_left_in_peace_at_night(cast: Cast) -> None:
    """RQ-NOT-01: what is no answer to the very moment waits for the morning."""
    late = AT.replace(hour=23)
    words = dict.fromkeys(KINDS["technician_assigned"].variables, "x")
    for code, given in (("technician_assigned", words), ("request_received", WORDS)):
        queue(code, to=alice(cast), variables=given, key=code, at=late, case="case:1", link="http://x")
    waits, goes = Notice.objects.order_by("pk")
    assert waits.next_try_at == (late + timedelta(days=1)).replace(hour=8)
    assert goes.next_try_at is None
