"""Settings of the plan. Weights are in minutes of driving, so that they can be weighed against each other."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

ENGINE = "dispatch.engine"
_GROUP = _("Dispatch")
_MINUTES, _HOURS, _DAYS = _("minutes"), _("hours"), _("days")


def _whole(key: str, default: int, label: object, unit: object, most: int, least: int = 0) -> Policy:
    return Policy(
        key=f"planning.{key}",
        kind="whole",
        default=default,
        label=label,
        group=_GROUP,
        unit=unit,
        least=Decimal(least),
        most=Decimal(most),
        source="RQ-DSP-01, RQ-APT-01",
    )


declare(
    Policy(
        key=ENGINE,
        kind="choice",
        default="plan",
        label=_("How the system dispatches"),
        group=_GROUP,
        choices=(("score", _("By points, one order at a time")), ("plan", _("By the running plan, with routes"))),
        source="RQ-DSP-01, RQ-DSP-06",
    ),
    _whole("horizon_days", 14, _("The plan reaches so far ahead"), _DAYS, 28, 1),
    _whole("window_minutes", 120, _("Length of a window that a customer is told"), _MINUTES, 480, 30),
    _whole("hold_minutes", 10, _("A window that was shown is held for"), _MINUTES, 120, 1),
    _whole("freeze_minutes", 60, _("What begins within this time is no longer moved"), _MINUTES, 1440),
    _whole("break_minutes", 45, _("Break on a long working day"), _MINUTES, 240),
    _whole("break_from", 11, _("The break begins at this hour at the earliest"), _("o'clock"), 23),
    _whole("break_until", 14, _("The break is over at this hour"), _("o'clock"), 24, 1),
    _whole("break_after", 5, _("A working day longer than this has a break"), _HOURS, 24),
    _whole("overtime_minutes", 0, _("Overtime that the plan may use on a day"), _MINUTES, 240),
    _whole("month_hours", 166, _("A full month's work of one person"), _HOURS, 300, 1),
    _whole("expert_level", 5, _("From this skill level on somebody counts as an expert"), "", 5, 1),
    _whole("unserved_1", 48, _("Weight of an order of priority 1 that is left out"), _HOURS, 500, 4),
    _whole("unserved_2", 24, _("Weight of an order of priority 2 that is left out"), _HOURS, 500, 4),
    _whole("unserved_3", 12, _("Weight of an order of priority 3 that is left out"), _HOURS, 500, 4),
    _whole("unserved_4", 6, _("Weight of an order of priority 4 that is left out"), _HOURS, 500, 4),
    _whole("weight_overtime", 2, _("Weight of a minute of overtime"), _MINUTES, 100),
    _whole("weight_lateness", 1, _("Weight of a minute after the promised time"), _MINUTES, 100),
    _whole("weight_over_level", 5, _("Weight of each skill level above what is needed"), _MINUTES, 240),
    _whole("weight_not_preferred", 5, _("Weight of somebody the customer does not know"), _MINUTES, 240),
    _whole("weight_no_expert", 60, _("Weight of a missing expert"), _MINUTES, 600),
    _whole("weight_other_technician", 20, _("Weight of somebody else at a repeat repair"), _MINUTES, 600),
    _whole("weight_moved", 30, _("Weight of a visit that goes to another technician or day"), _MINUTES, 600),
    _whole("weight_part_missing", 20, _("Weight of a part that is likely needed and not on the van"), _MINUTES, 600),
    _whole("fair_day", 50, _("Weight of equal shares over the day"), "‰", 1000),
    _whole("fair_month", 50, _("Weight of equal shares over the month"), "‰", 1000),
    _whole("counter_places", 0, _("Customers with an appointment at the counter at one time (0: no appointments)"), _("customers"), 20),
    _whole("counter_minutes", 30, _("Length of an appointment at the counter"), _MINUTES, 240, 10),
    Policy(
        key="planning.open_every_day",
        kind="yes_no",
        default=False,
        label=_("Counter and workshop are open on days of rest, too"),
        group=_GROUP,
        source="RQ-APT-08, RQ-APT-09",
    ),
    Policy(
        key="planning.yuan_per_hour",
        kind="amount",
        default="60.00",
        label=_("What an hour on the way costs"),
        group=_GROUP,
        unit=_("yuan"),
        least=Decimal(0),
        most=Decimal(2000),
        source="RQ-DSP-01",
    ),
    _whole("answer_minutes", 30, _("A job that nobody has answered for so long is shown to the team leader"), _MINUTES, 1440, 1),
    _whole("waiting_minutes", 60, _("An order without technician for so long is shown to the team leader"), _MINUTES, 1440, 1),
)  # fmt: skip
