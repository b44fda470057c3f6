"""Components turn Django's forms into markup that people and their tools can use."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from oneworkforce.ui.forms import DayMonthYearField


class Everything(forms.Form):
    what = forms.CharField(label="What", help_text="One sentence.", widget=forms.Textarea)
    theme = forms.ChoiceField(
        label="Theme", choices=[("", "Choose"), ("Early", [("a", "A & B")]), ("Late", [("c", "C")])]
    )
    lead = forms.CharField(label="Lead", required=False, max_length=40)
    email = forms.EmailField(label="Email", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    people = forms.IntegerField(label="People", min_value=0)
    due = DayMonthYearField(label="Due", help_text="For example, 27 3 2027")
    state = forms.ChoiceField(label="Progress", widget=forms.RadioSelect, choices=[("n", "Not started"), ("d", "Done")])
    groups = forms.MultipleChoiceField(
        label="Groups", widget=forms.CheckboxSelectMultiple, choices=[("f", "Frontline"), ("l", "Leaders")]
    )
    ongoing = forms.BooleanField(label="Ongoing", required=False)
    file = forms.FileField(label="A file")
    secret = forms.CharField(widget=forms.HiddenInput)


GIVEN = {
    "what": "<b>Train</b>",
    "theme": "c",
    "email": "a@example.org",
    "password": "never shown again",
    "people": "12",
    "due_0": "27",
    "due_1": "March",
    "due_2": "2027",
    "state": "d",
    "groups": ["f"],
    "ongoing": "on",
    "secret": "s",
}


def rendered(source: str, **context: object) -> html.HtmlElement:
    template = engines["jinja2"].from_string('{% import "ui/components.html" as ui %}<div>' + source + "</div>")
    return html.fromstring(template.render(context))


def form_page(form: forms.Form) -> html.HtmlElement:
    return rendered("{{ ui.form_errors(form) }}{{ ui.fields(form) }}", form=form)


@pytest.fixture
def faulty() -> html.HtmlElement:
    return form_page(Everything({}))


@pytest.fixture
def filled() -> html.HtmlElement:
    return form_page(Everything(GIVEN))


def test_every_visible_input_has_a_label(filled: html.HtmlElement) -> None:
    labelled = set(filled.xpath("//label/@for"))
    inputs = filled.xpath("//input[@type!='hidden']/@id | //select/@id | //textarea/@id")
    assert len(inputs) == len(set(inputs)) == 15
    assert set(inputs) == labelled


def test_ids_are_unique(faulty: html.HtmlElement) -> None:
    ids = faulty.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_was_typed_comes_back_escaped(filled: html.HtmlElement) -> None:
    assert filled.xpath("string(//textarea)").strip() == "<b>Train</b>"
    assert filled.xpath("//option[@selected]/@value") == ["c"]
    assert filled.xpath("//optgroup/@label") == ["Early", "Late"]
    assert filled.xpath("//input[@name='groups'][@checked]/@value") == ["f"]
    assert filled.xpath("//input[@name='state'][@checked]/@value") == ["d"]
    assert filled.xpath("//input[starts-with(@name, 'due_')]/@value") == ["27", "March", "2027"]
    assert filled.xpath("//input[@name='ongoing'][@checked]")


def test_a_password_is_never_sent_back(filled: html.HtmlElement) -> None:
    assert not filled.xpath("//input[@type='password']/@value")


def test_autocomplete_reaches_the_input(filled: html.HtmlElement) -> None:
    assert filled.xpath("//input[@name='email']/@autocomplete") == ["email"]


def test_only_what_may_be_left_out_says_so(filled: html.HtmlElement) -> None:
    assert [text for text in filled.xpath("//label/text()") if "optional" in text] == ["Lead (optional)"]


def test_the_summary_leads_to_every_faulty_field(faulty: html.HtmlElement) -> None:
    links = faulty.xpath("//*[@data-module='error-summary']//a/@href")
    assert links[0] == "#id_what"
    assert "#id_state_0" in links
    assert "#id_due_0" in links
    for link in links:
        assert faulty.xpath(f"//*[@id='{link[1:]}'][self::input or self::select or self::textarea]"), link


def test_hint_and_error_are_tied_to_the_input(faulty: html.HtmlElement) -> None:
    assert faulty.xpath("//textarea/@aria-describedby") == ["id_what-hint id_what-error"]
    assert faulty.xpath("//textarea/@aria-invalid") == ["true"]
    for described in faulty.xpath("//@aria-describedby"):
        for identity in described.split():
            assert faulty.xpath(f"//*[@id='{identity}']"), identity


def test_a_good_form_has_no_summary(filled: html.HtmlElement) -> None:
    form = Everything(GIVEN, {"file": None})
    del form.fields["file"]
    assert form.is_valid(), form.errors
    assert not form_page(form).xpath("//*[@data-module='error-summary']")


def test_a_scale_is_seven_radios_in_a_named_group() -> None:
    page = rendered("{{ ui.scale('tell-it-once', 'Tell it once', 'Low', 'High', value='d', saved=True) }}")
    assert page.xpath("//input[@type='radio']/@value") == list("12345dn")
    assert page.xpath("//input[@checked]/@value") == ["d"]
    assert page.xpath("normalize-space(//fieldset/legend)") == "Tell it once"
    assert page.xpath("normalize-space(//label[@for='tell-it-once-5'])") == "5: High"
    assert page.xpath("normalize-space(//*[@role='status'])") == "Saved"


def test_text_is_escaped_wherever_it_comes_in() -> None:
    page = rendered(
        "{{ ui.button(x) }}{{ ui.tag(x) }}{{ ui.empty_state(x, x, '#', x) }}{{ ui.table(x, [x], [[x, x]]) }}"
        "{{ ui.scale('n', x, x, x, error=x, hint=x) }}{{ ui.copyable(x, x, 'c') }}{{ ui.stat(x, x) }}"
        "{{ ui.summary_list([{'key': x, 'value': x}]) }}",
        x="<script>alert(1)</script>",
    )
    assert not page.xpath("//script")


@settings(deadline=None)
@given(date=st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2200, 1, 1)), words=st.booleans())
def test_a_date_comes_back_as_it_was_typed(date: datetime.date, words: bool) -> None:
    typed = [str(date.day), f"{date:%B}" if words else str(date.month), str(date.year)]
    assert DayMonthYearField().clean(typed) == date


@pytest.mark.parametrize("typed", [["31", "2", "2027"], ["1", "", "2027"], ["x", "3", "2027"], ["1", "Smarch", "2027"]])
def test_a_date_that_does_not_exist_is_refused(typed: list[str]) -> None:
    with pytest.raises(forms.ValidationError, match="for example 27 3 2027"):
        DayMonthYearField().clean(typed)
