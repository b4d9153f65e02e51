"""Whether the installation is as the last preparation left it; then a start needs none. Without Django.

`baoxiu run` prepares (tables, rights, static files, built-in data) only after a change: of the code or its packages, of
the language or the year, or of the database. `baoxiu migrate` always prepares.
"""

import hashlib
import json
import os
import sysconfig
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from baoxiu.config.environment import CHECKOUT, Environment

PACKAGE = CHECKOUT / "baoxiu"
NOTE = "prepared.json"
MANIFEST = "staticfiles.json"
PASSED_OVER = {"__pycache__", "tests", "assets"}
STATE = """
    SELECT (SELECT system_identifier FROM pg_control_system()), 'django_migrations'::regclass::oid::bigint,
           (SELECT count(*) FROM django_migrations), (SELECT count(*) FROM accounts_role),
           (SELECT count(*) FROM places_division), (SELECT count(*) FROM notifications_template),
           (SELECT count(*) FROM forms_formversion), (SELECT count(*) FROM promises_knownyear),
           (SELECT count(*) FROM (SELECT FROM accounts_user LIMIT 1) AS anybody)
"""
"""Another server, a restored, a new or an emptied database gives another row."""


@dataclass(frozen=True)
class Prepared:
    """What one preparation led to. `welcome` holds the demo's sign-ins; None where no demo was asked for."""

    code: str
    database: list[int]
    welcome: str | None


def kept_welcome(environment: Environment, code: str, *, demo: bool) -> str | None:
    """What to tell the user where nothing needs to be prepared; None where something does."""
    kept = _read(environment)
    if kept is None or not (environment.data / "static" / MANIFEST).is_file():
        return None
    if kept.code != code or kept.database != _state(environment):
        return None
    return kept.welcome if demo else ""


def remember(environment: Environment, code: str, *, welcome: str | None) -> None:
    """Keep what a preparation of this code has led to, after it has succeeded."""
    state = _state(environment)
    if state is None:
        return
    partial = environment.data / f"{NOTE}.part"
    partial.touch(mode=0o600)
    partial.write_text(json.dumps(asdict(Prepared(code, state, welcome)), ensure_ascii=False))
    partial.replace(environment.data / NOTE)


def code_fingerprint(environment: Environment, at: datetime) -> str:
    """Changes with every file of the package, every installed package, the configuration and the year."""
    digest = hashlib.sha256()
    for path in sorted(_sources(PACKAGE)):
        facts = path.stat()
        digest.update(f"{path.relative_to(PACKAGE)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    addresses = [_without_password(environment.url_for(role)) for role in ("owner", "app")]
    digest.update("\n".join([*packages, *addresses, environment.language, str(at.year)]).encode())
    return digest.hexdigest()


def _state(environment: Environment) -> list[int] | None:
    """The row of `STATE`; None where the database was never prepared. Without an account it counts as new."""
    try:
        with psycopg.connect(environment.url_for("owner")) as connection:
            row = connection.execute(STATE).fetchone() or (0,)
    except psycopg.Error:
        return None
    return list(row) if row[-1] else None


def _sources(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in PASSED_OVER]
        yield from (Path(place, name) for name in names)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.username}@{parts.hostname}:{parts.port}{parts.path}?{parts.query}"


def _read(environment: Environment) -> Prepared | None:
    try:
        return Prepared(**json.loads((environment.data / NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return None
