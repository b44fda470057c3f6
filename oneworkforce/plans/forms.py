"""The forms of the plan: a line of it, and a file of many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.plans.models import ActivityState, Method, PlannedActivity
from oneworkforce.plans.table import LONGEST
from oneworkforce.plans.vocabulary import Vocabulary

LARGEST_FILE = 2 * 1024 * 1024  # bytes


class ActivityForm(forms.Form):
    """A line of the plan. Choices that the line has already stay, even where the partnership has dropped them since."""

    activity = forms.CharField(
        label=_l("Task or activity"),
        max_length=LONGEST["activity"],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _l("Say what will be done.")},
    )
    when = forms.CharField(
        label=_l("When"),
        max_length=LONGEST["when"],
        required=False,
        help_text=_l("In your own words: “W/B 26 January 2027”, “February / March 2027”, “until 1 June”, “ongoing”."),
    )
    method = forms.ChoiceField(
        label=_l("Method"), required=False, help_text=_l("How views are gathered, if this line does that.")
    )
    themes = forms.MultipleChoiceField(
        label=_l("Themes it covers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(
        label=_l("Groups who take part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    participants = forms.CharField(
        label=_l("Participants, in words"),
        max_length=LONGEST["participants"],
        required=False,
        help_text=_l("Anyone who is not in a group above, such as “the board” or “a youth forum”."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead = forms.CharField(
        label=_l("Lead"),
        max_length=LONGEST["lead"],
        required=False,
        help_text=_l("A person or a group. Put a slash between several."),
    )
    state = forms.ChoiceField(label=_l("How far it is"), choices=ActivityState.choices, widget=forms.RadioSelect)
    progress = forms.CharField(
        label=_l("Note on progress"),
        max_length=LONGEST["progress"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, vocabulary: Vocabulary, activity: PlannedActivity | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"state": ActivityState.PLANNED, **(_as_initial(activity) if activity else {})})
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        kept = activity.groups if activity else []
        groups = vocabulary.groups_in_order([*vocabulary.groups, *kept])
        self.fields["method"].choices = [("", _("No method: it prepares or follows up")), *Method.choices]  # type: ignore[attr-defined]
        self.fields["themes"].choices = list(vocabulary.themes.items())  # type: ignore[attr-defined]
        self.fields["groups"].choices = [(key, vocabulary.group_name(key)) for key in groups]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields of the line, once the form is valid."""
        return {
            **{name: value for name, value in self.cleaned_data.items() if name != "last_seen"},
            "themes": self.vocabulary.themes_in_order(self.cleaned_data["themes"]),
            "groups": self.vocabulary.groups_in_order(self.cleaned_data["groups"]),
        }

    def clean(self) -> dict[str, Any]:
        """Text boxes send the ends of lines as the network has them; the plan keeps them plain."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("activity", "participants", "progress"):
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n").replace("\r", "\n")
        return cleaned


def _as_initial(activity: PlannedActivity) -> dict[str, Any]:
    """What the form shows of a line; a field of one line shows an imported cell of several on one."""
    initial = {name: getattr(activity, name) for name in ActivityForm.base_fields if name != "last_seen"}
    return {**initial, "when": " ".join(activity.when.split()), "lead": " ".join(activity.lead.split())}


class ImportForm(forms.Form):
    """A file of lines, and whether they are added or take the plan's place."""

    ADD, REPLACE = "add", "replace"

    file = forms.FileField(
        label=_l("The file"),
        help_text=_l("A CSV, XLSX or ODS file of at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods,text/csv"}),
        allow_empty_file=True,
        error_messages={"required": _l("Choose a file.")},
    )
    with_hidden = forms.BooleanField(label=_l("Take in hidden rows, columns and sheets too"), required=False)
    how = forms.ChoiceField(label=_l("What to do with the lines in the plan now"), widget=forms.RadioSelect)
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            (self.ADD, _("Keep them, and add the file’s lines after them")),
            (self.REPLACE, _("Remove them, and use the file’s lines instead")),
        ]

    def clean_file(self) -> Any:
        """Refuse a file that is larger than any plan, before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 2 MB. Split it, and add the parts in turn."))
        return file
