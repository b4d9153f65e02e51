"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "baoxiu.basics.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the settings of this room."""
        import_module("baoxiu.basics.accounts.policies")
