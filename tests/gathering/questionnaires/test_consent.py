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
    "staff press start": ("frontline", {}, True, [], "start"),
    "leaders press start": ("leaders", {}, True, [], "start"),
    "young, first look": ("young-people", {}, False, [], "young/start"),
    "young, nothing said": ("young-people", SENT, False, ["age-old-enough", "agrees"], "young/consent"),
    "young, agrees without an age": ("young-people", YES, False, ["age-old-enough"], "young/consent"),
    "young, made-up age": ("young-people", {**YES, "age": "99"}, False, ["age-old-enough"], "young/consent"),
    "young, old enough": ("young-people", {**YES, "age": OLD}, True, [], "young/consent"),
    "young, old enough, no tick": ("young-people", {**SENT, "age": OLD}, False, ["agrees"], "young/consent"),
    "young, needs permission": ("young-people", {**YES, "age": YOUNGER}, False, ["permitted"], "young/consent"),
    "young, has permission": (
        *("young-people", {**YES, "age": YOUNGER, "permitted": "yes"}, True),
        *([], "young/consent"),
    ),
    "young, permission without a wish": (
        *("young-people", {**SENT, "age": YOUNGER, "permitted": "yes"}, False),
        *(["agrees"], "young/consent"),
    ),
    "young, permission is not a wish of the old": (
        *("young-people", {**SENT, "age": OLD, "permitted": "yes"}, False),
        *(["agrees"], "young/consent"),
    ),
    "a child": ("young-people", {**YES, "age": CHILD}, False, [], "young/too_young"),
    "a child with permission": (
        *("young-people", {**YES, "age": CHILD, "permitted": "yes"}, False),
        *([], "young/too_young"),
    ),
    "parents, first look": ("parents", {}, False, [], "young/start"),
    "parents, nothing said": ("parents", SENT, False, ["agrees"], "young/consent"),
    "parents agree": ("parents", YES, True, [], "young/consent"),
    "parents are not asked their age": ("parents", {**YES, "age": CHILD}, True, [], "young/consent"),
    "a tick in other words": ("parents", {**SENT, "agrees": "on"}, False, ["agrees"], "young/consent"),
    "agreeing without the page": ("parents", {"agrees": "yes"}, False, [], "young/start"),
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
    for audience, template in (("parents", "young/consent"), ("young-people", "young/consent"), ("leaders", "start")):
        found = consent_of({}, audience, partnership, at_step=True)
        assert (found.template, found.faults, found.given) == (template, [], audience == "leaders")
