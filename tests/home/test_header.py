"""What the header of each page says: where somebody is, and the way to the rest of the loop."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client, RequestFactory
from lxml import html

from oneworkforce.accounts.models import User
from oneworkforce.assessments.loop import LOOP
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.home.navigation import navigation
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Fernvale"), Stage.PLANNING, name="Where we are in 2031")


@pytest.fixture
def officer(assessment: Assessment, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(make_member(assessment.partnership))


def context_of(page: bytes) -> tuple[str, str]:
    (context,) = html.fromstring(page).xpath("//a[@class='site-header__context']")
    return context.text_content().strip(), context.get("href")


def test_a_page_of_a_partnership_names_it(officer: Client) -> None:
    assert context_of(officer.get("/p/fernvale/").content) == ("Fernvale", "/p/fernvale/")


def test_a_page_of_an_assessment_names_it_and_leads_round_the_loop(officer: Client, assessment: Assessment) -> None:
    home = f"/p/fernvale/a/{assessment.key}/"
    page = officer.get(f"{home}plan/").content
    assert context_of(page) == ("Where we are in 2031", home)
    steps = html.fromstring(page).xpath("//nav//a[@href]")
    led_to = [step.get("href") for step in steps if step.get("href").startswith(home)]
    assert led_to == [f"{home}{step.page}/" for step in LOOP if not step.header_of]
    current = [step.get("href") for step in steps if step.xpath("ancestor-or-self::*[@aria-current]")]
    assert current == [f"{home}plan/"]


def test_an_assessment_of_another_version_of_the_framework_has_its_own_colours(assessment: Assessment) -> None:
    request: Any = RequestFactory().get("/")
    request.partnership, request.assessment = assessment.partnership, assessment
    request.address = lambda page: f"/{page}/"
    assert "theme_colours" not in navigation(request)
    assessment.framework = "one-childrens-workforce/7"
    assert navigation(request)["theme_colours"] == "/colours/one-childrens-workforce/7.css"
    assert not any(step["current"] for step in navigation(request)["navigation"])


def test_the_page_of_an_assessment_says_what_each_step_is_for(officer: Client, assessment: Assessment) -> None:
    page = " ".join(unescape(officer.get(f"/p/fernvale/a/{assessment.key}/").content.decode()).split())
    for step in LOOP:
        assert str(step.title) in page
        assert str(step.purpose) in page
