"""A new cluster: checksums, UTF-8, passwords of its own, two roles and one empty database."""

import secrets
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from baoxiu.config.postgres.binaries import Binaries
from baoxiu.config.postgres.failures import ClusterTrouble
from baoxiu.config.postgres.place import Place
from baoxiu.config.postgres.server_user import ServerUser
from baoxiu.config.words import _

SUPERUSER, OWNER, APPLICATION = "postgres", "baoxiu", "baoxiu_app"
DATABASE = "baoxiu"
LOCALES = ("C.UTF-8", "C")


def create_cluster(place: Place, binaries: Binaries, user: ServerUser) -> None:
    """Run `initdb` beside the final directory and rename, so that a half-made cluster never counts.

    Raises ClusterTrouble with initdb's own words.
    """
    partial = place.cluster.with_name("postgres.part")
    shutil.rmtree(partial, ignore_errors=True)
    user.private_folder(partial)
    passwords = _write_passwords(place)
    secret = partial.with_name("postgres.pw")
    secret.touch(mode=0o600)
    secret.write_text(passwords[SUPERUSER])
    user.own(secret)
    try:
        _initdb(partial, secret, binaries, user)
    finally:
        secret.unlink()
    partial.rename(place.cluster)


def create_roles(url: str, passwords: Path) -> None:
    """Make the two roles and the database that are still missing. `url` is the superuser's."""
    known = read_passwords(passwords)
    with psycopg.connect(url, autocommit=True) as connection:
        for role, rights in ((OWNER, "LOGIN CREATEDB"), (APPLICATION, "LOGIN")):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                create = sql.SQL("CREATE ROLE {} " + rights + " PASSWORD {}")
                connection.execute(create.format(sql.Identifier(role), sql.Literal(known[role])))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def read_passwords(path: Path) -> dict[str, str]:
    """The passwords by role from a file in libpq's format."""
    rows = [line.split(":") for line in path.read_text().splitlines()]
    return {row[3]: row[4] for row in rows}


def _write_passwords(place: Place) -> dict[str, str]:
    if place.passwords.exists():
        return read_passwords(place.passwords)
    passwords = {role: secrets.token_hex(24) for role in (SUPERUSER, OWNER, APPLICATION)}
    partial = place.passwords.with_name("postgres.passwords.part")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.write_text("".join(f"*:*:*:{role}:{password}\n" for role, password in passwords.items()))
    partial.rename(place.passwords)
    return passwords


def _initdb(folder: Path, secret: Path, binaries: Binaries, user: ServerUser) -> None:
    for locale in LOCALES:
        command = [binaries.program("initdb"), "--pgdata", str(folder), "--username", SUPERUSER]
        command += ["--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8"]
        command += ["--locale", locale, "--data-checksums", "--no-instructions", "--no-sync"]
        answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, **user.popen)
        if answer.returncode == 0:
            return
    text = _("A new database could not be made in {folder}: {reason}")
    raise ClusterTrouble(text.format(folder=folder, reason=answer.stderr.strip()[-500:]))
