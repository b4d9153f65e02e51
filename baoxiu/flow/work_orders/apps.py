"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class WorkOrdersConfig(AppConfig):
    """WorkOrders."""

    name = "baoxiu.flow.work_orders"
    label = "work_orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.flow.work_orders.policies")
