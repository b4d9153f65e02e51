"""Lets deadlines, tasks and notices hear what a journey does, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises import actions as promises
from baoxiu.basics.tasks.models import Task
from baoxiu.core.events.models import Event
from baoxiu.flow import notices, todo


@dataclass
class Listener:
    """Hears every event once; ``twice`` lets it hear everything again, which must change nothing."""

    heard: int = field(default_factory=lambda: Event.objects.count() and Event.objects.latest("pk").pk)

    def listen(self) -> None:
        """Follow what happened since."""
        for event in Event.objects.filter(pk__gt=self.heard).order_by("pk"):
            _follow(event)
            self.heard = event.pk

    def again(self) -> None:
        """Follow the last event once more."""
        _follow(Event.objects.get(pk=self.heard))

    def tasks(self) -> list[tuple[str, str]]:
        """What is to be done now: kind and person or role."""
        self.listen()
        rows = Task.objects.open().select_related("assignee").order_by("opened_at", "pk")
        return [(task.kind, task.assignee.username if task.assignee else task.role) for task in rows]

    def told(self, code: str) -> Any:
        """The newest notice of a kind."""
        self.listen()
        return Notice.objects.filter(code=code).latest("pk")


def _follow(event: Event) -> None:
    promises.follow(event)
    todo.follow(event)
    notices.follow(event)
