"""Bringing the database to the state that this version needs: migrations and rights."""

from contextlib import nullcontext
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from baoxiu.config.environment import Environment
from baoxiu.config.first_migration import rendering_only_new_models
from baoxiu.config.immutable import immutable_tables
from baoxiu.config.postgres.create import APPLICATION
from baoxiu.config.postgres.grants import grant_app_role


def pending_migrations() -> list[str]:
    """The names of migrations that are not applied yet, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_new() -> bool:
    """Whether the database has never been migrated."""
    return "django_migrations" not in connection.introspection.table_names()


def migrate() -> None:
    """Apply every pending migration."""
    with rendering_only_new_models() if is_new() else nullcontext():
        call_command("migrate", interactive=False, verbosity=0)


def grant_rights(environment: Environment) -> None:
    """Give the application's role its rights; does nothing when an external database has no such role."""
    role = application_role(environment)
    if role:
        grant_app_role(environment.url_for("owner"), role, immutable_tables())


def application_role(environment: Environment) -> str:
    """The name of the role that web and worker use, or "" when they use the owner's."""
    if environment.own_database:
        return APPLICATION
    owner, application = (urlsplit(environment.url_for(role)).username or "" for role in ("owner", "app"))
    return "" if application == owner else application
