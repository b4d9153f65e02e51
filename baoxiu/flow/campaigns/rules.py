"""When to call before a campaign and when the letter follows. Pure: no Django, no clock, no I/O."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from baoxiu.basics.promises.rules import legal_date, moment


def call_by(starts_on: date, *, days: int = 14) -> datetime:
    """24:00 of the day, two weeks ahead, by which every customer was called (RQ-REV-15, T26)."""
    return moment(starts_on - timedelta(days=days), 1440)


def letter_by(called_at: datetime, *, days: int = 2) -> datetime:
    """24:00 of the second day after the call (RQ-REV-15, T27)."""
    return moment(legal_date(called_at) + timedelta(days=days), 1440)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign's notice has come: customers."""

    all: int
    reached: int
    given_up: int
    letters_open: int
    letters_sent: int

    @property
    def to_call(self) -> int:
        """Who has not been reached yet."""
        return self.all - self.reached - self.given_up
