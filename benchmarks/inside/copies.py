"""Many rows from one, by the database itself."""

from __future__ import annotations

from typing import Any

from django.db import connection, models


def multiply(row: models.Model, count: int, **other: str) -> None:
    """``count`` copies of a row; ``other`` gives columns as SQL over the running number ``n``."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(other.get(field.column, f'source."{field.column}"') for field in fields)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" AS source,'
            f" generate_series(1, %s) AS n WHERE source.id = %s",
            [count, row.pk],
        )
        cursor.execute(f'VACUUM (ANALYZE) "{table}"')


def ratio(figures: list[Any]) -> float:
    """The last figure over the first."""
    return float(figures[-1] / figures[0])
