"""When to call after service, when to try again, what an answer says. Pure: no Django, no clock, no I/O."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from baoxiu.basics.promises.rules import DAY, SHANGHAI, legal_date, moment
from baoxiu.core.reasons import Reason, because


@dataclass(frozen=True, slots=True)
class CallWindow:
    """The days on which to call, first and last included. Too early is as wrong as too late."""

    opens_on: date
    last_on: date

    @property
    def opens_at(self) -> datetime:
        return moment(self.opens_on)

    @property
    def due_at(self) -> datetime:
        """Late from this moment on: 24:00 of the last day."""
        return moment(self.last_on, 1440)


def first_window(handed_over_on: date, *, first_day: int = 3, last_day: int = 7) -> CallWindow:
    """After handover, the day itself not counted (RQ-REV-01, T20)."""
    return CallWindow(handed_over_on + first_day * DAY, handed_over_on + last_day * DAY)


def second_window(first_call_on: date, *, first_day: int = 8, last_day: int = 14) -> CallWindow:
    """One week passes after the first call, then within seven days (RQ-REV-02, T21)."""
    return CallWindow(first_call_on + first_day * DAY, first_call_on + last_day * DAY)


def regular_day(last_on: date, months: int) -> date:
    """The day, so many months after the last talk, on which a regular call falls due (RQ-REV-10).

    A day that the month does not have is its last day.
    """
    year, month = divmod(last_on.year * 12 + last_on.month - 1 + months, 12)
    return date(year, month + 1, min(last_on.day, monthrange(year, month + 1)[1]))


def regular_window(today: date, *, days: int = 30) -> CallWindow:
    """A regular call is made within so many days from the day it was planned (RQ-REV-10)."""
    return CallWindow(today, today + days * DAY)


def answer_due(found_at: datetime, *, days: int = 0) -> datetime:
    """Until when the customer hears an answer: 24:00 of the very day it was found, or days later (RQ-REV-07, T24)."""
    return moment(legal_date(found_at) + days * DAY, 1440)


def is_given_up(*, unanswered: int, call_backs: int, tries: int, most_call_backs: int) -> bool:
    """Whether the customer counts as not reached: too often no answer, or too often put off (RQ-REV-13, e9)."""
    return unanswered >= tries or call_backs > most_call_backs


def reason_not_to_call(window: CallWindow, at: datetime) -> Reason | None:
    """Why now is no time to call. A late call is still made, but it is told as late."""
    if at < window.opens_at:
        return because("call_too_early", date=window.opens_on)
    if at >= window.due_at:
        return because("call_too_late", date=window.last_on)
    return None


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How long to wait after each unanswered call, and between which hours people are called."""

    waits: tuple[timedelta, ...] = (timedelta(hours=4), timedelta(days=1), timedelta(days=1))
    from_hour: int = 9
    to_hour: int = 20

    def __post_init__(self) -> None:
        if not 0 <= self.from_hour < self.to_hour <= 24:
            raise ValueError("calling hours begin before they end, within one day")


def next_attempt(
    window: CallWindow, attempts: Sequence[datetime], plan: RetryPlan | None = None
) -> datetime | None:
    """When to call next after those unanswered calls; None when the customer counts as not reached (e9).

    Without any attempt it is the first calling hour of the window. A retry is never outside the calling hours
    and never after the window.
    """
    plan = plan or RetryPlan()
    if len(attempts) > len(plan.waits):
        return None
    wished = max(attempts) + plan.waits[len(attempts) - 1] if attempts else window.opens_at
    found = _in_calling_hours(max(wished, window.opens_at), plan)
    return found if found < window.due_at else None


def _in_calling_hours(at: datetime, plan: RetryPlan) -> datetime:
    day = legal_date(at)
    if at < moment(day, plan.from_hour * 60):
        return moment(day, plan.from_hour * 60)
    if at >= moment(day, plan.to_hour * 60):
        return moment(day + DAY, plan.from_hour * 60)
    return at.astimezone(SHANGHAI)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the customer said (RQ-REV-03). Scores run from 1 (bad) to 5 (good); None means not asked.

    Raises ValueError for a score outside the scale.
    """

    solved: bool | None = None
    quality: int | None = None
    attitude: int | None = None
    speed: int | None = None
    overall: int | None = None

    def __post_init__(self) -> None:
        if any(not 1 <= score <= 5 for score in self.scores):
            raise ValueError("scores run from 1 to 5")

    @property
    def scores(self) -> tuple[int, ...]:
        given = (self.quality, self.attitude, self.speed, self.overall)
        return tuple(score for score in given if score is not None)


class Contentment(StrEnum):
    """NEUTRAL: neither praise nor complaint. UNKNOWN: nothing was answered."""

    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"
    UNKNOWN = "unknown"


def contentment(answers: Answers) -> Contentment:
    """The worst answer decides: unsolved, or a score of 2 or less, is dissatisfaction."""
    scores = answers.scores
    if answers.solved is False or any(score <= 2 for score in scores):
        return Contentment.DISSATISFIED
    if not scores and answers.solved is None:
        return Contentment.UNKNOWN
    return Contentment.SATISFIED if all(score >= 4 for score in scores) else Contentment.NEUTRAL


def satisfied(answers: Answers) -> bool:
    """Whether the customer counts as satisfied: solved as far as asked, and every score 4 or 5."""
    return contentment(answers) is Contentment.SATISFIED


def missing_parts(there: Mapping[str, bool], wanted: Iterable[str]) -> list[str]:
    """What a customer's file lacks of what the firm wants in it, in the order of the file (RQ-CUS-02)."""
    asked = set(wanted)
    return [part for part, is_there in there.items() if part in asked and not is_there]
