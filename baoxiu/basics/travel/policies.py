"""What a firm decides about ways and durations."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

PROVIDER = "travel.provider"
ADDRESS = "travel.url"
ALLOW_PRIVATE = "travel.allow_private"
KEEP_DAYS = "travel.keep_days"
ACCESS_MINUTES = "travel.access_minutes"
SHARE = "travel.share_done"
GEOCODER = "travel.geocoder"
_GROUP = _("Ways and durations")

declare(
    Policy(
        key=PROVIDER,
        kind="choice",
        default="geodesic",
        label=_("Who tells how long a way takes"),
        group=_GROUP,
        choices=(
            ("geodesic", _("Estimated from the distance")),
            ("osrm", _("An own route server (OSRM)")),
            ("valhalla", _("An own route server (Valhalla)")),
            ("amap", _("AMap, with a key")),
        ),
        source="RQ-DSP-01",
    ),
    Policy(
        key=ADDRESS,
        kind="text",
        default="",
        label=_("Address of the route server"),
        group=_GROUP,
        source="RQ-DSP-01",
    ),
    Policy(
        key=ALLOW_PRIVATE,
        kind="yes_no",
        default=False,
        label=_("The route server may stand in the own network"),
        group=_GROUP,
        source="RQ-SEC-01",
    ),
    Policy(
        key=KEEP_DAYS,
        kind="whole",
        default=30,
        label=_("Ask a map service anew after"),
        group=_GROUP,
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(365),
    ),
    Policy(
        key=ACCESS_MINUTES,
        kind="whole",
        default=5,
        label=_("From parking to the customer's door"),
        group=_GROUP,
        unit=_("minutes"),
        least=Decimal(0),
        most=Decimal(60),
        source="RQ-APT-01",
    ),
    Policy(
        key=SHARE,
        kind="share",
        default="0.7",
        label=_("Plan so much time that this share of the visits is done within it (0 to 1)"),
        group=_GROUP,
        least=Decimal("0.5"),
        most=Decimal("0.95"),
        source="RQ-DSP-10, RQ-APT-01",
    ),
    Policy(
        key=GEOCODER,
        kind="choice",
        default="none",
        label=_("Who tells where an address is"),
        group=_GROUP,
        choices=(("none", _("Only we ourselves")), ("amap", _("AMap, with a key"))),
        source="RQ-DSP-01",
    ),
)
