"""Tags and filters of the shared face; STYLE.md shows each in use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from baoxiu.basics.notifications.mail import server
from baoxiu.core.actors import shown_name
from baoxiu.core.clock import now as present
from baoxiu.core.sentences import joined, listed
from baoxiu.web.shared import words

register = template.Library()
register.filter(joined)
register.filter(listed)
register.filter("doer", shown_name)
register.filter("bracketed", words.bracketed)

NOTHING = "—"
ENDED_WITHOUT_RESULT = frozenset(
    {"cancelled", "declined", "expired", "merged", "refused", "rejected", "superseded", "void", "withdrawn"}
)
JUST_BEGUN = frozenset({"draft", "new", "received", "submitted"})
TONE_ICONS = {
    "neutral": "circle-dashed",
    "active": "progress",
    "waiting": "clock-pause",
    "done": "circle-check-filled",
    "late": "alert-triangle-filled",
    "info": "info-circle",
}
MESSAGE_TONES = {"debug": "info", "info": "info", "success": "done", "warning": "waiting", "error": "late"}
SOON = timedelta(hours=2)


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """One drawing of icons.svg. It is silent to a screen reader unless it has a title."""
    return _drawing(name, str(title))


@lru_cache(1_000)
def _drawing(name: str, title: str) -> SafeString:
    """Kept, as every page has dozens of the same few."""
    source = static("built/icons.svg")
    if title:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', title, source, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', source, name)


@register.simple_tag
def can_mail() -> bool:
    """Whether a mail server is set up."""
    return server() is not None


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """The reader's choice of light or dark as an attribute of <html>; empty follows the system."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return format_html(' data-theme="{}"', chosen) if chosen in ("light", "dark") else SafeString("")


@register.filter
def moment(when: datetime | date | None) -> SafeString | str:
    """A point in time, near ones in words, with the exact one in the attribute."""
    if when is None:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), words.moment(when, present()))


@register.filter
def deadline(when: datetime | None) -> SafeString | str:
    """Until when something holds or must be done."""
    if when is None:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), words.deadline(when, present()))


@register.filter
def day(when: datetime | date | None) -> SafeString | str:
    """A date with its year, as papers name it."""
    return (
        format_html('<time datetime="{}">{}</time>', when.isoformat(), words.day(when)) if when else NOTHING
    )


@register.filter
def since(when: datetime | None, now: datetime | None = None) -> SafeString | str:
    """How long ago, short."""
    if when is None:
        return NOTHING
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), words.since(when, now or present()))


@register.simple_tag
def due(
    when: datetime | None, warn_at: datetime | None = None, now: datetime | None = None
) -> SafeString | str:
    """Time left, amber from ``warn_at`` (two hours before, unless told), red when it is late."""
    if when is None:
        return NOTHING
    at = now or present()
    tone = "late" if at > when else "waiting" if at >= (warn_at or when - SOON) else "neutral"
    sign = {"late": "clock-exclamation", "waiting": "clock"}.get(tone)
    return format_html(
        '<time class="due" data-tone="{}" datetime="{}" title="{}">{}{}</time>',
        tone, when.isoformat(), words.deadline(when, at), icon(sign) if sign else "", words.until(when, at),
    )  # fmt: skip


@register.filter
def yuan(amount: Decimal | None) -> SafeString | str:
    """Money in yuan, two places."""
    if amount is None:
        return NOTHING
    return format_html('<span class="money">{}</span>', words.yuan(Decimal(amount)))


@register.filter
def phone(number: str | None) -> SafeString | str:
    """A phone number in groups."""
    return format_html('<span class="phone">{}</span>', words.phone(str(number))) if number else NOTHING


@register.filter
def masked(number: str | None) -> SafeString | str:
    """A phone number with its middle hidden."""
    return format_html('<span class="phone">{}</span>', words.masked(number)) if number else NOTHING


@register.simple_tag
def call(number: str, css: str = "phone") -> SafeString:
    """A phone number that dials."""
    dialled = re.sub(r"[^\d+]", "", str(number))
    sign = icon("phone") if "button" in css.split() else ""
    return format_html('<a class="{}" href="tel:{}">{}{}</a>', css, dialled, sign, words.phone(str(number)))


@register.filter
def initials(name: str) -> str:
    """One or two letters for an avatar."""
    return words.initials(str(name))


@register.simple_tag
def avatar(name: str, css: str = "") -> SafeString:
    """A round sign with initials; the name itself must stand beside it."""
    return format_html('<span class="avatar {}" aria-hidden="true">{}</span>', css, words.initials(str(name)))


@register.filter
def tone(stage: object) -> str:
    """The colour meaning of a lifecycle stage: from its own tone, its code or its group."""
    own = getattr(stage, "tone", "")
    code = getattr(stage, "code", "")
    if own:
        return str(own)
    if code in ENDED_WITHOUT_RESULT or code in JUST_BEGUN:
        return "neutral"
    return {"open": "active", "waiting": "waiting", "closed": "done"}.get(
        getattr(stage, "group", ""), "neutral"
    )


@register.filter
def tone_icon(name: str) -> str:
    """The drawing that says the same as the colour."""
    return TONE_ICONS.get(name, "info-circle")


@register.filter
def message_tone(level: str) -> str:
    """The tone of one of Django's messages."""
    return MESSAGE_TONES.get(level, "info")


@register.simple_tag
def pill(label: object, tone: str = "neutral", sign: str = "") -> SafeString:
    """A state in colour, drawing and word."""
    drawing = "ban" if sign == "ended" else sign or TONE_ICONS.get(tone, "circle-dashed")
    return format_html('<span class="pill" data-tone="{}">{}{}</span>', tone, icon(drawing), label)


@register.simple_tag
def stage_pill(stage: object) -> SafeString:
    """The pill of a lifecycle stage (anything with label, group and code)."""
    ended = getattr(stage, "code", "") in ENDED_WITHOUT_RESULT
    return pill(getattr(stage, "label", stage), tone(stage), "ended" if ended else "")


@register.simple_tag
def stars(score: int) -> SafeString:
    """A given rating of one to five."""
    drawn = format_html_join("", "{}", ((_star(place <= score),) for place in range(1, 6)))
    return format_html('<span class="rating" role="img" aria-label="{}/5">{}</span>', score, drawn)


def _star(full: bool) -> SafeString:
    name, css = ("star-filled", "icon") if full else ("star", "icon off")
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        css,
        static("built/icons.svg"),
        name,
    )


@register.simple_tag
def sparkline(values: Sequence[float], label: str = "") -> SafeString:
    """A small line of a development; the label tells it to those who cannot see it."""
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    height = (high - low) or 1
    points = [
        (round(i * 96 / (len(values) - 1), 1), round(21 - (v - low) * 18 / height, 1))
        for i, v in enumerate(values)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    return format_html(
        '<svg class="spark" viewBox="0 0 96 24" role="img" aria-label="{}"><polyline points="{}" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round"/>'
        '<circle cx="{}" cy="{}" r="2.5" fill="currentColor"/></svg>',
        label, line, *points[-1],
    )  # fmt: skip


@register.simple_tag
def bar(value: float, of: float = 100, tone: str = "", label: str = "") -> SafeString:
    """A share as a bar, without a style attribute."""
    share = min(max(round(100 * float(value) / float(of or 1), 1), 0), 100)
    mark = format_html(' data-tone="{}"', tone) if tone else ""
    return format_html(
        '<svg class="bar"{} viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect width="{}" height="8" fill="currentColor"/></svg>',
        mark, label or f"{share}%", share,
    )  # fmt: skip


@register.inclusion_tag("shared/field.html")
def field(bound: BoundField, label: object = "") -> dict[str, object]:
    """Any bound form field with its label, hint, error and required mark, wired for screen readers."""
    widget = bound.field.widget
    kind = getattr(widget, "look", "") or (
        "check" if getattr(widget, "input_type", "") == "checkbox" else "plain"
    )
    if getattr(widget, "input_type", "") in ("checkbox", "radio") and hasattr(widget, "choices"):
        kind = "group"
    return {"field": bound, "kind": "group" if widget.use_fieldset else kind, "label": label or bound.label}
