"""The verbs of notices."""

from baoxiu.basics.notifications.actions.queueing import queue
from baoxiu.basics.notifications.actions.reading import mark_all_read, mark_read
from baoxiu.basics.notifications.actions.sending import send_queued
from baoxiu.basics.notifications.actions.templates import change_template, load_defaults, take_back_template
from baoxiu.basics.notifications.recipients import Recipient

__all__ = [
    "Recipient",
    "change_template",
    "load_defaults",
    "mark_all_read",
    "mark_read",
    "queue",
    "send_queued",
    "take_back_template",
]
