"""What time or an event drives: each job calls one action or query."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from baoxiu.basics.exports.actions import expire
from baoxiu.basics.exports.jobs import WRITE, wake_writer
from baoxiu.basics.exports.queries import waits
from baoxiu.basics.exports.writing import write_waiting
from baoxiu.basics.notifications.actions import send_queued
from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.travel.actions import forget_old
from baoxiu.basics.webhooks.jobs import SEND, send_due, wake_sender
from baoxiu.config.clearing import forget_answers, forget_deliveries, forget_old_jobs, forget_sessions
from baoxiu.config.environment import current
from baoxiu.config.nightly import back_up_tonight
from baoxiu.config.stalled import take_up_stalled
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.outbox import drain
from baoxiu.core.events.wake import DRAIN
from baoxiu.core.files.jobs import remove_orphans
from baoxiu.core.limits.counting import forget
from baoxiu.flow.acceptance.jobs import accept_silence
from baoxiu.flow.followups.actions import plan_regular, remind_of_service
from baoxiu.flow.inspection.jobs import draw_samples
from baoxiu.flow.intake.jobs import locate_addresses
from baoxiu.flow.next_steps import follow
from baoxiu.flow.planning.books import planned_outlets
from baoxiu.flow.planning.jobs import IMPROVE, ask_for_ways, forget_touched, improve_plans
from baoxiu.flow.repairs.jobs import lapse_quotes
from baoxiu.flow.satisfaction.actions import remind_of_round
from baoxiu.flow.together import follow_together
from baoxiu.flow.visits.jobs import learn_times
from baoxiu.flow.workshop.jobs import give_bays
from baoxiu.web.desk.exports.writer import write_export


@app.task(name=DRAIN)
def drain_outbox() -> None:
    """Handle what waits in the outbox, then send what that queued."""
    _handle_and_send()


@app.periodic(cron="* * * * * */15")
@app.task(name="sweep_outbox", queueing_lock="sweep_outbox")
def sweep_outbox(timestamp: int) -> None:  # noqa: ARG001
    """The same without being woken: for events whose waker died, and for second tries."""
    _handle_and_send()


def _handle_and_send() -> None:
    drain(follow, together=follow_together)
    wake_sender(at=clock.now())
    send_queued(at=clock.now())


@app.task(name=SEND)
def send_webhooks() -> None:
    """Tell the receivers of webhooks; a job of its own, so that a slow one holds up nothing else."""
    send_due(clock.now)


@app.task(name=WRITE)
def write_exports() -> None:
    """Write the lists that people asked for; a job of its own, so that a long one holds up nothing else."""
    write_waiting(write_export, clock.now)


@app.task(name=IMPROVE)
def improve_the_plans() -> None:
    """Make plans better around new orders; a job of its own, so that nobody waits for it."""
    improve_plans(planned_outlets(), clock.now)


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled", queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Every minute: jobs whose worker died begin again."""
    await take_up_stalled(context.app.job_manager)


@app.periodic(cron="* * * * *")
@app.task(name="sweep_exports", queueing_lock="sweep_exports")
def sweep_exports(timestamp: int) -> None:  # noqa: ARG001
    """Every minute: begin again what a worker that was killed left lying."""
    if waits():
        wake_writer()


@app.periodic(cron="* * * * *")
@app.task(name="sweep_promises", queueing_lock="sweep_promises")
def sweep_promises(timestamp: int) -> None:  # noqa: ARG001
    """Ask every promise whose time has come (warning, late, escalation), and let old quotes lapse."""
    sweep(at=clock.now())
    lapse_quotes(at=clock.now())


@app.periodic(cron="10 0 * * *")
@app.task(name="plan_regular_calls", queueing_lock="plan_regular_calls", lock="plan_regular_calls")
def plan_regular_calls(timestamp: int) -> None:  # noqa: ARG001
    """In the morning (08:10 in China): the yearly and half-yearly calls whose day has come (RQ-REV-10)."""
    plan_regular(by=SYSTEM, at=clock.now())


@app.periodic(cron="30 1 * * *")
@app.task(name="remind_of_service", queueing_lock="remind_of_service", lock="remind_of_service")
def remind_of_due_service(timestamp: int) -> None:  # noqa: ARG001
    """In the morning (09:30 in China): customers whose product is due for service (RQ-NOT-03)."""
    remind_of_service(by=SYSTEM, at=clock.now())


@app.periodic(cron="20 0 * * *")
@app.task(name="remind_of_round", queueing_lock="remind_of_round", lock="remind_of_round")
def remind_of_the_round(timestamp: int) -> None:  # noqa: ARG001
    """In the morning: a task once the interval since the last satisfaction round is over (RQ-SAT-02)."""
    remind_of_round(by=SYSTEM, at=clock.now())


@app.periodic(cron="40 18 * * *")
@app.task(name="learn_times", queueing_lock="learn_times", lock="learn_times")
def learn_the_times(timestamp: int) -> None:  # noqa: ARG001
    """At night (02:40 in China): how long jobs and ways take, from the visits of the last year (RQ-DSP-10)."""
    learn_times(at=clock.now())
    forget_old(by=SYSTEM, at=clock.now())


@app.periodic(cron="*/3 * * * *")
@app.task(name="locate_addresses", queueing_lock="locate_addresses", lock="locate_addresses")
def locate_the_addresses(timestamp: int) -> None:  # noqa: ARG001
    """Every three minutes: where new requests are, if the firm has chosen a map service that knows (RQ-DSP-03)."""
    locate_addresses(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="ask_for_ways", queueing_lock="ask_for_ways", lock="ask_for_ways")
def ask_for_the_ways(timestamp: int) -> None:  # noqa: ARG001
    """Every minute: the ways to new places, if the firm has chosen a map service that tells them (RQ-DSP-01)."""
    ask_for_ways(planned_outlets(), clock.now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="give_bays", queueing_lock="give_bays", lock="give_bays")
def give_the_bays(timestamp: int) -> None:  # noqa: ARG001
    """Every ten minutes: who waits in a workshop gets the bay that has become free by time (RQ-APT-09)."""
    give_bays(at=clock.now())


@app.periodic(cron="35 * * * *")
@app.task(name="forget_touched", queueing_lock="forget_touched")
def forget_what_was_touched(timestamp: int) -> None:  # noqa: ARG001
    """Every hour: notes of changes that no kept picture of a plan needs any more."""
    forget_touched(clock.now())


@app.periodic(cron="5 * * * *")
@app.task(name="draw_samples", queueing_lock="draw_samples")
def draw_the_samples(timestamp: int) -> None:  # noqa: ARG001
    """Every hour: fix tomorrow's seed, and draw for the days that are over."""
    draw_samples(at=clock.now())


@app.periodic(cron="15 * * * *")
@app.task(name="accept_silence", queueing_lock="accept_silence")
def accept_the_silence(timestamp: int) -> None:  # noqa: ARG001
    """Every hour: work that was presented long ago without an objection, where the firm chose so."""
    accept_silence(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="back_up_tonight", queueing_lock="back_up_tonight", lock="back_up_tonight")
def nightly_backup(timestamp: int) -> None:  # noqa: ARG001
    """After half past two: the backup of the night, where a folder is set for it and it is not there yet."""
    back_up_tonight(current(), at=clock.now())


@app.periodic(cron="40 * * * *")
@app.task(name="clear_away", queueing_lock="clear_away")
def clear_away(timestamp: int) -> None:  # noqa: ARG001
    """Every hour: answers kept for repeats, bytes without a row, exports, jobs, sessions, messages and counters that
    ended long ago."""
    at = clock.now()
    forget_answers(at=at)
    remove_orphans(at=at)
    expire(by=SYSTEM, at=at)
    forget_old_jobs(at=at)
    forget_sessions(at=at)
    forget_deliveries(at=at)
    forget(at=at)
