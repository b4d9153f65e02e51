"""What a firm may choose about its customers (requirements (f))."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

KEY_SALES = "customers.key_sales"

declare(
    Policy(
        KEY_SALES, "amount", "5000000.00", _("Last year's sales from which a customer is a key customer"),
        group=_("Customers"), unit=_("yuan"), least=Decimal(1), source="RQ-CUS-05",
    ),
)  # fmt: skip
