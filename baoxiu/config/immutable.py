"""Which tables only grow: those of models that say `immutable = True`."""

from django.apps import apps


def immutable_tables() -> list[str]:
    """The names of the tables whose rows are never changed or deleted (RQ-SEC-04)."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "immutable", False))
