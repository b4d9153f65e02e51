"""Webhooks: who is told what happens, and what was sent (RQ-INT-12)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.webhooks import actions
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.queries import log
from baoxiu.core.refusals import NotFound
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.answers.webhooks import (
    DeliveryAnswer,
    Replayed,
    WebhookAnswer,
    WebhookWithSecret,
    delivery_answer,
    webhook_answer,
    with_secret,
)
from baoxiu.web.api.asked.webhooks import ChangedWebhook, DeliveryFilters, NewWebhook, Since
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import outlet_of, webhook_of
from baoxiu.web.api.kinds import NOTHING, Nothing, RowId
from baoxiu.web.api.paging import Paged, page

router = Router(tags=["webhooks"])


@router.get("/webhooks", response=Page[WebhookAnswer], summary=_("List webhooks"))
@needs_right("webhooks.see")
def list_webhooks(request: HttpRequest, filters: Query[Paged]) -> Page[WebhookAnswer]:
    """The newest first; removed ones are left out."""
    rows = Webhook.objects.for_actor(request.actor).select_related("outlet")
    return page(rows, filters, webhook_answer)


@router.post("/webhooks", response={201: WebhookWithSecret}, summary=_("Set up a webhook"))
@needs_right("webhooks.change")
def register(request: HttpRequest, given: NewWebhook) -> WebhookWithSecret:
    """The secret is in this answer only."""
    return with_secret(
        actions.register(
            given.name,
            url=given.url,
            kinds=given.kinds,
            outlet=outlet_of(request.actor, given.outlet) if given.outlet else None,
            by=request.actor,
            at=request.at,
        )
    )


@router.get("/webhooks/{webhook_id}", response=WebhookAnswer, summary=_("Show a webhook"))
@needs_right("webhooks.see")
def show(request: HttpRequest, webhook_id: RowId) -> WebhookAnswer:
    """Without its secret."""
    return webhook_answer(webhook_of(request.actor, webhook_id))


@router.post("/webhooks/{webhook_id}/change", response=WebhookAnswer, summary=_("Change a webhook"))
@needs_right("webhooks.change")
def change(request: HttpRequest, webhook_id: RowId, given: ChangedWebhook) -> WebhookAnswer:
    """Name, address, kinds and outlet."""
    done = actions.change(
        webhook_of(request.actor, webhook_id),
        name=given.name,
        url=given.url,
        kinds=given.kinds,
        outlet=outlet_of(request.actor, given.outlet) if given.outlet else None,
        by=request.actor,
        at=request.at,
    )
    return webhook_answer(done)


@router.post(
    "/webhooks/{webhook_id}/renew-secret",
    response=WebhookWithSecret,
    summary=_("Give a webhook a new secret"),
)
@needs_right("webhooks.change")
def renew_secret(request: HttpRequest, webhook_id: RowId, given: Nothing = NOTHING) -> WebhookWithSecret:  # noqa: ARG001
    """The old one signs nothing any more."""
    found = webhook_of(request.actor, webhook_id)
    return with_secret(actions.renew_secret(found, by=request.actor, at=request.at))


@router.post("/webhooks/{webhook_id}/pause", response=WebhookAnswer, summary=_("Pause a webhook"))
@needs_right("webhooks.change")
def pause(request: HttpRequest, webhook_id: RowId, given: Nothing = NOTHING) -> WebhookAnswer:  # noqa: ARG001
    """Nothing is sent or queued."""
    return webhook_answer(
        actions.pause(webhook_of(request.actor, webhook_id), by=request.actor, at=request.at)
    )


@router.post("/webhooks/{webhook_id}/resume", response=WebhookAnswer, summary=_("Resume a webhook"))
@needs_right("webhooks.change")
def resume(request: HttpRequest, webhook_id: RowId, given: Nothing = NOTHING) -> WebhookAnswer:  # noqa: ARG001
    """What is still queued goes first."""
    return webhook_answer(
        actions.resume(webhook_of(request.actor, webhook_id), by=request.actor, at=request.at)
    )


@router.post("/webhooks/{webhook_id}/remove", response=WebhookAnswer, summary=_("Remove a webhook"))
@needs_right("webhooks.change")
def remove(request: HttpRequest, webhook_id: RowId, given: Nothing = NOTHING) -> WebhookAnswer:  # noqa: ARG001
    """It is told nothing any more."""
    return webhook_answer(
        actions.remove(webhook_of(request.actor, webhook_id), by=request.actor, at=request.at)
    )


@router.post(
    "/webhooks/{webhook_id}/replay", response=Replayed, summary=_("Send again everything since a moment")
)
@needs_right("webhooks.change")
def replay_since(request: HttpRequest, webhook_id: RowId, given: Since) -> Replayed:
    """Also what happened while the webhook was paused."""
    found = webhook_of(request.actor, webhook_id)
    return Replayed(count=actions.replay_since(found, given.since, by=request.actor, at=request.at))


@router.get(
    "/webhooks/{webhook_id}/deliveries", response=Page[DeliveryAnswer], summary=_("List what was sent")
)
@needs_right("webhooks.see")
def deliveries(
    request: HttpRequest, webhook_id: RowId, filters: Query[DeliveryFilters]
) -> Page[DeliveryAnswer]:
    """The newest first."""
    rows = log(webhook_of(request.actor, webhook_id), state=filters.state or "")
    return page(rows, filters, delivery_answer)


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    response=DeliveryAnswer,
    summary=_("Send one event again"),
)
@needs_right("webhooks.change")
def replay(
    request: HttpRequest,
    webhook_id: RowId,
    delivery_id: RowId,
    given: Nothing = NOTHING,  # noqa: ARG001
) -> DeliveryAnswer:
    """Under the same id and with the same body."""
    rows = Delivery.objects.for_actor(request.actor).filter(webhook_id=webhook_id, pk=delivery_id)
    found = rows.select_related("webhook", "event").first()
    if found is None:
        raise NotFound()
    return delivery_answer(actions.replay(found, by=request.actor, at=request.at))
