"""Something that a service heard before. Each message says what is missing and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.gathering.evidence.models import LONGEST_WORDS


class ViewForm(forms.Form):
    """Something that was heard before."""

    said = forms.CharField(
        label=_l("What did they say?"),
        help_text=_l("In short, as a group said it. Leave out names, and whatever tells who somebody is."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _l("Write down what they said.")},
    )
    source = forms.CharField(
        label=_l("Who heard it, and how?"),
        help_text=_l("For example: the health service’s survey of families, or the council’s youth forum."),
        max_length=160,
        error_messages={"required": _l("Say where this comes from, so that others can judge it.")},
    )
    when = forms.CharField(label=_l("When?"), help_text=_l("For example: spring 2026."), required=False, max_length=60)
    theme = forms.ChoiceField(label=_l("Which theme is it about?"), required=False)

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types alone)
        field.choices = [("", _("No one theme")), *themes]
