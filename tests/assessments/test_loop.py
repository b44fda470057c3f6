"""The loop is one table: every step leads somewhere, and every page of an assessment belongs to one step."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from oneworkforce.assessments.loop import LOOP, header, step_of
from oneworkforce.home.steps import HOW_FAR
from tests.test_house import patterns

WHERE = {"partnership": "here", "assessment": "now"}
OF_THE_ASSESSMENT_ITSELF = {"assessment", "assessment-stage", "assessment-details"}
NAMES = sorted(
    {
        str(entry.name)
        for route, entry in patterns(get_resolver())
        if route.startswith("p/<slug:partnership>/a/<slug:assessment>/")
    }
)


def test_there_are_pages_to_look_at() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("step", LOOP, ids=lambda step: step.page)
def test_each_step_leads_to_a_page_and_says_how_far_it_is(step) -> None:  # type: ignore[no-untyped-def]
    assert reverse(step.page, kwargs=WHERE)
    assert step_of(step.page) is step
    assert step.page in HOW_FAR


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_THE_ASSESSMENT_ITSELF])
def test_each_page_of_an_assessment_belongs_to_a_step(name: str) -> None:
    assert step_of(name) is not None


def test_the_header_says_where_somebody_is() -> None:
    def current(name: str) -> list[str]:
        return [str(one["href"]) for one in header(name, lambda page: page) if one["current"]]

    assert current("plan-edit") == ["plan"]
    assert current("theme") == ["where-we-are"]
    assert current("theme-note") == ["what-we-will-do"]
    assert current("goals-theme") == ["where-we-are"]
    assert current("assessment") == []
