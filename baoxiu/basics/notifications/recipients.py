"""To whom a notice goes."""

from __future__ import annotations

from dataclasses import dataclass

from baoxiu.basics.accounts.models import User
from baoxiu.basics.customers.models import Customer


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person: an account or a customer, the mail address if there is one, and the language."""

    user_id: int | None = None
    customer_id: int | None = None
    address: str = ""
    language: str = "zh-hans"

    @classmethod
    def of_user(cls, user: User) -> Recipient:
        """Somebody of the firm."""
        return cls(user_id=user.pk, address=user.email, language=user.language)

    @classmethod
    def of_customer(cls, customer: Customer, *, address: str = "", language: str = "") -> Recipient:
        """A customer, at the address given with the case."""
        return cls(customer_id=customer.pk, address=address, language=language or customer.language)

    @property
    def text_language(self) -> str:
        """The language of the templates: English or Chinese."""
        return "en" if self.language.startswith("en") else "zh-hans"
