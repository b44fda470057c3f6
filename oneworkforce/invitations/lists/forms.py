"""How people get onto the list: a file, typed addresses, a sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.invitations.letters.kinds import letter_languages
from oneworkforce.invitations.lists.reading.people import LARGEST_FILE
from oneworkforce.invitations.lists.reading.person import LONGEST, Defaults
from oneworkforce.invitations.lists.sampling import BY_SECTOR, BY_STAFF_GROUP, Sample
from oneworkforce.invitations.models import Workforce
from oneworkforce.ui.wording import number

LONGEST_TYPED = 200_000
"""Characters: some thousands of addresses."""


def first_wave(assessment: Assessment) -> str:
    """The wave for people whose list names none: the first, or a new one."""
    wave = assessment.waves.first()
    return wave.name if wave else _("First wave")


class _DefaultsForm(forms.Form):
    """What holds for everybody unless the list says otherwise."""

    staff_group = forms.ChoiceField(label=_l("Staff group"), required=False)
    wave = forms.CharField(
        label=_l("Wave"),
        max_length=LONGEST["wave"],
        required=False,
        help_text=_l("We make the wave if it is not there yet."),
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"wave": first_wave(assessment)})
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.groups = list(assessment.partnership.staff_groups.values_list("key", "name"))

    def clean_wave(self) -> str:
        """The first wave if empty; refuse a name that a spreadsheet would run."""
        wave = " ".join(self.cleaned_data["wave"].split())
        if wave.startswith(("=", "+", "-", "@")):
            raise forms.ValidationError(_("Begin the name of the wave with a letter or a number."))
        return wave or first_wave(self.assessment)

    def defaults(self) -> Defaults:
        """What was chosen, once valid."""
        return Defaults(**{name: self.cleaned_data.get(name, "") for name in Defaults.__dataclass_fields__})


class ListForm(_DefaultsForm):
    """A file with a list of people."""

    file = forms.FileField(
        label=_l("The list"),
        help_text=_l("A CSV, XLSX or ODS file of at most 20 MB, with at most 20,000 people."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods,text/csv"}),
        allow_empty_file=True,
        error_messages={"required": _l("Choose a file.")},
    )
    with_hidden = forms.BooleanField(label=_l("Take in hidden rows, columns and sheets too"), required=False)
    field_order = ("file", "staff_group", "wave", "with_hidden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff_group"].label = _("Staff group of people whose line names none")
        self.fields["wave"].label = _("Wave of people whose line names none")
        self.fields["staff_group"].choices = [("", _("Every line names one")), *self.groups]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse a file too large for any list, before reading it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file has %(size)s MB; a list may have %(most)s MB. Split it, and take in the parts in turn.")
                % {"size": number(-(-file.size // 2**20)), "most": LARGEST_FILE // 2**20}
            )
        return file


class AddForm(_DefaultsForm):
    """People typed or pasted, and what is the same for all."""

    people = forms.CharField(
        label=_l("People"),
        max_length=LONGEST_TYPED,
        help_text=_l("One on each line: Ines Moth <ines@example.org>, or the address alone. You can paste many."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        error_messages={"required": _l("Write at least one e-mail address.")},
    )
    organisation = forms.CharField(label=_l("Organisation"), max_length=LONGEST["organisation"], required=False)
    sector = forms.ChoiceField(label=_l("Sector"), required=False)
    locality = forms.ChoiceField(label=_l("Locality"), required=False)
    workforce = forms.ChoiceField(label=_l("Core or wider workforce"), required=False)
    language = forms.ChoiceField(label=_l("Language of the letters"), required=False)
    field_order = ("people", "staff_group", "wave")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assessment = self.assessment
        self.fields["staff_group"].required = True
        self.fields["staff_group"].error_messages["required"] = _(
            "Choose a staff group: it says what people are asked."
        )
        self._offer("staff_group", _("Choose a staff group"), self.groups)
        self._offer("sector", _("Not said"), [(one.id, one.name) for one in framework_of(assessment).sectors])
        self._offer("locality", _("Not said"), assessment.partnership.localities.values_list("key", "name"))
        self._offer("workforce", _("Not said"), Workforce.choices)
        languages = letter_languages()
        if len(languages) > 1:
            self._offer("language", _("Not said"), languages.items())
        else:
            del self.fields["language"]
        if not assessment.partnership.localities.exists():
            del self.fields["locality"]

    def _offer(self, name: str, nothing: str, choices: Any) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]


class WhichAddressForm(forms.Form):
    """Which column of a list holds each person's own work address."""

    column = forms.TypedChoiceField(
        label=_l("Which column has each person’s own work address?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose the column to write to.")},
    )

    def __init__(self, *args: Any, candidates: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [  # type: ignore[attr-defined]
            (place, _("%(heading)s: %(samples)s …") % {"heading": one["heading"], "samples": ", ".join(one["samples"])})
            for place, one in enumerate(candidates)
            if one["usable"]
        ]


class SampleForm(forms.Form):
    """How many people to draw, in proportion by what."""

    people = forms.IntegerField(
        label=_l("How many people"), min_value=1, error_messages={"required": _l("Say how many people.")}
    )
    by = forms.ChoiceField(
        label=_l("In proportion by"),
        choices=[(BY_SECTOR, _l("Sector")), (BY_STAFF_GROUP, _l("Staff group"))],
        initial=BY_SECTOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, of: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def clean_people(self) -> int:
        """Refuse a sample of everybody."""
        people: int = self.cleaned_data["people"]
        if people >= self.of:
            said = ngettext(
                "There is only %(n)s new person in this list: to invite all, use the button above.",
                "There are only %(n)s new people in this list: to invite all, use the button above.",
                self.of,
            )
            raise forms.ValidationError(said % {"n": number(self.of)})
        return people

    def sample(self) -> Sample:
        """What was chosen, once valid."""
        return Sample(self.cleaned_data["people"], self.cleaned_data["by"])
