"""Beginning the repair and what is noted while working."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.files.content import InvalidFile
from baoxiu.core.files.models import StoredFile
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.repairs import actions
from baoxiu.flow.repairs.models import Quote, QuoteLine
from tests.journey import Journey

pytestmark = pytest.mark.django_db
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6364f8cf500f000386018056a3f5f60000000049454e44ae426082"
)


def line_of(journey: Journey, kind: str = "part") -> QuoteLine:
    """A line of the quote in force."""
    return QuoteLine.objects.get(quote__order=journey.order, kind=kind, quote__stage="agreed")


def test_after_consent(journey: Journey) -> None:
    """RQ-QUO-02, M06: a part on the quote is agreed to as an item before anything starts."""
    journey.accepted()
    journey.assessed()
    quote = journey.quoted(journey.listed("AC-P-CAP"))
    bo = journey.actor("bo")
    with pytest.raises(IllegalMove):
        actions.start(journey.order, by=bo, at=journey.tick())
    journey.agreed(quote)
    with pytest.raises(NotAllowed):
        actions.start(journey.order, by=journey.actor("ben"), at=journey.tick())
    assert actions.start(journey.order, by=bo, at=journey.tick()).stage == "in_repair"
    assert Event.objects.get(kind="repairs.started").data["version"] == 1


def test_never_without_a_quote_in_force(journey: Journey) -> None:
    """Appendix e4: work starts only from agreed."""
    journey.accepted()
    journey.assessed()
    quote = journey.quoted()
    Quote.objects.filter(pk=quote.pk).update(stage="replaced")
    with pytest.raises(actions.NoConsent):
        actions.start(journey.order, by=journey.actor("bo"), at=journey.tick())
    assert journey.fresh().stage == "ready"


def test_parts_up_to_the_agreed_quantity(journey: Journey) -> None:
    """RQ-QUO-03, RQ-EXE-03, RQ-EXE-05: with old and new serial."""
    journey.in_repair(journey.listed("AC-L1"), journey.listed("AC-P-CAP", quantity=Decimal(2)))
    bo, part = journey.actor("bo"), line_of(journey)
    noted = actions.note_part(
        journey.order, quote_line=part, old_serial="C-1", new_serial="C-2", by=bo, at=journey.tick()
    )
    assert (noted.name, noted.quantity, noted.new_serial) == ("启动电容", 1, "C-2")
    actions.note_part(journey.order, quote_line=part, by=bo, at=journey.tick())
    with pytest.raises(actions.ConsentNeeded):
        actions.note_part(journey.order, quote_line=part, by=bo, at=journey.tick())
    labour = line_of(journey, "labour")
    with pytest.raises(actions.ConsentNeeded):
        actions.note_part(journey.order, quote_line=labour, by=bo, at=journey.tick())
    with pytest.raises(InvalidInput):
        actions.note_part(journey.order, quote_line=part, quantity=Decimal(0), by=bo, at=journey.tick())
    assert Event.objects.filter(kind="repairs.part_noted").count() == 2


def test_a_part_of_a_replaced_quote_is_not_agreed(journey: Journey) -> None:
    """RQ-ADD-02."""
    journey.in_repair(journey.listed("AC-P-CAP"))
    old, bo = line_of(journey), journey.actor("bo")
    journey.agreed(journey.quoted(journey.listed("AC-P-COMP")))
    actions.start(journey.order, by=bo, at=journey.tick())
    with pytest.raises(actions.ConsentNeeded):
        actions.note_part(journey.order, quote_line=old, by=bo, at=journey.tick())


def test_steps_are_noted_while_working(journey: Journey) -> None:
    """RQ-EXE-05: the repair record."""
    journey.in_repair(journey.listed("AC-P-CAP"))
    bo = journey.actor("bo")
    step = actions.note_step(journey.order, text="拆下外机侧板", by=bo, at=journey.tick())
    assert list(journey.order.steps.all()) == [step]
    with pytest.raises(actions.StepMissing):
        actions.note_step(journey.order, text=" ", by=bo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.note_step(journey.order, text="x", by=journey.actor("ben"), at=journey.tick())


def test_nothing_is_noted_before_or_after_the_repair(journey: Journey) -> None:
    """RQ-EXE-05."""
    journey.self_checked(journey.listed("AC-P-CAP"))
    bo = journey.actor("bo")
    with pytest.raises(actions.NotInRepair):
        actions.note_step(journey.order, text="x", by=bo, at=journey.tick())
    with pytest.raises(actions.NotInRepair):
        actions.note_part(journey.order, quote_line=line_of(journey), by=bo, at=journey.tick())


def test_photos(journey: Journey) -> None:
    """RQ-EXE-05."""
    journey.accepted()
    bo = journey.actor("bo")
    stored = actions.add_photo(journey.order, data=PIXEL, name="板.png", by=bo, at=journey.tick())
    assert (stored.purpose, stored.case) == (StoredFile.Purpose.REPAIR_PHOTO, journey.order.chain)
    assert Event.objects.get(kind="repairs.photo_added").data["file_id"] == str(stored.pk)
    with pytest.raises(InvalidFile):
        actions.add_photo(journey.order, data=b"MZ", name="x.png", by=bo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.add_photo(journey.order, data=PIXEL, name="x", by=journey.actor("ben"), at=journey.tick())
    journey.order.stage = "closed"
    journey.order.save()
    with pytest.raises(IllegalMove):
        actions.add_photo(journey.order, data=PIXEL, name="x", by=bo, at=journey.tick())
