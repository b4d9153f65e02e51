"""Van stock in the plan: who can go, what would help, what is given way to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from baoxiu.basics.parts.actions import NotOnVan, add_part, count, load, set_usual_parts
from baoxiu.basics.parts.models import Part, VanMovement
from baoxiu.basics.parts.queries import on_van
from baoxiu.basics.technicians.actions import set_skill
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed, NotFound
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.planner.problem import Order, Technician
from baoxiu.flow.dispatch.queries import shown
from baoxiu.flow.planning import actions, queries
from baoxiu.flow.planning.actions import Bringing
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.needs import Needs, asked_of, given_way, on_board, parts_in
from baoxiu.flow.planning.picture import picture_of
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from baoxiu.flow.work_orders.actions import expect_parts
from tests.cast import Cast

ONE, TWO = Decimal(1), Decimal(2)


@pytest.fixture
def board(cast: Cast) -> Part:
    """Bo's van is kept and has none; Ben has two and lacks the level for such a fault."""
    by_the_plan(cast)
    made = add_part("P-7", "主控板", name_en="Main board", by=SYSTEM, at=cast.at)
    count(cast.bo, made, Decimal(0), by=SYSTEM, at=cast.at)
    load(cast.ben, made, TWO, by=SYSTEM, at=cast.at)
    set_skill(cast.ben, cast.family, 1, by=SYSTEM, at=cast.at)
    cast.fault.level = 2
    cast.fault.save()
    return made


@pytest.mark.django_db
def test_a_part_that_is_not_on_the_van_keeps_somebody_away_until_it_is_brought(
    board: Part, cast: Cast
) -> None:
    """RQ-DSP-02, RQ-DSP-05, RQ-APT-07: the reason with the part's number, the colleague who can spare it; brought and placed at once."""
    dana, order = cast.actor("dana"), new_order(cast)
    expect_parts(order, {board: ONE}, by=dana, at=cast.at)
    assert actions.place_order(order, by=SYSTEM, at=cast.at) is None
    with pytest.raises(dispatch.Unfit, match="P-7"):
        dispatch.assign(order, cast.bo, by=dana, at=cast.at)
    assert [one.eligible for one in shown(order, at=cast.at)] == [False, False]
    found = queries.why_nobody(order, at=cast.at)
    against = {one.name: one.sentences for one in found.against}
    assert "P-7" in against["Bo"][0]
    assert "P-7" in found.change
    (bring,) = found.bring
    assert (bring.part_id, bring.units, bring.from_id, bring.to_id) == (
        board.pk,
        1,
        cast.ben.pk,
        cast.bo.pk,
    )
    assert "Ben" in bring.sentence
    what = [Bringing(bring.part_id, bring.units, bring.from_id, bring.to_id)]
    for who, wrong, refusal in (
        ("ava", what, NotAllowed),
        ("dana", [replace(what[0], from_id=cast.wen.pk)], NotFound),
        ("dana", [replace(what[0], units=3)], NotOnVan),
    ):
        with pytest.raises(refusal):
            actions.bring_parts(order, wrong, by=cast.actor(who), at=cast.at)
    made = actions.bring_parts(order, what, by=dana, at=cast.at)
    assert made is not None
    assert made.technician == cast.bo
    assert [on_van(cast.bo.pk, board), on_van(cast.ben.pk, board)] == [1, 1]
    assert set(VanMovement.objects.filter(order_number=order.number).values_list("kind", flat=True)) == {
        "given",
        "taken",
    }
    other = new_order(cast)
    expect_parts(other, {board: TWO}, by=dana, at=cast.at)
    assert queries.why_nobody(other, at=cast.at).bring == ()  # Ben has one left, two are needed


@pytest.mark.django_db
def test_what_the_firm_and_the_fault_say(board: Part, cast: Cast) -> None:
    """RQ-APT-07: usual parts only make somebody dearer; a firm may choose that noted ones do no more; unkept vans say nothing."""
    set_usual_parts(cast.fault, {board: ONE}, by=SYSTEM, at=cast.at)
    new_order(cast)
    noted = new_order(cast)
    expect_parts(noted, {board: ONE}, by=cast.actor("dana"), at=cast.at)
    book = PlanBook.objects.create(outlet=cast.outlet)

    def drawn() -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        problem = picture_of(book, at=cast.at).problem
        assert [one.van for one in problem.technicians] == [(0,), (2,)]
        assert problem.weights.part_missing == 20 * 60
        return tuple((one.parts, one.handy) for one in problem.orders)

    assert drawn() == (((), (0,)), ((1,), ()))
    choose("dispatch.parts_on_van", value="prefer", valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert drawn() == (((), (0,)), ((), (0,)))
    assert [one.eligible for one in shown(noted, at=cast.at)] == [True, False]
    made = actions.place_order(noted, by=SYSTEM, at=cast.at)
    assert made is not None
    assert made.technician == cast.bo


def _order(**more: object) -> Order:
    return Order("1", 0, 0, 60, ((0, 9),), 1, **more)  # type: ignore[arg-type]


def test_van_stock_takes_a_job_from_nobody() -> None:
    """What lies with somebody uses up his van; where it has not enough, the part is only likely to be needed."""
    van = Technician("1", 0, 0, (), van=(1, 0))
    unkept = Technician("2", 0, 0, ())
    mine = _order(parts=(1, 0), published=(0, 0))
    free = _order(parts=(0, 1))
    taken = _order(parts=(0, 1), pinned=0)
    given = given_way([mine, mine, free, taken, _order(parts=(9, 9), pinned=1)], [van, unkept])
    assert [(one.parts, one.handy) for one in given] == [
        ((1, 0), ()), ((), (0,)), ((0, 1), ()), ((), (1,)), ((9, 9), ()),
    ]  # fmt: skip
    assert given_way([_order(parts=(0, 1), crew=2)], [van])[0].handy == (1,)
    assert given_way([free], [van], limits=False)[0].handy == (1,)


def test_units_are_whole_in_the_plan() -> None:
    """Half a kilogram needs a whole one on board; half a one on board is none."""
    needs = Needs({7: Decimal("0.5")}, frozenset({9}))
    parts = parts_in([needs, Needs()])
    assert (parts, asked_of(needs, parts), asked_of(Needs(), parts)) == ((7, 9), ((1, 0), (1,)), ((), ()))
    assert on_board({7: Decimal("1.5")}, parts) == (1, 0)
    assert on_board(None, parts) is on_board({}, ()) is None
