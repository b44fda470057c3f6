"""What people type to come in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _l


class CodeForm(forms.Form):
    """A code from a poster, or one's own code to come back."""

    code = forms.CharField(
        label=_l("Your code"),
        max_length=40,
        help_text=_l("Capital or small letters, with or without the dashes."),
        error_messages={"required": _l("Type the code that you were given.")},
    )


class LostLinkForm(forms.Form):
    """Where to send a new personal link."""

    email = forms.EmailField(
        label=_l("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _l("Type your e-mail address."),
            "invalid": _l("Type an e-mail address in the usual form, such as name@example.org."),
            "max_length": _l("Type an e-mail address in the usual form, such as name@example.org."),
        },
    )
