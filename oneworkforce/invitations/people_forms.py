"""The forms about one invited person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.invitations.letter_kinds import letter_languages
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.partnerships.models import StaffGroup


class PersonForm(forms.Form):
    """How somebody is invited."""

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
