"""The verbs of a work order."""

from baoxiu.flow.work_orders.actions.add_item import SheetIsDone, add_item
from baoxiu.flow.work_orders.actions.cancel import cancel
from baoxiu.flow.work_orders.actions.close import close
from baoxiu.flow.work_orders.actions.conclude import conclude
from baoxiu.flow.work_orders.actions.create import NotAccepted, create
from baoxiu.flow.work_orders.actions.expect_parts import expect_parts
from baoxiu.flow.work_orders.actions.hand_back import hand_back
from baoxiu.flow.work_orders.actions.re_repair import NotHandedOver, re_repair

__all__ = [
    "NotAccepted",
    "NotHandedOver",
    "SheetIsDone",
    "add_item",
    "cancel",
    "close",
    "conclude",
    "create",
    "expect_parts",
    "hand_back",
    "re_repair",
]
