"""The verbs of webhooks."""

from baoxiu.basics.webhooks.actions.keeping import change, pause, register, remove, renew_secret, resume
from baoxiu.basics.webhooks.actions.queueing import queue
from baoxiu.basics.webhooks.actions.replaying import replay, replay_since
from baoxiu.basics.webhooks.actions.sending import send_queued

__all__ = [
    "change",
    "pause",
    "queue",
    "register",
    "remove",
    "renew_secret",
    "replay",
    "replay_since",
    "resume",
    "send_queued",
]
