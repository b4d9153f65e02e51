"""Quotes: their fingerprint, when consent is needed and when it is needed anew. Pure: no Django, no clock, no I/O."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hmac import compare_digest
from typing import Any

from baoxiu.core.events.chain import plain
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.settlement.rules import ChargeLine
