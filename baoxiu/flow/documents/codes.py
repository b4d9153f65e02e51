"""The code of a printed copy: what it names, under a signature nobody else can make.

Order, document, version and the first 128 bits of the event's hash in 27 bytes, under Django's signature
(HMAC-SHA-256, 256 bits). After a change of the key, copies stay true as long as the old one is among the fallbacks.
"""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer

PATH = "/v/"
_LAYOUT = struct.Struct(">QcH16s")
_SALT = "baoxiu.flow.documents"


class Forged(ValueError):
    """Not one of our codes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a code says; ``digest`` is the beginning of the event's hash."""

    order_id: int
    mark: str
    version: int
    digest: bytes


def code_for(order_id: int, mark: str, version: int, event_hash: str) -> str:
    """The code for a copy bound to the event with this hash (hexadecimal)."""
    packed = _LAYOUT.pack(order_id, mark.encode("ascii"), version, bytes.fromhex(event_hash)[:16])
    return _signer().sign(base64.urlsafe_b64encode(packed).decode("ascii"))


def read_code(code: str) -> Claim:
    """What a code says; raises ``Forged`` unless we signed it."""
    try:
        packed = base64.urlsafe_b64decode(_signer().unsign(code))
        order_id, mark, version, digest = _LAYOUT.unpack(packed)
    except (BadSignature, ValueError, struct.error):
        raise Forged(code)
    return Claim(order_id, mark.decode("ascii"), version, digest)


def address_of(code: str) -> str:
    """The public page that checks it."""
    return f"{settings.PUBLIC_URL}{PATH}{code}/"


def _signer() -> Signer:
    return Signer(salt=_SALT, sep=".")
