"""Looks into the running database."""

import datetime

from django.db import connection

from baoxiu.basics.builtin.load import problems
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import KnownYear
from baoxiu.config.doctor.finding import Check, Finding, bad, good, warning
from baoxiu.config.environment import Environment
from baoxiu.config.preparation import application_role, pending_migrations
from baoxiu.config.words import _
from baoxiu.core import clock
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links, stuck
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.storage import path_of

OLDEST_WAITING = datetime.timedelta(minutes=10)
TOLERATED_CLOCK = datetime.timedelta(minutes=2)
SAMPLE = 200
CALENDAR_WARNING_MONTH = 11


def version(environment: Environment) -> Finding:  # noqa: ARG001
    """Which PostgreSQL answers."""
    return good(_("PostgreSQL {version} answers.").format(version=_server_version()))


def migrations(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether the tables fit this version."""
    pending = pending_migrations()
    if pending:
        return bad(
            _("{count} migrations are not applied, the first is {first}.").format(
                count=len(pending), first=pending[0]
            ),
            "baoxiu migrate",
        )
    return good(_("The tables fit this version."))


def separate_role(environment: Environment) -> Finding:
    """Whether web and worker work with fewer rights than the owner."""
    if not application_role(environment):
        return warning(
            _("Web and worker use the owner's database role."),
            _("Set BAOXIU_APP_DATABASE_URL to a role that owns nothing, then run `baoxiu migrate`."),
        )
    return good(_("Web and worker use a database role without ownership."))


def built_in(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether roles and divisions are loaded."""
    missing = problems()
    if missing:
        return bad(" ".join(missing), "baoxiu migrate")
    return good(_("The built-in roles and divisions are there."))


def outbox(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether next steps follow events in time."""
    late = stuck(clock.now(), older_than=OLDEST_WAITING)
    count, failing = late.count(), late.exclude(last_error="").order_by("-attempts").first()
    if not count:
        return good(_("Nothing waits in the outbox for more than ten minutes."))
    text = _("{count} events wait for their next steps for more than ten minutes.").format(count=count)
    if failing:
        text += " " + failing.last_error.strip().splitlines()[-1]
    return bad(text, _("Check that the worker runs (`baoxiu run` or `baoxiu worker`)."))


def notices(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether notices reach people."""
    failed = Notice.objects.filter(state=Notice.State.FAILED)
    newest = failed.order_by("-created_at").first()
    if newest is None:
        return good(_("No notice has failed."))
    text = _("{count} notices could not be delivered, the last one says: {error}")
    return warning(
        text.format(count=failed.count(), error=newest.last_error or "?"),
        _("Check BAOXIU_MAIL_URL and the addresses."),
    )


def chains(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether the newest histories are unaltered."""
    newest = Event.objects.exclude(chain="").order_by("-id").values_list("chain", flat=True)[: SAMPLE * 10]
    sample = list(dict.fromkeys(newest))[:SAMPLE]
    broken = [chain for chain in sample if any(broken_links(chain))]
    if broken:
        return bad(
            _("The history of {chains} was altered.").format(chains=", ".join(broken[:5])),
            _("Restore from a backup made before the change and find out who had access."),
        )
    return good(_("{count} histories checked; none was altered.").format(count=len(sample)))


def files(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether every stored file is on the disk."""
    missing = [
        str(file_id)
        for file_id in StoredFile.objects.values_list("id", flat=True)
        if not path_of(file_id).exists()
    ]
    if missing:
        return bad(
            _("{count} files are missing, the first is {first}.").format(
                count=len(missing), first=missing[0]
            ),
            _("Bring the folder files/ of the data directory back from a backup."),
        )
    return good(_("Every stored file is there."))


def work_calendar(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether deadlines can be computed with official holidays."""
    today = clock.now().astimezone().date()
    needed = [today.year] + ([today.year + 1] if today.month >= CALENDAR_WARNING_MONTH else [])
    known = set(KnownYear.objects.filter(year__in=needed).values_list("year", flat=True))
    missing = [str(year) for year in needed if year not in known]
    if missing:
        return warning(
            _("The official working calendar of {years} is missing; deadlines there are provisional.").format(
                years=", ".join(missing)
            ),
            _("Enter holidays and make-up days when they are published."),
        )
    return good(_("The official working calendar is there."))


def wall_clock(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether the clock went back behind what was recorded."""
    newest = Event.objects.order_by("-id").first()
    if newest and newest.recorded_at > clock.now() + TOLERATED_CLOCK:
        return bad(
            _("The newest event lies in the future ({at}); the clock is wrong.").format(
                at=newest.recorded_at
            ),
            _("Set the machine's clock, best with NTP."),
        )
    return good(_("The clock agrees with the history."))


def _server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


BASIC: list[Check] = [version, migrations, separate_role]
CONTENT: list[Check] = [built_in, outbox, notices, chains, files, work_calendar, wall_clock]
