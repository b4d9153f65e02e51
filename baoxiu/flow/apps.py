"""The flow as a Django app: no tables, only translations."""

from django.apps import AppConfig


class Flow(AppConfig):
    """What happens to a customer's product."""

    name = "baoxiu.flow"
    label = "flow"
