"""The lists that the worker can write, by their code."""

from __future__ import annotations

from collections.abc import Mapping

from baoxiu.web.desk.orders.sheet import SHEET as ORDERS
from baoxiu.web.desk.requests.sheet import SHEET as REQUESTS
from baoxiu.web.desk.sheets import Sheet

SHEETS: Mapping[str, Sheet] = {sheet.code: sheet for sheet in (ORDERS, REQUESTS)}
