"""The forms of security keys: allauth's own give the name's field no label that could be translated."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import pgettext_lazy


class AddKeyForm(AddWebAuthnForm):
    """A new key; the name is for its owner to know it by."""

    name = forms.CharField(label=pgettext_lazy("of a security key", "Name"), required=False)


class EditKeyForm(EditWebAuthnForm):
    """Another name for a key."""

    name = forms.CharField(label=pgettext_lazy("of a security key", "Name"))
