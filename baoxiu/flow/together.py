"""The next steps of many facts at once: the same as one by one, with fewer questions and fewer statements.

It only saves: what is not looked up here is asked by the step, and where a step fails each case is done again for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from baoxiu.basics.accounts.models import User
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.products.models import Family
from baoxiu.basics.promises import held as promises
from baoxiu.basics.tasks import held as tasks
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.events.locks import own_heads
from baoxiu.core.events.models import Event
from baoxiu.core.files import queries as files
from baoxiu.core.files.models import StoredFile
from baoxiu.core.rows import read_rows
from baoxiu.flow.intake import links
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.next_steps import steps_of
from baoxiu.flow.planning import standing_well
from baoxiu.flow.work_orders import earlier


def follow_together(events: Sequence[Event]) -> None:
    """Everything that follows from these facts: of several cases step by step, so that the same step of all writes at once."""
    _look_ahead(events)
    for facts in _one_of_each_case(events):
        steps = [steps_of(event) for event in facts]
        for number in range(max(map(len, steps))):
            for event, its in zip(facts, steps, strict=True):
                if number < len(its):
                    its[number](event)


def _one_of_each_case(events: Sequence[Event]) -> Iterator[list[Event]]:
    """First the first fact of each case, then the second ones; what is outside every case stands for itself."""
    turns: Counter[str] = Counter()
    rounds: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        rounds[turns[event.chain] if event.chain else 0].append(event)
        turns[event.chain] += 1
    for turn in sorted(rounds):
        yield rounds[turn]


def _look_ahead(events: Sequence[Event]) -> None:
    """Read at once, for all the cases of these facts, what their steps would ask for case by case.

    Rows are locked before the heads of their chains, as everybody does.
    """
    chains = {event.chain for event in events if event.chain.startswith("case:")}
    accepted = {event.subject_id: event for event in events if event.kind == "intake.accepted"}
    locked = read_rows(RepairRequest, accepted, locked=True)
    own_heads(event.chain for event in accepted.values())
    earlier.look_ahead((request, accepted[request.pk].at) for request in locked)
    requests = read_rows(RepairRequest, {int(chain.removeprefix("case:")) for chain in chains})
    read_rows(Customer, {request.customer_id for request in requests})
    read_rows(Family, {request.family_id for request in requests})
    promises.look_ahead(chains)
    created = [event for event in events if event.kind == "order.created"]
    files.look_ahead(
        "repairrequest", [event.data["request_id"] for event in created], StoredFile.Purpose.PROOF
    )
    assigned = [event for event in events if event.kind == "dispatch.assigned"]
    standing_well.look_ahead(
        (event.data["order_id"], event.data["technician_id"], event.at) for event in assigned
    )
    technicians = read_rows(Technician, {event.data["technician_id"] for event in assigned})
    read_rows(User, {technician.user_id for technician in technicians})
    if requests:
        tasks.look_ahead(requests)
        links.look_ahead(requests)
