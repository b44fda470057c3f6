"""What a component is given of each kind of field. How it is drawn: test_components.py."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from oneworkforce.ui.fields import Option, Parts, first_input_id, parts
from tests.ui.test_components import GIVEN, Everything


def expected(name: str, kind: str, value: str = "", **more: Any) -> Parts:
    given = {"input_type": "", "attributes": {}, "options": (), **more}
    return Parts(kind=kind, id=f"id_{name}", name=name, value=value, **given)


def date_of(*values: str) -> tuple[Option, ...]:
    labels = zip(("Day", "Month", "Year"), values, strict=True)
    return tuple(Option(f"id_due_{at}", value, label, False, "") for at, (label, value) in enumerate(labels))


FILLED_IN = {
    "what": expected("what", "textarea", "<b>Train</b>"),
    "theme": expected(
        "theme",
        "select",
        input_type="select",
        options=(
            Option("id_theme_0", "", "Choose", False, ""),
            Option("id_theme_1", "a", "A & B", False, "Early"),
            Option("id_theme_2", "c", "C", True, "Late"),
        ),
    ),
    "lead": expected("lead", "input", input_type="text", attributes={"maxlength": "40"}),
    "people": expected("people", "input", "12", input_type="number", attributes={"min": 0}),
    "due": expected("due", "date", options=date_of("27", "March", "2027")),
    "state": expected(
        "state",
        "radios",
        input_type="radio",
        options=(
            Option("id_state_0", "n", "Not started", False, ""),
            Option("id_state_1", "d", "Done", True, ""),
        ),
    ),
    "groups": expected(
        "groups",
        "checkboxes",
        input_type="checkbox",
        options=(
            Option("id_groups_0", "f", "Frontline", True, ""),
            Option("id_groups_1", "l", "Leaders", False, ""),
        ),
    ),
    "ongoing": expected(
        "ongoing", "checkbox", input_type="checkbox", options=(Option("id_ongoing", "on", "Ongoing", True, ""),)
    ),
    "file": expected("file", "file", input_type="file"),
    "secret": expected("secret", "hidden", "s", input_type="hidden"),
}
EMPTY = {
    "due": expected("due", "date", options=date_of("", "", "")),
    "ongoing": expected(
        "ongoing", "checkbox", input_type="checkbox", options=(Option("id_ongoing", "on", "Ongoing", False, ""),)
    ),
    "what": expected("what", "textarea"),
}


@pytest.mark.parametrize("name", FILLED_IN)
def test_a_field_filled_in(name: str) -> None:
    assert parts(Everything(GIVEN)[name]) == FILLED_IN[name]


@pytest.mark.parametrize("name", EMPTY)
def test_a_field_left_empty(name: str) -> None:
    assert parts(Everything()[name]) == EMPTY[name]


def test_a_field_with_a_fault_keeps_what_was_typed_and_leaves_words_to_the_page() -> None:
    form = Everything({**GIVEN, "due_1": "", "people": "many"})
    assert not form.is_valid()
    assert parts(form["due"]).options == date_of("27", "", "2027")
    assert parts(form["people"]).value == "many"
    assert parts(form["people"]).attributes == {"min": 0}


def test_days_and_times_have_inputs_of_their_own() -> None:
    class When(forms.Form):
        day = forms.DateField(widget=forms.DateInput)
        hour = forms.TimeField(widget=forms.TimeInput(attrs={"id": "own", "rows": "10"}))
        both = forms.DateTimeField(widget=forms.DateTimeInput)
        words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))

    kinds = {name: parts(When()[name]).input_type for name in ("day", "hour", "both")}
    assert kinds == {"day": "date", "hour": "time", "both": "datetime-local"}
    assert parts(When()["hour"]).attributes == {}
    assert parts(When()["words"]).attributes == {"rows": 3}


def test_a_widget_without_a_component_is_refused_by_name() -> None:
    class Odd(forms.Form):
        odd = forms.CharField(widget=forms.Widget)

    with pytest.raises(TypeError, match=r"^No component renders Widget\.$"):
        parts(Odd()["odd"])


def test_an_error_leads_to_the_first_input() -> None:
    first = {name: first_input_id(Everything()[name]) for name in ("what", "due", "state", "groups", "ongoing")}
    assert first == {
        "what": "id_what",
        "due": "id_due_0",
        "state": "id_state_0",
        "groups": "id_groups_0",
        "ongoing": "id_ongoing",
    }
