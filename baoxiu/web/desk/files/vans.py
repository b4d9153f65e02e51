"""What is on the vans of an outlet, the list of parts, and a count that comes from Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.parts.actions import Counted, take_over
from baoxiu.basics.parts.permissions import may_change_parts
from baoxiu.basics.parts.queries import by_numbers, parts, parts_with_faults, unkept
from baoxiu.basics.parts.queries import vans as on_vans
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.files.van_forms import PART_FORMS
from baoxiu.web.desk.paging import page_of, whole
from baoxiu.web.desk.setup.tables import by_heading, read_table
from baoxiu.web.shared.doors import staff

HEADINGS = {"technician": _("Staff number"), "part": _("Part number"), "quantity": _("Quantity")}
SAID = 5
"""Wrong lines that are named."""


class CountFileForm(VerbForm):
    """A count of vans as a file: each line says what is on whose van; what it does not name stays as it is."""

    verb, label, icon = "import", _("Take a count over from Excel"), "upload"
    button, done = _("Take over"), _("Count taken over; the differences are on record.")
    hint = _(
        "Columns: staff number, part number, quantity. Each line is what was found on a van; parts and vans that the"
        " file does not name stay as they are."
    )
    file = forms.FileField(label=_("Excel or CSV file"), widget=forms.FileInput({"accept": ".xlsx,.csv"}))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    @classmethod
    def sent(cls, request: HttpRequest, thing: Any = None) -> CountFileForm:
        """With the file."""
        return cls(request.POST, request.FILES, thing=thing, actor=request.actor)

    def act(self, *, by: Actor, at: datetime) -> int:
        """All lines or none; raises ``InvalidInput`` with those that are wrong."""
        file = self.cleaned_data["file"]
        rows = by_heading(read_table(file, file.size), headings(), HEADINGS)
        return take_over(_lines(rows, by), note=self.cleaned_data["note"], by=by, at=at)


def headings() -> dict[str, list[str]]:
    """The words above the columns, in this language first, then in all."""
    words = {name: [str(word)] for name, word in HEADINGS.items()}
    for language in ("zh-hans", "en"):
        with override(language):
            for name, word in HEADINGS.items():
                words[name].append(str(word))
    return words


def _lines(rows: Sequence[tuple[int, dict[str, str]]], by: Actor) -> list[Counted]:
    known = by_numbers(cells["part"] for _number, cells in rows)
    wanted = {cells["technician"] for _number, cells in rows}
    people = {one.number: one for one in Technician.objects.for_actor(by).filter(number__in=wanted)}
    found, wrong = [], []
    for number, cells in rows:
        who, part, units = (
            people.get(cells["technician"]), known.get(cells["part"].casefold()), _units(cells["quantity"]),
        )  # fmt: skip
        if who is None or part is None or units is None:
            wrong.append(number)
        else:
            found.append(Counted(who, part, units))
    if wrong or not found:
        sentence = _(
            "Nothing was taken over. Lines with a staff number, part number or quantity that is not known: {lines}"
        )
        listed = "、".join(map(str, wrong[:SAID])) + ("…" if len(wrong) > SAID else "")
        raise InvalidInput(str(sentence).format(lines=listed or "—"), field="file")
    return found


def _units(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


@staff("parts.see")
@require_safe
def vans(request: HttpRequest) -> HttpResponse:
    """By technician and part, of one outlet or all within reach."""
    outlet, text = whole(request.GET.get("outlet")), request.GET.get("q", "").strip()[:60]
    context = {
        "page": page_of(request, on_vans(request.actor, outlet_id=outlet, text=text)),
        "text": text,
        "outlet": outlet,
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("code")),
        "filtered": bool(outlet or text),
        "unkept": unkept(request.actor, outlet_id=outlet),
    }
    return render(request, "desk/files/vans.html", context)


@staff("parts.move")
@require_http_methods(["GET", "HEAD", "POST"])
def read_count(request: HttpRequest) -> HttpResponse:
    """The file, then back to the list."""
    return form_page(request, CountFileForm, back=reverse("desk:vans"), back_label=_("Van stock"))


@staff("parts.see")
@require_safe
def parts_page(request: HttpRequest) -> HttpResponse:
    """Every part, and for which faults it is packed."""
    return _parts(request)


@staff("parts.change")
@require_POST
def change_parts(request: HttpRequest, verb: str) -> HttpResponse:
    """Add a part, or set what a fault usually needs."""
    if verb not in PART_FORMS:
        raise Http404
    form = PART_FORMS[verb].sent(request)
    if succeeds(request, form):
        return redirect("desk:parts")
    return _parts(request, form, 422)


def _parts(request: HttpRequest, bound: VerbForm | None = None, status: int = 200) -> HttpResponse:
    may = may_change_parts(request.actor)
    page = {
        "page": page_of(request, parts_with_faults()),
        "forms": laid_out(PART_FORMS.values(), None, request.actor, bound) if may else {},
        "parts": list(parts()) if may else [],
    }
    return render(request, "desk/files/parts.html", page, status=status)
