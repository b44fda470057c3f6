from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.invitations.letters.kinds import letter_languages
from oneworkforce.invitations.lists.reading.person import LONGEST
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.partnerships.models import StaffGroup


class PersonForm(forms.Form):
    """How somebody is invited."""

    name = forms.CharField(label=_l("Name"), max_length=LONGEST["name"], required=False)
    email = forms.EmailField(
        label=_l("E-mail address"),
        max_length=LONGEST["email"],
        help_text=_l(
            "If a letter has gone to somebody else by mistake, take the invitation back instead, and add the person "
            "anew: then the link in that letter stops working."
        ),
        error_messages={"required": _l("Give their e-mail address.")},
    )
    wave: forms.ModelChoiceField[Wave] = forms.ModelChoiceField(
        label=_l("Wave"), queryset=Wave.objects.none(), empty_label=None
    )
    staff_group: forms.ModelChoiceField[StaffGroup] = forms.ModelChoiceField(
        label=_l("Staff group"),
        queryset=StaffGroup.objects.none(),
        empty_label=None,
        help_text=_l("It says what they are asked. Answers that they have begun stay with the group they had."),
    )
    language = forms.ChoiceField(label=_l("Language of the letters"), required=False)

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": invitation.name,
            "email": invitation.email,
            "wave": invitation.wave_id,
            "staff_group": invitation.staff_group_id,
            "language": invitation.language,
        }
        super().__init__(*args, **kwargs)
        assessment = invitation.assessment
        self.fields["wave"].queryset = assessment.waves.all()  # type: ignore[attr-defined]
        self.fields["staff_group"].queryset = assessment.partnership.staff_groups.all()  # type: ignore[attr-defined]
        languages = letter_languages()
        self.fields["language"].choices = [("", _("Not said")), *languages.items()]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """On one line, and nothing that a spreadsheet would run."""
        name = " ".join(self.cleaned_data["name"].split())
        if name.startswith(("=", "+", "-", "@")):
            raise forms.ValidationError(_("Begin the name with a letter."))
        return name

    def clean_email(self) -> str:
        """In lower case, as we keep addresses."""
        email: str = self.cleaned_data["email"]
        return email.lower()


class EraseForm(forms.Form):
    """Whether a later list may bring somebody back."""

    do_not_write = forms.BooleanField(
        label=_l("They asked not to be written to: let no later list bring them back"),
        required=False,
        help_text=_l(
            "Every invitation that this partnership holds for the address is erased then. What stays is a mark from "
            "which nobody can read the address."
        ),
    )
