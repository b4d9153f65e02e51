"""A price list that comes back from Excel: first what would change, then all of it or nothing (RQ-FEE-01)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from baoxiu.basics.prices import actions as prices
from baoxiu.basics.prices.comparison import COMPARED, Comparison, Entered, compare
from baoxiu.basics.prices.models import PriceList
from baoxiu.basics.prices.queries import list_by_id, list_in_force, lists
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.web.desk.acting import VerbForm, outcome
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.setup.price_forms import first_moment
from baoxiu.web.desk.setup.prices import NO, SHEET, YES
from baoxiu.web.desk.setup.tables import by_heading, read_table
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.widgets import DateInput, RadioCards

FIELDS = ("code", "name", "name_en", "kind", "family", "fault", "difficulty", "unit", "price", "is_main_part")
NEEDED = ("code", "name", "kind", "price")
SHOWN = 200
"""Rows of each group that the preview shows; the counts are of all."""
KEPT_FOR = 12 * 3600
SALT = "price-import"


class FileForm(forms.Form):
    """The file, and what it is compared with."""

    file = forms.FileField(
        label=_("Excel or CSV file"), widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_("With the columns of the export. A row is recognised by its code."),
    )  # fmt: skip
    base = forms.ModelChoiceField(
        label=_("Compare with"), queryset=None, required=False, empty_label=_("none: all lines are new")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["base"].queryset = lists()


class TakeForm(VerbForm):
    """What was looked at becomes a draft."""

    verb, label, icon = "take", pgettext_lazy("prices", "Take over"), "check"
    button = _("Take over as a draft")
    done = _("Taken over. Nobody outside sees the list before it is published.")
    at_fields = {"valid_from": "first_day"}
    title = forms.CharField(label=_("Title"), max_length=80)
    first_day = forms.DateField(label=_("First day"), widget=DateInput)
    others = forms.ChoiceField(
        label=_("Lines that the file does not name"), initial="keep", widget=RadioCards,
        choices=[("keep", _("Keep them as they are")), ("drop", _("Leave them out"))],
    )  # fmt: skip
    sent = forms.CharField(widget=forms.HiddenInput)

    def act(self, *, by: Actor, at: datetime) -> PriceList:
        """Take over."""
        data = self.cleaned_data
        rows, base = unpacked(data["sent"])
        return prices.take_over(
            data["title"], rows, base=base, keeps_others=data["others"] == "keep",
            valid_from=first_moment(data["first_day"], at), by=by, at=at,
        )  # fmt: skip


@staff("prices.change")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_file(request: HttpRequest) -> HttpResponse:
    """The file, then what it would change."""
    now = clock.now()
    if request.method != "POST":
        chosen = list_by_id(whole(request.GET.get("base")) or 0) or list_in_force(now)
        return _file_page(request, FileForm(initial={"base": chosen.pk if chosen else None}))
    form = FileForm(request.POST, request.FILES)
    if form.is_valid() and (rows := _read(form)):
        base = form.cleaned_data["base"]
        first = {"sent": packed(rows, base)}
        return _preview(request, rows, base, TakeForm(actor=request.actor, initial=first))
    return _file_page(request, form, 422)


@staff("prices.change")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """All of it, or the preview again with the reason."""
    form = TakeForm(request.POST, actor=request.actor)
    try:
        rows, base = unpacked(request.POST.get("take-sent", ""))
    except signing.BadSignature:
        messages.error(request, now_said("Please choose the file again."))
        return redirect("desk:price_import")
    made = outcome(request, form)
    if made:
        return redirect("desk:price_list", pk=made.pk)
    return _preview(request, rows, base, form, 422)


def packed(rows: list[Entered], base: PriceList | None) -> str:
    """What was read, for the page that comes back with the decision."""
    plain = [[row.number, row.cells] for row in rows]
    return signing.dumps([base.pk if base else 0, plain], salt=SALT, compress=True)


def unpacked(text: str) -> tuple[list[Entered], PriceList | None]:
    """The same again; raises ``BadSignature`` when it is not ours or too old."""
    base, plain = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    return [Entered(number, cells) for number, cells in plain], list_by_id(base)


def headings() -> dict[str, list[str]]:
    """The words that stand above each column of the export, in this language first, then in all."""
    words = {name: [str(column.title)] for name, column in zip(FIELDS, SHEET, strict=True)}
    for language in ("zh-hans", "en"):
        with override(language):
            for name, column in zip(FIELDS, SHEET, strict=True):
                words[name].append(str(column.title))
    return words


def _read(form: FileForm) -> list[Entered]:
    file = form.cleaned_data["file"]
    try:
        found = by_heading(read_table(file, file.size), headings(), NEEDED)
        if not found:
            raise InvalidInput(_("The file has no rows below its headings."), field="file")
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return []
    return [Entered(number, cells) for number, cells in found]


def _file_page(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    return render(request, "desk/setup/price_import.html", {"form": form}, status=status)


def _preview(
    request: HttpRequest, rows: list[Entered], base: PriceList | None, form: TakeForm, status: int = 200
) -> HttpResponse:
    found = compare(rows, base)
    page = {
        "form": form,
        "found": found,
        "base": base,
        "shown": SHOWN,
        "changed": [(one.line, _said(one.old, one.line, one.fields)) for one in found.changed[:SHOWN]],
        "can_take": not found.wrong and _does_something(found),
    }
    return render(request, "desk/setup/price_preview.html", page, status=status)


def _does_something(found: Comparison) -> bool:
    return bool(found.new or found.changed or found.missing)


def _said(old: Any, new: Any, fields: Any) -> list[tuple[object, object, object]]:
    titles = dict(zip(FIELDS, (column.title for column in SHEET), strict=True))
    return [(titles[name], _shown(old, name), _shown(new, name)) for name in COMPARED if name in fields]


def _shown(line: Any, name: str) -> object:
    if name == "kind":
        return line.get_kind_display()
    found = getattr(line, name)
    if isinstance(found, bool):
        return YES if found else NO
    return "—" if found in (None, "") else found
