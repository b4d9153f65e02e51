"""上门服务跟踪单: where the technician was and what came of it (RQ-WO-04, RQ-VIS-15, appendix b9)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import pgettext

from baoxiu.core.forms.models import FilledForm
from baoxiu.core.sentences import joined
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, blank, pairs, table, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Site, fault, every visit with its checklists, paid or free, the customer's statement."""
    visits = list(Visit.objects.filter(order=order).select_related("technician").order_by("window_start"))
    return {
        "job": pairs(
            "",
            Pair(pgettext("paper", "Order"), order.number),
            Pair(pgettext("paper", "Outlet"), order.outlet or ""),
            Pair(pgettext("paper", "Technician"), order.technician or ""),
            Pair(pgettext("paper", "Service class"), order.get_service_class_display()),
        ),
        "customer": shared.customer(order),
        "product": shared.product(order),
        "fault": words(pgettext("paper", "Fault"), order.request.fault_text),
        "visits": _visits(visits),
        "reports": _reports(visits),
        "checks": _checklists(visits),
        "extra": blank(pgettext("paper", "The customer's opinion")),
        "signatures": shared.to_sign(shared.by_technician(order), shared.by_customer(), shared.by_firm()),
    }


def _visits(visits: Sequence[Visit]) -> Block:
    columns = (
        Column(pgettext("paper", "Agreed time"), 4),
        Column(pgettext("paper", "Agreed with"), 1.8),
        Column(pgettext("paper", "Arrived"), 3.1),
        Column(pgettext("paper", "Finished"), 3.1),
        Column(pgettext("paper", "State"), 1.6),
    )
    rows = (
        (
            wording.window(visit.window_start, visit.window_end),
            visit.agreed_with,
            wording.moment(visit.arrived_at),
            wording.moment(visit.finished_at),
            visit.stage_now.label,
        )
        for visit in visits
    )
    return table(pgettext("paper", "Visits"), columns, rows)


def _reports(visits: Sequence[Visit]) -> Block:
    told = ((visit, joined((visit.report, visit.second_visit_cause))) for visit in visits)
    rows = ((visit.technician, text, wording.moment(visit.finished_at)) for visit, text in told if text)
    columns = (
        Column(pgettext("paper", "By"), 1.5),
        Column(pgettext("paper", "Report"), 6),
        Column(pgettext("paper", "When"), 2.6),
    )
    return table(pgettext("paper", "Visit reports"), columns, rows)


def _checklists(visits: Sequence[Visit]) -> Block:
    filled = FilledForm.objects.filter(
        subject_kind="visit", subject_id__in=[visit.pk for visit in visits]
    ).select_related("form")
    columns = (
        Column(pgettext("paper", "Checklist"), 3),
        Column(pgettext("paper", "Result"), 1.4),
        Column(pgettext("paper", "What failed"), 3.4),
        Column(pgettext("paper", "By"), 1.4),
        Column(pgettext("paper", "When"), 2.6),
    )
    rows = (
        (
            shared.title_of(form.form),
            shared.passed(form.passed),
            shared.failures(form),
            form.by_name,
            wording.moment(form.at),
        )
        for form in filled.order_by("at", "pk")
    )
    return table(pgettext("paper", "Checklists"), columns, rows)
