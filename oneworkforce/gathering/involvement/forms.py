from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.gathering.involvement.models import LONGEST_WORDS, How

Lines = forms.Textarea


class InvolvementForm(forms.Form):
    """How an audience takes part, or why not yet."""

    how = forms.ChoiceField(
        label=_l("Do they take part in this assessment?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose whether they take part.")},
    )
    words = forms.CharField(
        label=_l("What do they take part in, or why not yet?"),
        help_text=_l("The report prints these words. Name nobody."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=Lines({"rows": 4}),
        strip=True,
    )
    again = forms.CharField(
        label=_l("How and when will they be involved again, once the plan is revised?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=Lines({"rows": 3}),
    )
    lead = forms.CharField(
        label=_l("Who brings in what they say?"),
        help_text=_l("For example: the participation lead, or the parent carer forum."),
        required=False,
        max_length=120,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for words unless the answer is the questionnaire; the report needs them."""
        cleaned = super().clean() or {}
        if not cleaned.get("words"):
            if cleaned.get("how") == How.NOT_YET:
                self.add_error(
                    "words", _("Say why they do not take part yet, so that the report can be honest about it.")
                )
            if cleaned.get("how") == How.ANOTHER_WAY:
                self.add_error("words", _("Say what they take part in."))
        return cleaned
