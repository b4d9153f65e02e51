"""The verbs of a work order."""

from baoxiu.flow.work_orders.actions.cancel import cancel
from baoxiu.flow.work_orders.actions.close import close
from baoxiu.flow.work_orders.actions.create import NotAccepted, create
from baoxiu.flow.work_orders.actions.hand_back import hand_back
from baoxiu.flow.work_orders.actions.items import OrderIsOver, add_item, tick_item

__all__ = [
    "NotAccepted",
    "OrderIsOver",
    "add_item",
    "cancel",
    "close",
    "create",
    "hand_back",
    "tick_item",
]
