"""Forms about an assessment as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.ui.forms import DayMonthYearField


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, purpose, dates and the smallest group shown."""

    opens_on = DayMonthYearField(
        label=_l("Opens on"),
        required=False,
        help_text=_l("It opens by itself as this day begins. Or open it by button."),
    )
    closes_on = DayMonthYearField(
        label=_l("Closes on"),
        required=False,
        help_text=_l("It closes by itself as this day ends. Or close it by button."),
    )

    class Meta:
        model = Assessment
        fields: ClassVar[list[str]] = ["name", "purpose", "opens_on", "closes_on", "k"]
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _l("For example: Where we are in 2027."),
            "purpose": _l("Why you do it now, in a sentence or two. People who answer read it first."),
            "k": _l(
                "From 5 to 30 people. No figure about fewer is ever shown. It cannot change once the assessment opens."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can(self.instance, Doing.CHANGE_SETTINGS):
            del self.fields["k"]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day that comes before the first."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It cannot close before it opens. Change one of the two dates."))
        return cleaned
