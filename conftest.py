"""What every test shares: the database (see tests/database.py and tests/template.py)."""

import gc
import os
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate
from django.test import client
from django.test.utils import ContextList, override_settings
from whitenoise.base import StaticFile
from whitenoise.middleware import WhiteNoiseMiddleware

from baoxiu.core.kept import Kept
from tests.database import THROWN_AWAY
from tests.template import template_database

hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("search", deadline=None, max_examples=500)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples in every run; `HYPOTHESIS_PROFILE=search` goes looking for new ones."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first: with several workers the whole run ends with the short ones."""
    items.sort(key=lambda item: -_seconds(item))


def _seconds(item: pytest.Item) -> int:
    mark = item.get_closest_marker("slow")
    return int(mark.args[0]) if mark else 0


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Modules, tests and fixtures stay until the end: looking through them for rubbish costs a tenth of the run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(50_000, 20, 50)


pytest_plugins = ["tests.cast", "tests.journey"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001
    """Copy each test database from one that is migrated once."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template_database()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """A database of a cluster that is thrown away need not be dropped first."""
    return django_db_keepdb or THROWN_AWAY in os.environ


@pytest.fixture(scope="session", autouse=True)
def _counters_of_its_own() -> Iterator[None]:
    """The product's processes share the files of one cache; the run's workers would empty each other's."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES=settings.CACHES | {"progress": memory}):
        yield


@pytest.fixture(scope="session", autouse=True)
def _emptying_is_quick() -> None:
    """Between tests that commit, the tables are emptied, and only then do the append-only triggers sleep.

    Deleting the few rows that are there is quicker than truncating all tables; what Django's migrations fill stays.
    """

    def sql_flush(
        _self: DatabaseOperations, _style: Any, tables: Sequence[str], **_options: Any
    ) -> list[str]:
        full = _with_rows([table for table in tables if table not in FILLED_BY_MIGRATIONS])
        sleep = "SET LOCAL session_replication_role = replica"
        return [sleep, *(f'DELETE FROM "{table}"' for table in full)]

    DatabaseOperations.sql_flush = sql_flush
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


FILLED_BY_MIGRATIONS = ("django_content_type", "auth_permission")


def _with_rows(tables: list[str]) -> list[str]:
    questions = ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {questions}")
        return [table for table, has_rows in zip(tables, cursor.fetchone(), strict=True) if has_rows]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_for_once() -> Iterator[None]:
    """The file server looks for all files with each client, and nearly every test of a door has a client."""
    found: dict[str, StaticFile] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def once(server: WhiteNoiseMiddleware) -> None:
        if not found:
            look(server)
            found.update(server.files)
        server.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_page_is_kept_not_its_widgets() -> Iterator[None]:
    """What tests ask of a page is in its own context; copies of it for each part of each form take time."""

    def keep(store: dict[str, Any], template: Any, context: Any, **_more: Any) -> None:
        if "context" not in store and not str(template.name).startswith("django/forms/"):
            store["templates"], store["context"] = [template], ContextList([copy(context)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep)
        yield


@pytest.fixture(autouse=True)
def _what_is_kept_is_read_anew() -> None:
    """What one test chose and rolled back must not hold in the next."""
    Kept.forget_all()


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """Where collected files would lie: the file server warns of a missing folder."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_fast() -> Iterator[None]:
    """The real hash takes a tenth of a second on purpose; tests make hundreds of accounts."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
