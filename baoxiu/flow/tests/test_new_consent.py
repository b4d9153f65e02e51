"""Any change of price or part after the consent needs a new one: each way around it is closed (RQ-ADD-02, RQ-QUO-07)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.refusals import IllegalMove, Refusal
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions, queries
from baoxiu.flow.repairs.models import QuoteLine
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.warranty import actions as warranty
from tests.journey import CHECKED, DRAWN, INSPECTED, Journey

pytestmark = pytest.mark.django_db


def part_of(journey: Journey) -> QuoteLine:
    """The newest version's part."""
    return QuoteLine.objects.filter(quote__order=journey.order, kind="part").latest("pk")


def built_in(journey: Journey, **more: object) -> object:
    """Bo notes the part."""
    bo = journey.actor("bo")
    return actions.note_part(journey.order, quote_line=part_of(journey), **more, by=bo, at=journey.tick())


def another_part(journey: Journey) -> None:
    """Under the agreed line another part is built in, and nobody says why."""
    built_in(journey, name="压缩机")


def more_of_it(journey: Journey) -> None:
    """More than agreed, in two goes."""
    built_in(journey)
    built_in(journey)


def unanswered(journey: Journey) -> None:
    """A dearer version is sent and the work goes on before the answer."""
    journey.quoted(journey.listed("AC-P-COMP"))
    built_in(journey)


def restarted(journey: Journey) -> None:
    """A dearer version is sent and the repair begun anew before the answer."""
    journey.quoted(journey.listed("AC-P-COMP"))
    actions.start(journey.order, by=journey.actor("bo"), at=journey.tick())


def checked_off(journey: Journey) -> None:
    """A dearer version is sent and the work reported as done before the answer."""
    journey.quoted(journey.listed("AC-P-COMP"))
    inspection.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())


def old_text(journey: Journey) -> None:
    """The customer's yes to the first version is used for the second."""
    first = queries.quote_in_force(journey.order)
    second = journey.quoted(journey.listed("AC-P-COMP"))
    assert first is not None
    given = {"name": "Alice", "way": "phone", "document_hash": first.document_hash}
    actions.agree(second, **given, by=journey.actor("bo"), at=journey.tick())


def for_nothing(journey: Journey) -> None:
    """The new version costs nothing and names no part: still another agreement than the one given."""
    journey.quoted()
    actions.start(journey.order, by=journey.actor("bo"), at=journey.tick())


def afterwards(journey: Journey) -> None:
    """The price is changed when the work is done."""
    inspection.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())
    journey.fresh()
    journey.quoted(journey.listed("AC-P-COMP"))


@pytest.mark.parametrize(
    "way",
    [another_part, more_of_it, unanswered, restarted, checked_off, old_text, for_nothing, afterwards],
)
def test_no_way_around_the_consent(journey: Journey, way: Callable[[Journey], None]) -> None:
    """RQ-ADD-02, RQ-QUO-03, RQ-QUO-07."""
    journey.in_repair(journey.listed("AC-P-CAP"))
    with pytest.raises(Refusal) as refused:
        way(journey)
    assert isinstance(refused.value, IllegalMove | actions.ChangedQuote | actions.DeviationUnexplained)


def test_a_near_same_part_says_why(journey: Journey) -> None:
    """RQ-EXE-03: original reference and deviation note."""
    journey.in_repair(journey.listed("AC-P-CAP"))
    noted = built_in(journey, name="启动电容 35µF（替代）", note="原型号停产，参数相同")
    assert (noted.quote_line.name, noted.note) == ("启动电容", "原型号停产，参数相同")  # type: ignore[attr-defined]


def test_a_verdict_after_the_consent_does_not_change_who_pays(journey: Journey) -> None:
    """RQ-QUO-07, RQ-FEE-04: the sheet is settled as agreed; another payer is another quote."""
    journey.in_repair(journey.listed("AC-P-CAP"))
    warranty.judge(journey.order, stage="diagnosis", cause="misuse", by=SYSTEM, at=journey.tick())
    bo = journey.actor("bo")
    inspection.self_check(journey.order, answers=CHECKED, by=bo, at=journey.tick())
    inspection.inspect(journey.order, answers=INSPECTED, by=journey.actor("iris"), at=journey.tick())
    sheet = acceptance.present(journey.order, by=SYSTEM, at=journey.tick())
    acceptance.sign(
        sheet,
        signer="Alice",
        signature_data_url=DRAWN,
        document_hash=sheet.document_hash,
        by=bo,
        at=journey.tick(),
    )
    made = settlement.prepare(journey.order, by=SYSTEM, at=journey.tick())
    assert (made.total_customer, made.total_company) == (0, Decimal(45))
