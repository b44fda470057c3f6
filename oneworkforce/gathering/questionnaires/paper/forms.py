from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.paper.models import Pile, ReturnNote
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui.forms import DayMonthYearField


class ReturnNoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where sheets go back to, and by when."""

    return_by = DayMonthYearField(
        label=_l("Back by"),
        required=False,
        help_text=_l("Printed on each sheet. Leave time to type them in before the assessment closes."),
    )

    class Meta:
        model = ReturnNote
        fields: ClassVar[list[str]] = ["return_to", "return_by"]
        widgets: ClassVar[dict[str, Any]] = {"return_to": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, Any]] = {
            "return_to": _l("For example: the sealed box at reception, or an address."),
        }

    def clean_return_by(self) -> Any:
        """Refuse a day after the close, when nothing can be typed in."""
        day = self.cleaned_data["return_by"]
        closes = self.instance.assessment.closes_on
        if day and closes and day > closes:
            raise forms.ValidationError(_("The assessment closes before this day. Choose an earlier one."))
        return day


class PileForm(forms.ModelForm):  # type: ignore[type-arg]
    """A pile of returned sheets. Its staff group is chosen once: it decides the questions."""

    class Meta:
        model = Pile
        fields: ClassVar[list[str]] = ["staff_group", "name", "sheets", "checking", "one_in"]
        labels: ClassVar[dict[str, Any]] = {"staff_group": _l("Staff group")}
        widgets: ClassVar[dict[str, Any]] = {"checking": forms.RadioSelect}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _l("So that you find the box again. For example: Northfield school, box 2. No names of people."),
            "sheets": _l("Count them by hand, and write a number on each: 1, 2, 3 and so on."),
            "checking": _l("Typing a sheet a second time finds slips of the first."),
            "one_in": _l("Only for some sheets: 10 means one sheet in ten."),
        }

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        if self.instance.pk is None:
            groups: Any = self.fields["staff_group"]
            groups.queryset = assessment.partnership.staff_groups.all()
            groups.empty_label = _("Choose a staff group")
        else:
            del self.fields["staff_group"]

    def clean_name(self) -> str:
        """Refuse another pile's name."""
        name: str = self.cleaned_data["name"]
        if self.assessment.piles.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another pile has this name. Give this one a name of its own."))
        return name

    def values(self) -> dict[str, Any]:
        """What the actions take, besides the staff group."""
        return {name: self.cleaned_data[name] for name in ("name", "sheets", "checking", "one_in")}

    def chosen_group(self) -> StaffGroup:
        group: StaffGroup = self.cleaned_data["staff_group"]
        return group


class FinishForm(forms.Form):
    """Why a pile's totals differ."""

    explanation = forms.CharField(
        label=_l("Why the numbers differ"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("For example: sheet 12 got wet and cannot be read. It is kept with the pile. No names of people."),
    )
