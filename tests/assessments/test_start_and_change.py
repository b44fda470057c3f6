"""An officer starts an assessment, and changes what is said of it: by their pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.models import Partnership
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db
START = "/p/fernvale/a/start/"
SAID = {"name": "Where we are in 2031", "purpose": "To see what has changed.", "k": "12"}


@pytest.fixture
def partnership() -> Partnership:
    return make_partnership("Fernvale", k=15)


@pytest.fixture
def person(partnership: Partnership) -> User:
    return make_member(partnership)


@pytest.fixture
def officer(person: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(person)


def dates(**days: tuple[int, int, int]) -> dict[str, str]:
    """`dates(opens_on=(1, 3, 2031))`, as the three inputs of a date."""
    return {f"{field}_{place}": str(part) for field, day in days.items() for place, part in enumerate(day)}


def test_it_is_started_as_said_and_its_page_comes(officer: Client, partnership: Partnership, person: User) -> None:
    answered = officer.post(START, {**SAID, **dates(opens_on=(1, 3, 2131), closes_on=(1, 3, 2131))}, follow=True)
    started = partnership.assessments.get()
    assert (started.name, started.purpose, str(started.k)) == tuple(SAID.values())
    assert started.stage == Stage.PLANNING
    assert (str(started.opens_on), str(started.closes_on)) == ("2131-03-01", "2131-03-01")
    assert answered.redirect_chain == [(f"/p/fernvale/a/{started.key}/", 302)]
    assert "You have started the assessment. Now plan it." in answered.content.decode()
    told = [(event.what, event.by, event.partnership, event.assessment) for event in Event.objects.all()[:2]]
    assert told == [(what, person, "fernvale", started.key) for what in ("assessment changed", "assessment started")]


def test_the_form_begins_with_the_partnership_s_own_smallest_group(officer: Client) -> None:
    page = officer.get(START).content.decode()
    assert 'value="15"' in page
    assert "There is a problem" not in page
    assert "<title>Start an assessment" in " ".join(page.split())


def test_a_day_that_has_come_opens_it_at_once(officer: Client, partnership: Partnership) -> None:
    today = timezone.localdate()
    officer.post(START, {**SAID, **dates(opens_on=(today.day, today.month, today.year))})
    assert partnership.assessments.get().stage == Stage.OPEN


def test_a_button_pressed_twice_starts_one(officer: Client, partnership: Partnership) -> None:
    for _press in range(2):
        answered = officer.post(START, SAID)
        started = partnership.assessments.get()
        assert answered["Location"] == f"/p/fernvale/a/{started.key}/"


@pytest.mark.parametrize("changes", [{"purpose": "Something else."}, {"stage": Stage.OPEN}])
def test_a_name_that_another_has_is_refused(officer: Client, partnership: Partnership, changes: dict[str, str]) -> None:
    officer.post(START, SAID)
    partnership.assessments.update(**changes)
    page = officer.post(START, SAID).content.decode()
    assert "There is already an assessment with this name. Choose another." in page
    assert "There is a problem" in page
    assert SAID["purpose"] in page
    assert partnership.assessments.count() == 1


def test_another_partnership_may_have_the_same_name(officer: Client, partnership: Partnership) -> None:
    make_assessment(make_partnership("Elsewhere"), name=SAID["name"])
    officer.post(START, SAID)
    assert partnership.assessments.get().name == SAID["name"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "This field is required"),
        ({"k": "4"}, "greater than or equal to 5"),
        ({"k": "31"}, "less than or equal to 30"),
        (dates(opens_on=(2, 3, 2131), closes_on=(1, 3, 2131)), "It can’t close before it opens."),
    ],
)
def test_a_fault_starts_nothing_and_keeps_what_was_typed(
    officer: Client, partnership: Partnership, changes: dict[str, str], says: str
) -> None:
    page = officer.post(START, {**SAID, **changes}).content.decode()
    assert says in page
    assert "There is a problem" in page
    assert SAID["purpose"] in page
    assert not partnership.assessments.exists()


@pytest.fixture
def assessment(partnership: Partnership) -> Assessment:
    return make_assessment(partnership, Stage.PLANNING, name="First look", purpose="To begin.", k=10)


def test_looking_at_the_details_changes_nothing(officer: Client, assessment: Assessment) -> None:
    page = officer.get(f"/p/fernvale/a/{assessment.key}/details/").content.decode()
    assert 'value="First look"' in page
    assert "There is a problem" not in page
    assert not Event.objects.filter(what="assessment changed").exists()


def test_details_are_changed_by_whoever_changes_them(officer: Client, assessment: Assessment, person: User) -> None:
    said = {"name": "Second look", "purpose": "To begin.", "k": "20", **dates(closes_on=(31, 12, 2131))}
    answered = officer.post(f"/p/fernvale/a/{assessment.key}/details/", said, follow=True)
    assert answered.redirect_chain == [(f"/p/fernvale/a/{assessment.key}/", 302)]
    assert "The changes are saved." in answered.content.decode()
    assessment.refresh_from_db()
    assert (assessment.name, assessment.k, str(assessment.closes_on)) == ("Second look", 20, "2131-12-31")
    event = Event.objects.get(what="assessment changed")
    assert (event.by, event.partnership, event.assessment) == (person, "fernvale", assessment.key)
    assert event.details == {"changed": {"name": "Second look", "k": "20", "closes_on": "2131-12-31"}}


def test_after_opening_the_smallest_group_shown_stays(officer: Client, partnership: Partnership) -> None:
    assessment = make_assessment(partnership, name="First look", k=10)
    address = f"/p/fernvale/a/{assessment.key}/details/"
    assert 'name="k"' not in officer.get(address).content.decode()
    officer.post(address, {"name": "Second look", "purpose": "", "k": "20"})
    assessment.refresh_from_db()
    assert (assessment.name, assessment.k) == ("Second look", 10)


def test_a_last_day_that_has_passed_closes_it_at_once(officer: Client, partnership: Partnership) -> None:
    assessment = make_assessment(partnership, name="First look")
    day = timezone.localdate() - timedelta(days=2)
    said = {"name": "First look", "purpose": "", **dates(closes_on=(day.day, day.month, day.year))}
    officer.post(f"/p/fernvale/a/{assessment.key}/details/", said)
    assessment.refresh_from_db()
    assert (assessment.stage, assessment.times_closed) == (Stage.CLOSED, 1)
