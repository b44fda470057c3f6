"""The forms of an action plan. Each message says which theme it is about."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.action_plans.actions import HIGHEST, LOWEST, WantedGoal
from oneworkforce.action_plans.dates import fault_of_dates
from oneworkforce.action_plans.models import ActionState
from oneworkforce.action_plans.queries import Axis, common_date
from oneworkforce.frameworks import Framework
from oneworkforce.ui.forms import DayMonthYearField
from oneworkforce.ui.wording import list_in_words

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class WordsField(forms.CharField):
    """Text, whose line ends count as one character, as they do in the browser."""

    def __init__(self, *, most: int, missing: StrOrPromise = "", lines: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": lines}) if lines > 1 else forms.TextInput())
        super().__init__(max_length=most, required=bool(missing), **kwargs)
        self.error_messages["required"] = missing
        too_long = _l("“{label}” can have at most {most} characters. Make it shorter.")
        self.error_messages["max_length"] = format_lazy(too_long, label=self.label, most=f"{most:,}")

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PositionField(forms.DecimalField):
    """A position from 1.0 to 5.0, with one message for whatever is wrong."""

    def __init__(self, *, meant: str, **kwargs: Any) -> None:
        box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            required=False, min_value=LOWEST, max_value=HIGHEST, max_digits=2, decimal_places=1, widget=box, **kwargs
        )
        self.meant = meant

    def clean(self, value: Any) -> Decimal | None:
        try:
            # Many people, and many number pads, write the decimal point as a comma.
            return super().clean(value.replace(",", ".") if isinstance(value, str) else value)
        except forms.ValidationError:
            fault = _("%(name)s: give a goal from 1.0 to 5.0, with one decimal at most, for example 3.5.")
            raise forms.ValidationError(fault % {"name": self.meant}) from None


def _form_id() -> str:
    return secrets.token_urlsafe(12)


class OnceForm(forms.Form):
    """Adds something once, even if the button is pressed twice."""

    form_id = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput, initial=_form_id)


class GoalsForm(forms.Form):
    """A goal and a date for each axis: the themes, or one theme's dimensions.

    Once valid, ``wanted`` holds a goal or None by theme id and dimension id.
    """

    def __init__(self, *args: Any, axes: Sequence[Axis], usual_date: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.axes = axes
        self.wanted: dict[tuple[str, str], WantedGoal | None] = {}
        kept = [axis.goal for axis in axes if axis.goal]
        common = common_date(kept) if kept else usual_date
        self.fields["by"] = DayMonthYearField(
            required=False,
            label=_("By when"),
            meant=_("By when"),
            initial=common,
            help_text=_("For every goal below without its own date. For example, 31 3 2027."),
        )
        for axis in axes:
            own = axis.goal.by if axis.goal and axis.goal.by != common else None
            initial = axis.goal.position if axis.goal else None
            self.fields[f"goal-{axis.key}"] = PositionField(
                label=_of(_("Goal"), axis), meant=axis.name, initial=initial
            )
            self.fields[f"by-{axis.key}"] = DayMonthYearField(
                label=_of(_("By when"), axis), meant=axis.name, initial=own, required=False
            )

    def goal_of(self, axis: Axis) -> BoundField:
        return self[f"goal-{axis.key}"]

    def date_of(self, axis: Axis) -> BoundField:
        return self[f"by-{axis.key}"]

    def has_own_date(self, axis: Axis) -> bool:
        """Whether the axis's date must be shown, because it is filled in or wrong."""
        field = self.date_of(axis)
        value = field.value()
        return bool(field.errors) or (any(value) if isinstance(value, list) else value is not None)

    def clean(self) -> dict[str, Any]:
        """Put goals and dates together."""
        cleaned = super().clean() or {}
        for axis in self.axes:
            self._put_together(axis, cleaned)
        undated = [axis.name for axis in self.axes if (w := self.wanted.get(_place(axis))) and w.by is None]
        if undated and "by" not in self.errors:
            self.add_error(
                "by", _("Give a date by which to reach these goals: %(names)s.") % {"names": list_in_words(undated)}
            )
        if cleaned.get("by") and not self.errors and not any(self.wanted.values()) and not self._had_goals():
            self.add_error("by", _("There is a date but no goal. Give at least one goal, from 1.0 to 5.0."))
        return cleaned

    def _put_together(self, axis: Axis, cleaned: dict[str, Any]) -> None:
        goal, own = f"goal-{axis.key}", f"by-{axis.key}"
        if goal in self.errors or own in self.errors:
            return
        position: Decimal | None = cleaned.get(goal)
        if position is None and cleaned.get(own):
            self.add_error(
                goal,
                _("%(name)s: there is a date but no goal. Give a goal, or remove the date.") % {"name": axis.name},
            )
        by = cleaned.get(own) or cleaned.get("by")
        self.wanted[_place(axis)] = None if position is None else WantedGoal(position, by)

    def _had_goals(self) -> bool:
        return any(axis.goal for axis in self.axes)


def _of(label: str, axis: Axis) -> str:
    """Add the axis's name for people who hear the page; eight boxes have the same label."""
    return format_html('{}<span class="govuk-visually-hidden">: {}</span>', label, axis.name)


def _place(axis: Axis) -> tuple[str, str]:
    return axis.theme, axis.dimension


class NoteForm(forms.Form):
    strengths = WordsField(
        label=_l("Strengths"), most=5000, lines=5, help_text=_l("What works well already, and how you know.")
    )
    to_develop = WordsField(label=_l("Areas to develop"), most=5000, lines=5, help_text=_l("What should work better."))
    support_needed = WordsField(
        label=_l("Support needed"), most=5000, lines=4, help_text=_l("What you can’t do without help from others.")
    )
    support_from = WordsField(
        label=_l("Support from whom"), most=300, help_text=_l("For example: a regional network, or a national body.")
    )


class FocusAreaForm(OnceForm):
    sentence = WordsField(
        label=_l("Focus area"),
        most=1000,
        lines=3,
        missing=_l("Say in a sentence what you will concentrate on."),
        help_text=_l("One sentence. What you will do about it goes under actions."),
    )


class ActionForm(OnceForm):
    what = WordsField(label=_l("What will be done"), most=2000, lines=3, missing=_l("Say what will be done."))
    theme = forms.ChoiceField(
        label=_l("Theme"), required=False, error_messages={"invalid_choice": _l("Choose a theme from the list.")}
    )
    lead = WordsField(
        label=_l("Lead"), most=200, help_text=_l("Who makes sure it happens: a name, a role or an organisation.")
    )
    starts_on = DayMonthYearField(label=_l("Starts on"), required=False, help_text=_l("For example, 1 9 2027."))
    due_on = DayMonthYearField(
        label=_l("Due on"),
        required=False,
        help_text=_l("For example, 31 3 2028. Leave it empty if the action is ongoing."),
    )
    ongoing = forms.BooleanField(label=_l("Ongoing, with no last day"), required=False)
    measure = WordsField(
        label=_l("How we will know"), most=1000, lines=3, help_text=_l("What will be different when it is done.")
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            ("", _("All themes, or none in particular")),
            *((theme.id, theme.name) for theme in framework.themes),
        ]

    def clean(self) -> dict[str, Any]:
        """Check that the dates go together."""
        cleaned = super().clean() or {}
        if {"starts_on", "due_on"} <= cleaned.keys():
            dates = {field: cleaned[field] for field in ("starts_on", "due_on")}
            if fault := fault_of_dates(**dates, ongoing=cleaned.get("ongoing", False)):
                self.add_error(*fault)
        return cleaned


class ProgressForm(forms.Form):
    state = forms.ChoiceField(
        label=_l("How far it is"),
        choices=ActionState.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _l("Choose how far the action is."),
            "invalid_choice": _l("Choose how far the action is."),
        },
    )
    progress = WordsField(
        label=_l("Progress note"), most=5000, lines=5, help_text=_l("What has happened, and what is in the way.")
    )
