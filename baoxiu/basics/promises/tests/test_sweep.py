"""The sweep: warnings, lateness, escalation (RQ-NOT-02, RQ-NOT-04)."""

from threading import Thread

import pytest
from django.db import connection, transaction

from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.tests.firm import MONDAY, at, happen, promise
from baoxiu.core.events.locks import own_head
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links

MANY = """
    INSERT INTO promises_promise (
        kind, subject_kind, subject_id, "case", label, owner_role, started_at, limit_amount, limit_unit,
        due_at, state, warned, escalation, next_look_at, start_event_id, provisional
    )
    SELECT 'first_review', 'approval', number, 'case:' || number, '', 'agent', %(start)s, 24, 'hours',
        CASE WHEN number <= 1000 THEN %(soon)s ELSE %(far)s END::timestamptz, 'running', true, 0,
        CASE WHEN number <= 1000 THEN %(soon)s ELSE %(far)s END::timestamptz, number, false
    FROM generate_series(1, 40000) AS number
"""


def told(case: int = 1) -> list[tuple[str, str, str]]:
    """The promise events of a case: kind, promise, role."""
    rows = Event.objects.filter(kind__startswith="promise.", chain=f"case:{case}").order_by("pk")
    return [(row.kind, row.data["promise"], row.data["role"]) for row in rows]


@pytest.mark.django_db
def test_a_deadline_warns_turns_late_and_goes_up() -> None:
    """T04: after 18 h, at 24 h, then by the chain of roles at its delays; each step once."""
    happen("intake.submitted", at(), number="BX1", promised_reply_at=at(days=90))
    Promise.objects.exclude(kind="first_review").delete()
    steps = [
        (17, None),
        (18, ("promise.warned", "first_review", "agent")),
        (19, None),
        (24, ("promise.broken", "first_review", "agent")),
        (27, None),
        (28, ("promise.escalated", "first_review", "service_manager")),
        (48, ("promise.escalated", "first_review", "general_manager")),
        (900, None),
    ]
    for hours, fact in steps:
        before = told()
        sweep(at=at(hours=hours))
        assert told()[len(before) :] == ([fact] if fact else [])
    assert (promise("first_review").state, promise("first_review").next_look_at) == ("late", None)
    assert list(broken_links("case:1")) == []


@pytest.mark.django_db
def test_what_was_missed_while_nobody_swept_is_made_up_for() -> None:
    """After two days without power: no warning any more, but late and escalated."""
    happen("intake.submitted", at(), number="BX1")
    Promise.objects.exclude(kind="first_review").delete()
    assert sweep(at=at(hours=29)) == 1
    assert [kind for kind, _promise, _role in told()] == ["promise.broken", "promise.escalated"]


@pytest.mark.django_db
def test_late_and_then_kept_is_broken() -> None:
    """And nobody is told any more."""
    happen("intake.submitted", at(), number="BX1")
    sweep(at=at(hours=25))
    happen("intake.accepted", at(hours=26))
    assert (promise("first_review").state, promise("first_review").ended_at) == ("broken", at(hours=26))
    count = len(told())
    Promise.objects.filter(kind="assessment").delete()
    sweep(at=at(hours=80))
    assert len(told()) == count


@pytest.mark.django_db
def test_an_event_names_what_a_notice_needs() -> None:
    """Number, outlet, role, deadline."""
    happen("intake.submitted", at(), number="BX1", outlet_id=5)
    Promise.objects.exclude(kind="first_review").delete()
    sweep(at=at(hours=24))
    event = Event.objects.get(kind="promise.broken")
    assert (event.data["number"], event.data["outlet_id"], event.subject_kind) == ("BX1", 5, "promise")
    assert event.data["due_at"].startswith("2026-03-03T01:00")


@pytest.mark.django_db(transaction=True)
def test_a_case_that_is_being_worked_on_is_left_for_the_next_minute() -> None:
    """The sweep never waits, so it is never part of a deadlock; other cases are swept."""
    happen("intake.submitted", at(), case=1)
    happen("intake.submitted", at(), case=2)
    found: list[int] = []

    def elsewhere() -> None:
        found.append(sweep(at=at(hours=24)))
        connection.close()

    with transaction.atomic():
        own_head("case:1")
        other = Thread(target=elsewhere)
        other.start()
        other.join(timeout=20)
    assert not told(1)
    assert told(2)
    assert found
    sweep(at=at(hours=24))
    assert told(1) == told(2)


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_tell_everything_once() -> None:
    """SKIP LOCKED: what one has in hand the other leaves."""
    for case in range(1, 41):
        happen("intake.submitted", at(), case=case)

    def work() -> None:
        sweep(at=at(hours=24))
        connection.close()

    sweepers = [Thread(target=work) for _number in range(3)]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join()
    sweep(at=at(hours=24))
    broken = Event.objects.filter(kind="promise.broken", data__promise="first_review")
    assert broken.count() == broken.values("chain").distinct().count() == 40


@pytest.mark.django_db
def test_few_among_many_are_found_by_an_index() -> None:
    """1,000 due among 40,000 are not searched for through all of them."""
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"start": MONDAY, "soon": at(hours=24), "far": at(hours=24_000)})
        cursor.execute("ANALYZE promises_promise")
        cursor.execute(
            "EXPLAIN SELECT * FROM promises_promise WHERE next_look_at <= %s ORDER BY next_look_at LIMIT 50",
            [at(hours=24)],
        )
        assert "promise_next_look" in "".join(row[0] for row in cursor.fetchall())
    assert sweep(at=at(hours=24)) == 1000
    assert Promise.objects.filter(state="late").count() == 1000
