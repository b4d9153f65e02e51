"""Taking technicians on and letting them go."""

import pytest

from baoxiu.basics.accounts.actions import UserNameTaken, grant_role
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.customers.inputs import InvalidPhone
from baoxiu.basics.technicians.actions import change, hire, leave
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast


def test_a_technician_has_an_account_with_the_role_at_the_outlet(cast: Cast) -> None:
    tom = hire("tom", "Tom", "139 0013 9009", outlet=cast.outlet, by=cast.actor("root"), at=cast.at)
    actor = actor_for(tom.user)
    assert actor is not None
    assert (actor.technician_id, actor.outlet_ids) == (tom.pk, frozenset({cast.outlet.pk}))
    assert actor.has("visits.go")
    assert tom.number == f"T{tom.user_id:05d}"
    assert tom.phone == "+8613900139009"


def test_the_service_manager_hires_without_more_power_than_needed(cast: Cast) -> None:
    assert hire("tom", "Tom", "13900139009", outlet=cast.outlet, by=cast.actor("mo"), at=cast.at)


def test_refusals(cast: Cast) -> None:
    for name in ("charlie", "wang", "dana"):
        with pytest.raises(NotAllowed):
            hire("tom", "Tom", "13900139009", outlet=cast.other_outlet, by=cast.actor(name), at=cast.at)
    with pytest.raises(UserNameTaken):
        hire("BO", "Bo", "13900139009", outlet=cast.outlet, by=cast.actor("root"), at=cast.at)
    with pytest.raises(InvalidPhone):
        hire("tom", "Tom", "1", outlet=cast.outlet, by=cast.actor("root"), at=cast.at)
    assert Technician.objects.count() == 3


def test_changes_are_recorded(cast: Cast) -> None:
    change(cast.bo, name="Bo", phone="13900139009", daily_cap=5, by=cast.actor("root"), at=cast.at)
    event = of_subject(cast.bo).get(kind="technicians.changed")
    assert (event.data["old"]["daily_cap"], event.data["new"]["daily_cap"]) == (8, 5)
    with pytest.raises(NotAllowed):
        change(cast.bo, name="Bo", phone="13900139009", daily_cap=5, by=cast.actor("bo"), at=cast.at)


def test_who_leaves_does_nothing_any_more(cast: Cast) -> None:
    gone = leave(cast.bo, by=cast.actor("root"), at=cast.at)
    assert not gone.is_active
    cast.user("bo").refresh_from_db()
    assert actor_for(cast.user("bo")) is None


def test_a_manager_of_people_in_one_outlet_stays_in_it(cast: Cast) -> None:
    """Data scope: the right is not enough."""
    role = cast.user("wang").grants.get().role
    role.rights = [*role.rights, "people.change"]
    role.save()
    wang = actor_for(cast.user("wang"))
    assert wang is not None
    assert hire("tom", "Tom", "13900139009", outlet=cast.other_outlet, by=wang, at=cast.at)
    with pytest.raises(NotAllowed):
        hire("tim", "Tim", "13900139009", outlet=cast.outlet, by=wang, at=cast.at)
    grant_role(cast.user("charlie"), "team_leader", cast.outlet, by=SYSTEM, at=cast.at)
    with pytest.raises(NotAllowed):
        grant_role(cast.user("charlie"), "technician", cast.other_outlet, by=wang, at=cast.at)
