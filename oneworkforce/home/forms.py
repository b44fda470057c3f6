from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.accounts.models import User
from oneworkforce.home.set_up import is_the_code

ZONES = ("Europe/London", "Europe/Dublin", "Europe/Isle_of_Man", "Europe/Jersey", "Europe/Guernsey", "Europe/Gibraltar")


MISSING = {
    "code": _l("Type the set-up code."),
    "name": _l("Give your name."),
    "email": _l("Give your e-mail address."),
    "password": _l("Choose a password."),
    "partnership": _l("Give the partnership’s name."),
    "own_word": _l("Say what the partnership calls itself."),
}


class SetUpForm(forms.Form):
    """The first account and its partnership."""

    code = forms.CharField(
        label=_l("Set-up code"), max_length=40, help_text=_l("It was printed where the service was started.")
    )
    name = forms.CharField(label=_l("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_l("Your e-mail address"),
        max_length=254,
        help_text=_l("You sign in with it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_l("Password"),
        strip=False,
        max_length=200,
        help_text=_l("At least 10 characters. Three or four unrelated words make a good one."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    partnership = forms.CharField(label=_l("Name of the partnership"), max_length=120)
    own_word = forms.CharField(
        label=_l("What it calls itself"),
        max_length=60,
        initial=_l("partnership"),
        help_text=_l("For example: partnership, safeguarding partnership, Children’s Trust."),
    )
    region = forms.CharField(label=_l("Region"), max_length=80, required=False)
    time_zone = forms.ChoiceField(
        label=_l("Time zone"), choices=[(zone, zone.replace("_", " ")) for zone in ZONES], initial=ZONES[0]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in MISSING.items():
            self.fields[name].error_messages["required"] = message

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_the_code(code):
            raise forms.ValidationError(
                _("This isn’t the code. Look where the service was started, and type it again.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        """Check the password against the name and the address."""
        cleaned = super().clean() or {}
        if {"password", "name", "email"} <= cleaned.keys():
            person = User(name=cleaned["name"], email=cleaned["email"])
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return cleaned
