"""What the application's role may do: read and write rows, but own no table nor change an immutable one."""

from collections.abc import Iterable

import psycopg
from psycopg import sql

ALLOWED = ("SELECT", "INSERT", "UPDATE", "DELETE")
WITHHELD = ("UPDATE", "DELETE", "TRUNCATE")


def grant_app_role(owner_url: str, role: str, immutable_tables: Iterable[str]) -> None:
    """Give `role` its rights on every table of the schema `public`, later ones included (RQ-SEC-04).

    On `immutable_tables` it may only read and add. Run as the owner of the tables, after every migration.
    """
    name = sql.Identifier(role)
    allowed, withheld = (sql.SQL(", ").join(map(sql.SQL, rights)) for rights in (ALLOWED, WITHHELD))
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(allowed, name),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} ON TABLES TO {}").format(allowed, name),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}").format(
            name
        ),
    ]
    statements += [
        sql.SQL("REVOKE {} ON {} FROM {}").format(withheld, sql.Identifier(table), name)
        for table in immutable_tables
    ]
    with psycopg.connect(owner_url) as connection:
        for statement in statements:
            connection.execute(statement)
