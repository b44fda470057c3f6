"""Who may take part, as tables: what is said on one form, and what follows from it."""

from __future__ import annotations

import pytest

from oneworkforce.gathering.questionnaires.answering.consent import TAKING_PART, Consent, consent_of
from oneworkforce.partnerships.models import Partnership

SENT = {"step": TAKING_PART}
YES = {**SENT, "agrees": "yes"}
OLD, YOUNGER, CHILD = "old-enough", "needs-permission", "too-young"

# whose form, what it says → given, the inputs that lack something, the page
STEPS = {
    "staff press start": ("frontline", {}, True, [], "questionnaires/start.html"),
    "leaders press start": ("leaders", {}, True, [], "questionnaires/start.html"),
    "young, first look": ("young-people", {}, False, [], "questionnaires/young/start.html"),
    "young, nothing said": (
        "young-people",
        SENT,
        False,
        ["age-old-enough", "agrees"],
        "questionnaires/young/consent.html",
    ),
    "young, agrees without an age": (
        "young-people",
        YES,
        False,
        ["age-old-enough"],
        "questionnaires/young/consent.html",
    ),
    "young, made-up age": (
        "young-people",
        {**YES, "age": "99"},
        False,
        ["age-old-enough"],
        "questionnaires/young/consent.html",
    ),
    "young, old enough": ("young-people", {**YES, "age": OLD}, True, [], "questionnaires/young/consent.html"),
    "young, old enough, no tick": (
        "young-people",
        {**SENT, "age": OLD},
        False,
        ["agrees"],
        "questionnaires/young/consent.html",
    ),
    "young, needs permission": (
        "young-people",
        {**YES, "age": YOUNGER},
        False,
        ["permitted"],
        "questionnaires/young/consent.html",
    ),
    "young, has permission": (
        *("young-people", {**YES, "age": YOUNGER, "permitted": "yes"}, True),
        *([], "questionnaires/young/consent.html"),
    ),
    "young, permission without a wish": (
        *("young-people", {**SENT, "age": YOUNGER, "permitted": "yes"}, False),
        *(["agrees"], "questionnaires/young/consent.html"),
    ),
    "young, permission is not a wish of the old": (
        *("young-people", {**SENT, "age": OLD, "permitted": "yes"}, False),
        *(["agrees"], "questionnaires/young/consent.html"),
    ),
    "a child": ("young-people", {**YES, "age": CHILD}, False, [], "questionnaires/young/too_young.html"),
    "a child with permission": (
        *("young-people", {**YES, "age": CHILD, "permitted": "yes"}, False),
        *([], "questionnaires/young/too_young.html"),
    ),
    "parents, first look": ("parents", {}, False, [], "questionnaires/young/start.html"),
    "parents, nothing said": ("parents", SENT, False, ["agrees"], "questionnaires/young/consent.html"),
    "parents agree": ("parents", YES, True, [], "questionnaires/young/consent.html"),
    "parents are not asked their age": (
        "parents",
        {**YES, "age": CHILD},
        True,
        [],
        "questionnaires/young/consent.html",
    ),
    "a tick in other words": (
        "parents",
        {**SENT, "agrees": "on"},
        False,
        ["agrees"],
        "questionnaires/young/consent.html",
    ),
    "agreeing without the page": ("parents", {"agrees": "yes"}, False, [], "questionnaires/young/start.html"),
}


def said(audience: str, given: dict[str, str], age: int = 13) -> Consent:
    return consent_of(given, audience, Partnership(consent_age=age, permission_route="Ask at school."))


@pytest.mark.parametrize("step", STEPS)
def test_each_step(step: str) -> None:
    audience, given, is_given, lacking, template = STEPS[step]
    found = said(audience, given)
    assert (found.given, [field for field, _words in found.faults]) == (is_given, lacking)
    assert found.template == template


AGES = {
    11: ["Yes, I am 11 or older", "No, I am 10 or younger"],
    12: ["Yes, I am 12 or older", "No, I am 11", "No, I am 10 or younger"],
    13: ["Yes, I am 13 or older", "No, I am 11 or 12", "No, I am 10 or younger"],
    14: ["Yes, I am 14 or older", "No, I am 11 to 13", "No, I am 10 or younger"],
    18: ["Yes, I am 18 or older", "No, I am 11 to 17", "No, I am 10 or younger"],
}


@pytest.mark.parametrize("age", AGES)
def test_what_can_be_chosen_covers_every_age_once(age: int) -> None:
    assert [words for _value, words in said("young-people", {}, age).ages] == AGES[age]


def test_the_second_page_is_shown_by_its_address_alone() -> None:
    partnership = Partnership(consent_age=13)
    for audience, template in (
        ("parents", "questionnaires/young/consent.html"),
        ("young-people", "questionnaires/young/consent.html"),
        ("leaders", "questionnaires/start.html"),
    ):
        found = consent_of({}, audience, partnership, at_step=True)
        assert (found.template, found.faults, found.given) == (template, [], audience == "leaders")
