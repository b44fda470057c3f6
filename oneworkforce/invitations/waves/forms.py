from __future__ import annotations

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Wave
from oneworkforce.ui.forms import DayMonthYearField
from oneworkforce.ui.wording import date as in_words

MOST_REMINDERS = 4
BETWEEN = timedelta(days=2)
"""Between two letters to one person, so that nobody who was away finds two at once."""


class WaveForm(forms.Form):
    """A wave's name, the day of its letters and its reminder days.

    New days must be in the future, between the assessment's first and last; days it already has may stay.
    """

    name = forms.CharField(
        label=_l("Name of the wave"),
        max_length=80,
        help_text=_l("For example: First wave: people who plan workforce development."),
        error_messages={"required": _l("Give the wave a name.")},
    )
    invites_on = DayMonthYearField(
        label=_l("Letters go out on"),
        required=False,
        help_text=_l("From 8 in the morning. You can also leave this empty and send them by button."),
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, assessment: Assessment, today: date, wave: Wave | None = None, sent: bool = False, **more: Any
    ) -> None:
        self.assessment, self.wave, self.today = assessment, wave, today
        self.before = days_of(wave)
        more.setdefault("initial", self._as_initial())
        super().__init__(*args, **more)
        if sent:
            del self.fields["invites_on"]
        self.reminders = [f"reminder_{number}" for number in range(1, MOST_REMINDERS + 1)]
        for number, name in enumerate(self.reminders, start=1):
            label = _("Reminder %(number)s") % {"number": number}
            self.fields[name] = DayMonthYearField(label=label, required=False)

    def reminder_fields(self) -> list[Any]:
        """The reminders' fields, for the page."""
        return [self[name] for name in self.reminders]

    def values(self) -> dict[str, Any]:
        """Name and days, once valid."""
        return {
            "name": self.cleaned_data["name"],
            "invites_on": self.day_of_letters(),
            "reminders_on": sorted(self.cleaned_data[name] for name in self.reminders if self.cleaned_data.get(name)),
        }

    def day_of_letters(self) -> date | None:
        """The day of the letters, or the day on which they went out."""
        if "invites_on" in self.fields:
            return self.cleaned_data.get("invites_on")
        return self.wave.invites_on if self.wave else None

    def changed_meanwhile(self) -> bool:
        """Whether somebody else changed the wave to something else since this form was shown."""
        return self.wave is not None and self.cleaned_data["shown"] != fingerprint(self.wave)

    def show_as_now(self) -> None:
        """Let the next save through: the officer has now seen what is saved."""
        if self.wave is not None:
            self.data = {**self.data.dict(), "shown": fingerprint(self.wave)}  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse another wave's name."""
        name = " ".join(self.cleaned_data["name"].split())
        others = self.assessment.waves.filter(name__iexact=name)
        if self.wave is not None:
            others = others.exclude(pk=self.wave.pk)
        if others.exists():
            raise forms.ValidationError(_("There is a wave of this name already. Give another."))
        return name

    def clean(self) -> dict[str, Any]:
        """Check each day against the assessment's days, today, and the other days."""
        cleaned = super().clean() or {}
        letters = self.day_of_letters()
        for name in [name for name in ("invites_on", *self.reminders) if name in self.fields]:
            day = cleaned.get(name)
            fault = self._fault(day) if day else ""
            if fault:
                self.add_error(name, fault)
        last, kind = letters, _("the letters")
        for name, day in sorted(self._reminders(cleaned), key=lambda pair: pair[1]):
            if last is not None and day - last < BETWEEN:
                words = {"day": in_words(day), "last": in_words(last), "kind": kind}
                self.add_error(
                    name, _("%(day)s is too soon after %(kind)s of %(last)s. Leave two days between.") % words
                )
            last, kind = day, _("the reminder")
        return cleaned

    def _reminders(self, cleaned: dict[str, Any]) -> list[tuple[str, date]]:
        return [(name, cleaned[name]) for name in self.reminders if cleaned.get(name) and name not in self.errors]

    def _fault(self, day: date) -> str:
        if day in self.before:
            return ""
        if day < self.today:
            return _("%(day)s has passed. Give a day that is still to come.") % {"day": in_words(day)}
        opens, closes = self.assessment.opens_on, self.assessment.closes_on
        if opens and day < opens:
            return _("The assessment opens on %(day)s. Give that day or a later one.") % {"day": in_words(opens)}
        if closes and day > closes:
            return _("The assessment closes on %(day)s. Give that day or an earlier one.") % {"day": in_words(closes)}
        return ""

    def _as_initial(self) -> dict[str, Any]:
        if self.wave is None:
            return {}
        days = sorted(date.fromisoformat(day) for day in self.wave.reminders_on)
        return {
            "name": self.wave.name,
            "invites_on": self.wave.invites_on,
            "shown": fingerprint(self.wave),
            **{f"reminder_{number}": day for number, day in enumerate(days, start=1)},
        }


def days_of(wave: Wave | None) -> set[date]:
    """Every day a wave has already."""
    if wave is None:
        return set()
    return {date.fromisoformat(day) for day in wave.reminders_on} | ({wave.invites_on} if wave.invites_on else set())


def fingerprint(wave: Wave) -> str:
    """Names what a wave's form shows, so that we notice a change."""
    shown = [wave.name, str(wave.invites_on), sorted(wave.reminders_on)]
    return sha256(json.dumps(shown).encode()).hexdigest()
