"""What time or an event drives: each job calls one action or query."""

from __future__ import annotations

from procrastinate.contrib.django import app

from baoxiu.basics.notifications.actions import send_queued
from baoxiu.basics.promises.actions import sweep
from baoxiu.core import clock
from baoxiu.core.events.outbox import drain
from baoxiu.core.events.wake import DRAIN
from baoxiu.flow.next_steps import follow
from baoxiu.flow.repairs.jobs import lapse_quotes


@app.task(name=DRAIN)
def drain_outbox() -> None:
    """Handle what waits in the outbox, then send what that queued."""
    drain(follow)
    send_queued(at=clock.now())


@app.periodic(cron="* * * * * */15")
@app.task(name="sweep_outbox", queueing_lock="sweep_outbox")
def sweep_outbox(timestamp: int) -> None:  # noqa: ARG001
    """The same without being woken: for events whose waker died, and for second tries."""
    drain(follow)
    send_queued(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="sweep_promises", queueing_lock="sweep_promises")
def sweep_promises(timestamp: int) -> None:  # noqa: ARG001
    """Ask every promise whose time has come (warning, late, escalation), and let old quotes lapse."""
    sweep(at=clock.now())
    lapse_quotes(at=clock.now())
