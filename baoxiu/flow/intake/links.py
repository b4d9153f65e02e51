"""The customer's signed way to the own case, without an account.

A token is the link's random UUID (122 bits) and a 160-bit HMAC over it and the link's nonce: it can be
neither guessed nor made from the database alone, and a new nonce makes it useless.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from baoxiu.basics.accounts.rights import CUSTOMER_RIGHTS
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotFound
from baoxiu.core.statements import AnyOf, Question
from baoxiu.flow.intake.models import AccessLink, RepairRequest

PATH = "/r/"
_SALT = "baoxiu.flow.intake.links"
_ID_BYTES, _SEAL_BYTES = 16, 20
_NOBODY = UUID(int=0)


def token_for(request: RepairRequest) -> str:
    """The token of the request's link; what came from an archive gets its link on first use."""
    try:
        link: AccessLink = request.link
    except AccessLink.DoesNotExist:
        made = AccessLink(request=request, created_at=request.submitted_at)
        AccessLink.objects.bulk_create([made], ignore_conflicts=True)
        link = AccessLink.objects.get(request=request)
    return base64.urlsafe_b64encode(link.pk.bytes + _seal(link.pk, link.nonce)).decode()


def look_ahead(requests: Sequence[RepairRequest]) -> None:
    """Read the links of several requests at once."""
    by_key = {request.pk: request for request in requests if not RepairRequest.link.is_cached(request)}
    for link in _LINKS_OF(requests=list(by_key)) if by_key else ():
        by_key[link.request_id].link = link


_LINKS_OF: Question[AccessLink] = Question(
    lambda: AccessLink.objects.filter(AnyOf(F("request_id"), "requests")).order_by()
)


def request_for(token: str) -> RepairRequest:
    """The request behind a token; raises ``NotFound`` for a wrong, forged or dead one, always alike."""
    link_id, seal = _read(token)
    link = (
        AccessLink.objects.select_related("request__family", "request__customer").filter(pk=link_id).first()
    )
    genuine = constant_time_compare(seal, _seal(link_id, link.nonce if link else _NOBODY))
    if link is None or not genuine:
        raise NotFound()
    request: RepairRequest = link.request
    return request


def url_for(request: RepairRequest) -> str:
    """The address that the customer gets by message."""
    return f"{settings.PUBLIC_URL}{PATH}{token_for(request)}"


def prices_url() -> str:
    """The public price list, for whoever is offered a paid repair (RQ-TRI-07)."""
    return f"{settings.PUBLIC_URL}/prices/"


def customer_actor(request: RepairRequest) -> Actor:
    """The customer who came by the link: sees and does what belongs to this case alone."""
    return Actor(
        kind="customer",
        id=str(request.pk),
        name=request.contact_name,
        rights=CUSTOMER_RIGHTS,
        outlet_ids=None,
        customer_id=request.customer_id,
        language=request.language,
    )


def visitor(name: str = "", language: str = "zh-hans") -> Actor:
    """Somebody on the public pages who has no case yet: may submit a request and see none."""
    return Actor(
        kind="customer",
        id="0",
        name=name,
        rights=frozenset({"intake.register"}),
        outlet_ids=None,
        language=language,
    )


def _read(token: str) -> tuple[UUID, bytes]:
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise NotFound()
    if len(raw) != _ID_BYTES + _SEAL_BYTES:
        raise NotFound()
    return UUID(bytes=raw[:_ID_BYTES]), raw[_ID_BYTES:]


def _seal(link_id: UUID, nonce: UUID) -> bytes:
    digest = salted_hmac(_SALT, link_id.bytes + nonce.bytes, algorithm="sha256").digest()
    return digest[:_SEAL_BYTES]
