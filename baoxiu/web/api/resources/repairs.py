"""Assessment, quote, consent and the repair itself (RQ-ASM, RQ-QUO, RQ-EXE)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.core.refusals import NotFound
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import Quote, QuoteLine
from baoxiu.flow.repairs.queries import quote_in_force
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.answers.orders import OrderStage, order_stage
from baoxiu.web.api.answers.requests import FileAnswer, RequestStage, file_answer, request_stage
from baoxiu.web.api.answers.work import PartAnswer, QuoteAnswer, part, quote
from baoxiu.web.api.asked import work as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import order_of
from baoxiu.web.api.kinds import NOTHING, Nothing, RowId

router = Router(tags=["repairs"])


@router.post("/orders/{number}/assessment", response=OrderStage, summary=_("Assess the fault"))
@needs_right("repairs.assess")
def assess(request: HttpRequest, number: str, given: asked.Assessment) -> OrderStage:
    """What is broken and why; the warranty is judged."""
    order = order_of(request.actor, number)
    repairs.assess(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/quotes", response={201: QuoteAnswer}, summary=_("Send a quote"))
@needs_right("repairs.quote")
def send_quote(request: HttpRequest, number: str, given: asked.Quote) -> QuoteAnswer:
    """A version of plan and price; with nothing to agree the order is ready at once."""
    order = order_of(request.actor, number)
    lines = [repairs.QuoteLineInput(**line.model_dump()) for line in given.lines]
    sent = repairs.send_quote(
        order, plan=given.plan, explanation=given.explanation, lines=lines, by=request.actor, at=request.at
    )
    return quote(sent)


@router.post(
    "/orders/{number}/quotes/{version}/consent",
    response=OrderStage,
    summary=_("Record the customer's answer"),
)
@needs_right("repairs.consent")
def consent(request: HttpRequest, number: str, version: RowId, given: asked.Consent) -> OrderStage:
    """Said by phone or on site, to exactly this version."""
    order = order_of(request.actor, number)
    answered = _version(order, version)
    said = given.model_dump(include={"name", "way", "document_hash"})
    if given.agreed:
        repairs.agree(answered, **said, by=request.actor, at=request.at)
    else:
        repairs.refuse(answered, **said, reason=given.reason, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/site", response=OrderStage, summary=_("Settle place and conditions"))
@needs_right("repairs.repair")
def confirm_site(request: HttpRequest, number: str, given: asked.Site) -> OrderStage:
    """Before an installation, a commissioning or a maintenance begins."""
    order = order_of(request.actor, number)
    repairs.confirm_site(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/finish", response=OrderStage, summary=_("Finish the work with its sheet"))
@needs_right("repairs.repair")
def finish_work(request: HttpRequest, number: str, given: asked.FinishedWork) -> OrderStage:
    """An installation begins the product's file."""
    order = order_of(request.actor, number)
    handover = repairs.Handover(**given.model_dump(exclude={"answers"}))
    repairs.finish_work(order, answers=given.answers, handover=handover, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/findings", response={201: RequestStage}, summary=_("Report a fault that was found")
)
@needs_right("repairs.repair")
def report_finding(request: HttpRequest, number: str, given: asked.Finding) -> RequestStage:
    """It becomes a repair request of its own."""
    order = order_of(request.actor, number)
    made = repairs.report_finding(order, fault_text=given.fault_text, by=request.actor, at=request.at)
    return request_stage(made, request.actor)


@router.post("/orders/{number}/start", response=OrderStage, summary=_("Start the repair"))
@needs_right("repairs.repair")
def start(request: HttpRequest, number: str, given: Nothing = NOTHING) -> OrderStage:  # noqa: ARG001
    """Agreed, or nothing to agree."""
    order = order_of(request.actor, number)
    repairs.start(order, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/parts", response={201: PartAnswer}, summary=_("Note a part built in"))
@needs_right("repairs.repair")
def note_part(request: HttpRequest, number: str, given: asked.Part) -> PartAnswer:
    """A part of the agreed quote."""
    order = order_of(request.actor, number)
    line = _quoted(order, given.quote_line)
    noted = given.model_dump(exclude={"quote_line"})
    return part(repairs.note_part(order, quote_line=line, **noted, by=request.actor, at=request.at))


@router.post("/orders/{number}/steps", response=OrderStage, summary=_("Note a step of the repair"))
@needs_right("repairs.repair")
def note_step(request: HttpRequest, number: str, given: asked.Step) -> OrderStage:
    """For the repair record."""
    order = order_of(request.actor, number)
    repairs.note_step(order, text=given.text, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/measurements", response=OrderStage, summary=_("Keep measured values of worn parts")
)
@needs_right("repairs.repair")
def measure(request: HttpRequest, number: str, given: asked.Measured) -> OrderStage:
    """What is beyond its limit says whether it is repaired or replaced (RQ-EXE-04)."""
    order = order_of(request.actor, number)
    repairs.measure(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/exchange-route", response=OrderStage, summary=_("Send the product to exchange")
)
@needs_right("acceptance.decide")
def route_to_exchange(request: HttpRequest, number: str, given: asked.ExchangeRoute) -> OrderStage:
    """Beyond repair, or too dear by the firm's share (RQ-ASM-05)."""
    order = order_of(request.actor, number)
    repairs.route_to_exchange(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/photos", response={201: FileAnswer}, summary=_("Add a photo of the work"))
@needs_right("repairs.repair")
def add_photo(request: HttpRequest, number: str, given: asked.WorkPhoto) -> FileAnswer:
    """Image as base64 (RQ-EXE-05)."""
    order = order_of(request.actor, number)
    kept = repairs.add_photo(
        order, data=given.content, name=given.name, purpose=given.purpose, by=request.actor, at=request.at
    )
    return file_answer(kept)


def _version(order: WorkOrder, version: int) -> Quote:
    found: Quote | None = order.quotes.filter(version=version).first()
    if found is None:
        raise NotFound()
    return found


def _quoted(order: WorkOrder, line_id: int) -> QuoteLine:
    agreed = quote_in_force(order)
    line: QuoteLine | None = agreed.lines.filter(pk=line_id).first() if agreed else None
    if line is None:
        raise repairs.ConsentNeeded(field="quote_line")
    return line
