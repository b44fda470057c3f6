from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.frameworks import Framework, load
from oneworkforce.partnerships.contact_lines import PHONE_NUMBER
from oneworkforce.partnerships.models import Locality, Organisation, Partnership, StaffGroup
from oneworkforce.partnerships.queries import has_answers
from oneworkforce.partnerships.roles import ROLE_WORDS, Role
from oneworkforce.ui.forms import DayMonthYearField


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something that a partnership lists by name, such as a locality."""

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.instance.partnership = partnership

    def clean_name(self) -> str:
        """Refuse a name that is taken, whatever its capitals."""
        name = " ".join(self.cleaned_data["name"].split())
        others = type(self.instance).objects.filter(partnership=self.partnership, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is already a “%(name)s”. Choose another name.") % {"name": name})
        return name


class OrganisationForm(PartForm):
    sector = forms.ChoiceField(label=_l("Sector"))
    joined_on = DayMonthYearField(label=_l("Joined on"), required=False)
    left_on = DayMonthYearField(label=_l("Left on"), required=False)

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["name", "sector", "third_sector", "joined_on", "left_on"]
        help_texts: ClassVar[dict[str, Any]] = {
            "third_sector": _l("A charity, community group or social enterprise, whatever its sector."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"] = forms.ChoiceField(
            label=_l("Sector"), choices=[("", _("Choose a sector")), *sector_choices(self.partnership)]
        )

    def clean(self) -> dict[str, Any]:
        """Check that it didn't leave before it joined."""
        cleaned = super().clean() or {}
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", _("It can’t have left before it joined. Change one of the dates."))
        return cleaned


class LocalityForm(PartForm):
    class Meta:
        model = Locality
        fields: ClassVar[list[str]] = ["name"]


class StaffGroupForm(PartForm):
    class Meta:
        model = StaffGroup
        fields: ClassVar[list[str]] = ["name", "audience", "who", "people"]
        help_texts: ClassVar[dict[str, Any]] = {
            "who": _l("For example: everyone who works directly with children every day, and their line managers."),
            "people": _l("A rough number will do. It tells you whether a group is too small for its own results."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audiences = [(audience.id, audience.name) for audience in load(self.partnership.framework).audiences]
        self.fields["audience"] = forms.ChoiceField(
            label=_l("Questions for"), choices=audiences, widget=forms.RadioSelect
        )
        if self.instance.pk and has_answers(self.instance):
            # Their answers belong to the wording that they read.
            self.fields["audience"].disabled = True
            self.fields["audience"].help_text = _("People in this group have answered, so you can’t change this.")


class PartnershipForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Partnership
        fields: ClassVar[list[str]] = [
            *("name", "own_word", "region", "time_zone", "k", "languages"),
            *("help_now", "consent_age", "permission_route", "keep_invitations_months"),
        ]
        help_texts: ClassVar[dict[str, Any]] = {
            "own_word": _l("For example: partnership, safeguarding partnership, Children’s Trust."),
            "time_zone": _l("For example: Europe/London. Assessments open and close by its clock."),
            "k": _l("From 5 to 30 people; 10 is usual. It applies to assessments that you start from now on."),
            "languages": _l(
                "For the questionnaire, its letters and its public pages. We translated the Welsh ourselves and no "
                "native speaker has checked it yet, so ask one to read it before you rely on it."
            ),
            "help_now": _l(
                "Children, young people and parents see this on “Get help now”, beside 999, Childline and the NSPCC. "
                "One service a line, with its phone number and hours."
            ),
            "consent_age": _l(
                "From 11 to 18. Younger people need a parent’s, a carer’s or their school’s permission to answer. "
                "13 is usual."
            ),
            "permission_route": _l(
                "People who need permission, and whoever sits with a young child, read this before they answer. For "
                "example: the school has written to parents, and keeps the list of who may take part."
            ),
            "keep_invitations_months": _l(
                "From 1 to 24 months; 6 is usual. Then we erase the names and addresses of everybody who was invited. "
                "Answers stay, because they hold no names."
            ),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "languages": forms.RadioSelect,
            "help_now": forms.Textarea(attrs={"rows": 4}),
            "permission_route": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_help_now(self) -> str:
        """Ask for at least one phone number."""
        text = "\n".join(line.strip() for line in self.cleaned_data["help_now"].splitlines() if line.strip())
        if text and not PHONE_NUMBER.search(text):
            raise forms.ValidationError(_("Give at least one phone number, for example 01632 960 001."))
        return text

    def clean_time_zone(self) -> str:
        """Refuse a time zone that doesn't exist."""
        zone: str = self.cleaned_data["time_zone"].strip()
        if zone not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("We don’t know this time zone. Try Europe/London."))
        return zone


class WorkforceForm(forms.Form):
    """People by sector, and how many of them are in the wider workforce."""

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        known = {size.sector: size for size in partnership.workforce_sizes.all()}
        super().__init__(*args, **kwargs)
        self.sectors = sector_choices(partnership)
        for sector, name in self.sectors:
            size = known.get(sector)
            self.fields[sector] = _people(name, size.people if size else None)
            label = _("%(sector)s: in the wider workforce") % {"sector": name}
            self.fields[f"wider-{sector}"] = _people(label, size.wider if size else None)

    def clean(self) -> dict[str, Any]:
        """Check that the wider workforce is part of the whole."""
        cleaned = super().clean() or {}
        for sector, _name in self.sectors:
            people, wider = cleaned.get(sector), cleaned.get(f"wider-{sector}")
            if wider is not None and wider > (people or 0):
                self.add_error(
                    f"wider-{sector}",
                    _("This is part of the people in all, so it can’t be larger."),
                )
        return cleaned

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each sector's name and two fields."""
        return [(name, self[sector], self[f"wider-{sector}"]) for sector, name in self.sectors]

    @property
    def sizes(self) -> dict[str, int | None]:
        """People by sector; None where the box is empty."""
        return {sector: self.cleaned_data[sector] for sector, _name in self.sectors}

    @property
    def wider(self) -> dict[str, int | None]:
        """People in the wider workforce by sector; None where the box is empty."""
        return {sector: self.cleaned_data[f"wider-{sector}"] for sector, _name in self.sectors}


def _people(label: str, known: int | None) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000, initial=known)


class ThemeNamesForm(forms.Form):
    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        own = dict(partnership.theme_names.values_list("theme", "name"))
        super().__init__(*args, **kwargs)
        for theme in load(partnership.framework).themes:
            self.fields[theme.id] = forms.CharField(
                label=theme.name, required=False, max_length=80, initial=own.get(theme.id, "")
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two themes with the same name."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for theme, name in list(cleaned.items()):
            if name and name.casefold() in seen:
                self.add_error(theme, _("Two themes can’t have the same name, “%(name)s”.") % {"name": name})
            seen[name.casefold()] = theme
        return cleaned


class MemberForm(forms.Form):
    name = forms.CharField(label=_l("Name"), max_length=120)
    email = forms.EmailField(label=_l("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_l("Role"),
        widget=forms.RadioSelect,
        choices=[(role.value, f"{role.label}: {ROLE_WORDS[role]}") for role in Role],
        initial=Role.VIEWER,
    )


def sector_choices(partnership: Partnership) -> list[tuple[str, str]]:
    """The framework's sectors as choices for a select."""
    framework: Framework = load(partnership.framework)
    return [(sector.id, sector.name) for sector in framework.sectors]
