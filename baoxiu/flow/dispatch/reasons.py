"""Why a technician may or may not take an order, and what his score is made of, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "not_active": _("Not in service at present."),
    "excluded": _("Has declined or handed back this order."),
    "no_skill": _("Lacks the skill “%(skill)s”."),
    "level_too_low": _("Skill level %(level)s, level %(needed)s is needed."),
    "no_certificate": _("Lacks the certificate “%(certificate)s”."),
    "certificate_expired": _("The certificate “%(certificate)s” expired on %(date)s."),
    "outside_area": _("The address (%(area)s) lies outside the service area."),
    "outlet_closed": _("The outlet is closed."),
    "foreign_outlet": _("Belongs to another outlet."),
    "off_shift": _("Has no shift in the wished time."),
    "absent": _("Is absent in the wished time."),
    "at_daily_cap": _("Has %(jobs)s of at most %(cap)s jobs on %(date)s."),
    "part_missing": _("Part %(part)s is not on the van, or not as many as needed."),
    "score_load": _("%(jobs)s open jobs, capacity %(capacity)s."),
    "score_level": _("Skill level %(level)s, %(above)s above what is needed."),
    "score_distance": _("%(km)s km away."),
    "score_distance_roughly": _("About %(km)s km away, by the middle of the district."),
    "score_distance_unknown": _("The distance is not known."),
    "score_fairness": _("%(jobs)s jobs in 28 days, the group's mean is %(mean)s."),
    "score_same_technician": _("Did the earlier repair."),
    "score_other_technician": _("Did not do the earlier repair."),
    "score_knows_customer": _("Has served this customer before."),
    "score_new_to_customer": _("Has not served this customer before."),
}
