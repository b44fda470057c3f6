import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

YEARS = range(1900, 2201)  # an organisation may be older than this century; nobody means the year 27
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DayMonthYearInput(forms.MultiWidget):
    """Three short inputs, as GOV.UK does dates."""

    labels = (_l("Day"), _l("Month"), _l("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, datetime.date) else [None, None, None]


class DayMonthYearField(forms.MultiValueField):
    """A date typed as day, month and year; the month can be a name. ``meant`` is its name in messages."""

    widget = DayMonthYearInput

    def __init__(self, *, meant: str | None = None, **kwargs: Any) -> None:
        required = kwargs.get("required", True)
        parts = [forms.CharField(required=False, max_length=20) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)
        self.required = required
        self.meant = self.label if meant is None else meant

    def compress(self, data_list: list[str]) -> datetime.date | None:
        """Make a date from three texts, or a ValidationError that says which date is meant."""
        typed = [part.strip() for part in data_list or []]
        if not any(typed):
            return None
        if not all(typed):
            raise self._refusal(_("Give the day, the month and the year, for example 27 3 2027."))
        try:
            day = datetime.date(int(typed[2]), _month(typed[1]), int(typed[0]))
        except ValueError:
            raise self._refusal(_("Give a date that exists, for example 27 3 2027.")) from None
        if day.year not in YEARS:
            raise self._refusal(_("Give the year in four figures, for example 2027."))
        return day

    def _refusal(self, remedy: str) -> forms.ValidationError:
        return forms.ValidationError(f"{self.meant}: {remedy}" if self.meant else remedy)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare dates, because 3 and March are the same month."""
        try:
            return bool(self.to_python_date(data) != initial)
        except forms.ValidationError:
            return True

    def to_python_date(self, data: list[str | None] | None) -> datetime.date | None:
        """The date, or a ValidationError if there is no such day."""
        return self.compress([part or "" for part in data or []])


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return MONTHS.index(text[:3].lower()) + 1
