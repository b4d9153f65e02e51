"""Sending mail: tried again, given up with a reason, never twice (RQ-NOT-01; standards.md 4.4 I02)."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from baoxiu.basics.notifications.actions import send_queued
from baoxiu.basics.notifications.mail import read_url
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.rules import ATTEMPTS
from baoxiu.basics.notifications.tests.post_office import PostOffice
from tests.cast import AT


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A mail server, set up."""
    with PostOffice() as server:
        settings.MAIL_URL = server.url
        yield server
        server.shutdown()


def waiting(count: int = 1) -> None:
    """Notices in the queue."""
    Notice.objects.bulk_create(
        Notice(
            code="x", channel="mail", language="zh-hans", subject="您好", body=f"正文{number}\n链接",
            address=f"a{number}@example.com", created_at=AT, key=str(number),
        )
        for number in range(count)
    )  # fmt: skip


@pytest.mark.django_db
def test_a_mail_arrives_whole(office: PostOffice) -> None:
    """Chinese subject and body, sender, marked as made by a machine."""
    waiting()
    assert send_queued(at=AT) == 1
    mail = office.mails[0]
    assert (mail["Subject"], mail["From"], mail["To"]) == ("您好", "service@example.com", "a0@example.com")
    assert mail.get_content().splitlines() == ["正文0", "链接"]
    assert mail["Auto-Submitted"] == "auto-generated"
    sent = Notice.objects.get()
    assert (sent.state, sent.sent_at, sent.next_try_at, sent.attempts) == ("sent", AT, None, 1)
    assert send_queued(at=AT + timedelta(days=1)) == 0


@pytest.mark.django_db
def test_a_server_that_is_busy_is_tried_again(office: PostOffice) -> None:
    """After a wait that grows; the reason is kept until it works."""
    waiting()
    office.refusal = "450 come back later"
    assert send_queued(at=AT) == 0
    notice = Notice.objects.get()
    assert (notice.state, notice.next_try_at) == ("queued", AT + timedelta(minutes=2))
    assert "come back later" in notice.last_error
    office.refusal = ""
    assert send_queued(at=AT + timedelta(minutes=1)) == 0, "not before its time"
    assert send_queued(at=AT + timedelta(minutes=2)) == 1
    assert Notice.objects.get().last_error == ""


@pytest.mark.django_db
def test_a_lasting_no_is_final(office: PostOffice) -> None:
    """No such person."""
    waiting()
    office.refusal = "550 no such person"
    assert send_queued(at=AT) == 0
    notice = Notice.objects.get()
    assert (notice.state, notice.next_try_at) == ("failed", None)
    assert "no such person" in notice.last_error


@pytest.mark.django_db
def test_a_server_that_is_gone_is_given_up_in_the_end(settings: Any) -> None:
    """After the last try; every notice of the batch says why."""
    settings.MAIL_URL = "smtp://127.0.0.1:1"
    waiting(2)
    for day in range(ATTEMPTS):
        assert send_queued(at=AT + timedelta(days=day)) == 0
    assert {(row.state, row.attempts) for row in Notice.objects.all()} == {("failed", ATTEMPTS)}
    assert all("Refused" in row.last_error for row in Notice.objects.all())


@pytest.mark.django_db
def test_without_a_mail_server_nothing_happens(settings: Any) -> None:
    """What is queued waits until mail is set up."""
    settings.MAIL_URL = ""
    waiting()
    assert send_queued(at=AT) == 0
    assert Notice.objects.get().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_several_senders_send_everything_once(office: PostOffice) -> None:
    """SKIP LOCKED and the claim before sending."""
    waiting(120)

    def work() -> None:
        send_queued(at=AT)
        connection.close()

    senders = [Thread(target=work) for _number in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(mail["To"] for mail in office.mails) == sorted(
        f"a{number}@example.com" for number in range(120)
    )
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtps://me%40x.cn:p%40ss@mail.x.cn", ("mail.x.cn", 465, "me@x.cn", "p@ss", True, False, "me@x.cn")),
        ("smtp://mail.x.cn:587?from=a@x.cn", ("mail.x.cn", 587, "", "", False, True, "a@x.cn")),
        ("smtp://mail.x.cn", ("mail.x.cn", 25, "", "", False, False, "baoxiu@mail.x.cn")),
        (
            "smtp://u:p@mail.x.cn:2525?starttls=1",
            ("mail.x.cn", 2525, "u", "p", False, True, "baoxiu@mail.x.cn"),
        ),
    ],
)
def test_the_servers_address_is_read(url: str, found: tuple[Any, ...]) -> None:
    """User and password may hold any character, encoded."""
    server = read_url(url)
    assert server is not None
    read = (server.host, server.port, server.username, server.password, server.ssl, server.starttls)
    assert (*read, server.sender) == found


def test_no_address_means_no_mail() -> None:
    """Mail is optional."""
    assert read_url("") is None
