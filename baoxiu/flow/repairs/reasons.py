"""Why a quote needs consent, and what changed since, as sentences (RQ-QUO-07)."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "consent_charge": _("%(amount)s yuan are to be paid."),
    "consent_part": _("The part “%(part)s” is replaced."),
    "item_added": _("“%(item)s” was added."),
    "item_removed": _("“%(item)s” was removed."),
    "part_changed": _("“%(before)s” was changed to “%(item)s”."),
    "quantity_changed": _("“%(item)s”: quantity %(before)s became %(after)s."),
    "price_changed": _("“%(item)s”: %(before)s yuan became %(after)s yuan."),
    "payer_changed": _("“%(item)s” is paid by someone else now."),
}
