"""Why a line is free or not, as sentences (RQ-WAR-10, RQ-WAR-11)."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "within_period": _("Within the period from %(start)s to %(end)s."),
    "period_over": _(
        "The period from %(start)s to %(end)s was over when the repair was requested on %(claim)s."
    ),
    "paid_repair_offered": _("A paid repair is offered."),
    "proof_invoice": _("The purchase is proved by the invoice."),
    "proof_card": _("The purchase is proved by the warranty card."),
    "proof_register": _("The purchase is found in our register by the serial number."),
    "papers_lost_but_proved": _(
        "The papers are lost, but the purchase is proved; for this product that is enough."
    ),
    "no_proof": _("There is no proof of purchase."),
    "register_not_enough": _("A voucher is needed; our register alone is not enough."),
    "register_needs_serial": _("The register can only prove the purchase of a known serial number."),
    "misuse_paid": _("The damage comes from misuse; the repair is charged."),
    "misuse_refused": _("The damage comes from misuse; the repair is refused."),
    "unauthorised_repair_paid": _(
        "The customer or another repairer opened, altered or repaired the product; this repair is charged."
    ),
    "unauthorised_repair_lapse": _(
        "The customer or another repairer opened, altered or repaired the product; the guarantee has ended."
    ),
    "against_manual_paid": _(
        "The product was used or maintained against the manual; this repair is charged."
    ),
    "against_manual_lapse": _(
        "The product was used or maintained against the manual; the guarantee has ended."
    ),
    "abuse_paid": _("The damage comes from intent, abuse or carelessness; this repair is charged."),
    "abuse_lapse": _("The damage comes from intent, abuse or carelessness; the guarantee has ended."),
    "recounted_from_purchase": _(
        "One of the three special cases: the period is counted afresh from the purchase date."
    ),
    "natural_disaster": _("The damage comes from a natural disaster or force majeure."),
    "cause_unknown": _("The cause is not known yet; the decision follows the diagnosis."),
    "needs_discretion": _("This is no quality fault; a person decides on the merits and notes the reason."),
    "start_unknown": _("No purchase, delivery or installation date is known."),
    "no_term": _("No rule, promise or contract covers this line."),
    "km_unknown": _("The distance driven is not known; the period also ends at %(limit)s km."),
    "km_exceeded": _("%(km)s km driven; the limit is %(limit)s km."),
    "legal_minimum_overrides": _(
        "The legal minimum runs until %(end)s and overrides the brand's term, which ended or ends "
        "on %(brand_end)s."
    ),
    "brand_below_minimum": _(
        "The term of %(months)s months is shorter than the minimum on file of %(minimum)s months "
        "(confidence %(mark)s)."
    ),
    "recorded_minimum_overrides": _(
        "A rule on file that is not yet verified (%(mark)s) runs until %(end)s, longer than the "
        "brand's term until %(brand_end)s."
    ),
}
