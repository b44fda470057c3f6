from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.ui.forms import DayMonthYearField


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg]
    opens_on = DayMonthYearField(
        label=_l("Opens on"),
        required=False,
        help_text=_l("It opens by itself at the start of this day. You can also open it yourself."),
    )
    closes_on = DayMonthYearField(
        label=_l("Closes on"),
        required=False,
        help_text=_l("It closes by itself at the end of this day. You can also close it yourself."),
    )

    class Meta:
        model = Assessment
        fields: ClassVar[list[str]] = ["name", "purpose", "opens_on", "closes_on", "k"]
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _l("For example: Where we are in 2027."),
            "purpose": _l(
                "Why you are doing this now, in a sentence or two. It is the first thing that people who answer read."
            ),
            "k": _l("From 5 to 30 people. We never show what fewer answered. You can’t change it after opening."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can(self.instance, Doing.CHANGE_SETTINGS):
            del self.fields["k"]

    def clean(self) -> dict[str, Any]:
        """Check that it doesn't close before it opens."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It can’t close before it opens. Change one of the dates."))
        return cleaned
