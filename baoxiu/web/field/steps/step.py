"""A step: one verb of the order page with its form, when it is possible, when it is next, what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict
from baoxiu.core.refusals import Refusal
from baoxiu.flow.visits.permissions import may
from baoxiu.web.field.job import Job

PLAIN = "field/steps/plain.html"


class StepForm(forms.Form):
    """A form about one order. ``places`` says where a refusal's field is found on this form."""

    places: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, job: Job, **options: Any) -> None:
        super().__init__(*args, **options)
        self.job = job
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the order."""

    def show(self, refusal: Refusal) -> None:
        """Put an action's sentences at the fields they concern."""
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            place = self.places.get(name, name)
            self.add_error(place if place in self.fields else None, sentence)


type Act = Callable[[Job, Any, Actor, datetime], object]
type Ask = Callable[[Job], bool]


def never(_job: Job) -> bool:
    """For steps that are possible but never the next thing."""
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """Without a ``form``, or where it holds only what the phone says of itself (``direct``), one press
    does it; else the step has its own screen. ``quick``: needed again and again, shown large.
    """

    code: str
    label: object
    icon: str
    right: str
    act: Act
    done: object
    fits: Ask
    leads: Ask = never
    form: type[StepForm] | None = None
    template: str = PLAIN
    submit: object = ""
    hint: object = ""
    question: object = ""
    danger: bool = False
    quick: bool = False
    direct: bool = False

    @property
    def has_screen(self) -> bool:
        """Whether something is asked first."""
        return self.form is not None and not self.direct

    def verdict(self, job: Job) -> Verdict:
        """Whether this person may take it."""
        return may(job.actor, self.right, job.order)
