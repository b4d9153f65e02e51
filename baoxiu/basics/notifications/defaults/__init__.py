"""The notices of the house with their first texts; a firm edits its own copies (``models.Template``)."""

from dataclasses import replace

from baoxiu.basics.notifications.defaults.before_repair import BEFORE_REPAIR
from baoxiu.basics.notifications.defaults.from_repair_on import FROM_REPAIR_ON
from baoxiu.basics.notifications.defaults.kind import COMMON, NoticeKind, Text
from baoxiu.basics.notifications.defaults.staff import STAFF

AT_ONCE = ("request_received", "on_the_way", "quote_agreed", "quote_refused")
"""Told at any hour: the customer has just acted, or somebody is about to ring."""

KINDS: dict[str, NoticeKind] = {
    kind.code: replace(kind, at_once=kind.code in AT_ONCE)
    for kind in (*BEFORE_REPAIR, *FROM_REPAIR_ON, *STAFF)
}

__all__ = ["COMMON", "KINDS", "NoticeKind", "Text"]
