"""Finding the own case again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.web.shared.widgets import PhoneInput


class FindForm(forms.Form):
    """Both together prove whose case it is."""

    number = forms.CharField(
        label=pgettext_lazy("of a request", "Number"), max_length=24,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "placeholder": "BX261122-00012"}
        ),
        error_messages={"required": _("Please enter the number of your request.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone number given with it"), max_length=20, widget=PhoneInput,
        error_messages={"required": _("Please enter the phone number.")},
    )  # fmt: skip
