"""Django app of this room."""

from django.apps import AppConfig


class WorkOrdersConfig(AppConfig):
    """WorkOrders."""

    name = "baoxiu.flow.work_orders"
    label = "work_orders"
    default_auto_field = "django.db.models.BigAutoField"
