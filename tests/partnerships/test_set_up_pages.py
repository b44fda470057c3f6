"""What an officer says of a partnership: parts, sizes, theme names, details. Faults keep what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.queries import framework_of
from oneworkforce.gathering.questionnaires.drafts import start_draft
from oneworkforce.partnerships import forms
from oneworkforce.partnerships.actions import AudienceSettled, save_part
from oneworkforce.partnerships.models import Partnership
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def partnership() -> Partnership:
    return make_partnership("Fernvale")


@pytest.fixture
def officer(partnership: Partnership, signed_in: SignedIn) -> Client:
    return signed_in(make_member(partnership))


ORGANISATION = {"name": "Fernvale Play", "sector": "early-years", "third_sector": "on"}


def test_an_organisation_is_added_changed_and_removed(officer: Client, partnership: Partnership) -> None:
    dates = {"joined_on_0": "1", "joined_on_1": "March", "joined_on_2": "2025"}
    officer.post("/p/fernvale/organisations/add/", {**ORGANISATION, **dates})
    organisation = partnership.organisations.get()
    assert (organisation.sector, organisation.third_sector, str(organisation.joined_on)) == (
        "early-years",
        True,
        "2025-03-01",
    )
    page = officer.get("/p/fernvale/organisations/").content.decode()
    assert "Fernvale Play" in page
    assert "1 March 2025" in page
    officer.post(f"/p/fernvale/organisations/{organisation.pk}/", {"name": "Fernvale Play Trust", "sector": "health"})
    organisation.refresh_from_db()
    assert organisation.name == "Fernvale Play Trust"
    assert officer.get(f"/p/fernvale/organisations/{organisation.pk}/remove/").status_code == 200
    assert partnership.organisations.exists()
    officer.post(f"/p/fernvale/organisations/{organisation.pk}/remove/")
    assert not partnership.organisations.exists()
    assert [event.what for event in Event.objects.filter(what__startswith="organisation")] == [
        "organisation removed",
        "organisation changed",
        "organisation added",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 121}, "at most 120"),
        ({"sector": "no-such"}, "Select a valid choice"),
        ({"joined_on_0": "31", "joined_on_1": "2", "joined_on_2": "2025"}, "a date that exists"),
        ({"joined_on_0": "1", "joined_on_1": "", "joined_on_2": "2025"}, "the day, the month and the year"),
        ({"joined_on_0": "1", "joined_on_1": "9", "joined_on_2": "25"}, "Joined on: Give the year in four figures"),
        (
            {
                **{f"joined_on_{n}": value for n, value in enumerate(("2", "3", "2025"))},
                **{f"left_on_{n}": value for n, value in enumerate(("1", "3", "2025"))},
            },
            "left before it joined",
        ),
    ],
)
def test_a_fault_in_an_organisation_keeps_what_was_typed(
    officer: Client, partnership: Partnership, changes: dict[str, str], says: str
) -> None:
    page = officer.post("/p/fernvale/organisations/add/", {**ORGANISATION, **changes}).content.decode()
    assert says in page
    assert "There is a problem" in page
    for value in changes.values():
        if value and value != "no-such":
            assert f'value="{value}"' in page
    assert not partnership.organisations.exists()


def test_a_name_is_taken_whatever_its_capitals(officer: Client, partnership: Partnership) -> None:
    page = officer.post("/p/fernvale/localities/add/", {"name": "  nOrth "}).content.decode()
    assert "There is already a" in page
    assert partnership.localities.count() == 2


def test_a_staff_group_gets_a_key_that_stays(officer: Client, partnership: Partnership) -> None:
    officer.post("/p/fernvale/staff-groups/add/", {"name": "Volunteers", "audience": "frontline", "people": "60"})
    group = partnership.staff_groups.get(name="Volunteers")
    assert group.key == "volunteers"
    officer.post(f"/p/fernvale/staff-groups/{group.pk}/", {"name": "People who volunteer", "audience": "frontline"})
    group.refresh_from_db()
    assert (group.key, group.name) == ("volunteers", "People who volunteer")


def test_a_staff_group_with_answers_keeps_its_audience(officer: Client, partnership: Partnership) -> None:
    group = partnership.staff_groups.get(key="frontline")
    start_draft(link=make_assessment(partnership).group_links.get(staff_group=group))
    address = f"/p/fernvale/staff-groups/{group.pk}/"
    assert "so you can’t change this" in officer.get(address).content.decode()
    officer.post(address, {"name": "All practitioners", "audience": "young-people"})
    group.refresh_from_db()
    assert (group.name, group.audience) == ("All practitioners", "frontline")
    group.name, group.audience = "Pupils", "young-people"
    with pytest.raises(AudienceSettled, match=r"People in “All practitioners” have answered"):
        save_part(group, by=None)
    group.refresh_from_db()
    assert (group.name, group.audience) == ("All practitioners", "frontline")


def test_somebody_begins_while_the_form_is_saved(
    officer: Client, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = partnership.staff_groups.get(key="frontline")
    start_draft(link=make_assessment(partnership).group_links.get(staff_group=group))
    monkeypatch.setattr(forms, "has_answers", lambda _group: False)
    page = officer.post(f"/p/fernvale/staff-groups/{group.pk}/", {"name": "Pupils", "audience": "young-people"})
    assert "There is a problem" in page.content.decode()
    assert "have answered, so it keeps its questions" in page.content.decode()
    group.refresh_from_db()
    assert (group.name, group.audience) == ("Front-line staff and their managers", "frontline")


def test_a_staff_group_without_answers_may_be_asked_something_else(officer: Client, partnership: Partnership) -> None:
    group = partnership.staff_groups.get(key="frontline")
    officer.post(f"/p/fernvale/staff-groups/{group.pk}/", {"name": "Pupils", "audience": "young-people"})
    group.refresh_from_db()
    assert group.audience == "young-people"


def test_sizes_of_the_workforce_are_recorded_and_cleared(officer: Client, partnership: Partnership) -> None:
    officer.post("/p/fernvale/workforce/", {"health": "420", "education": "1800"})
    assert dict(partnership.workforce_sizes.values_list("sector", "people")) == {"health": 420, "education": 1800}
    officer.post("/p/fernvale/workforce/", {"health": "", "education": "1900"})
    assert dict(partnership.workforce_sizes.values_list("sector", "people")) == {"education": 1900}
    page = officer.post("/p/fernvale/workforce/", {"health": "many"}).content.decode()
    assert "whole number" in page


def test_the_wider_workforce_is_part_of_the_whole(officer: Client, partnership: Partnership) -> None:
    officer.post("/p/fernvale/workforce/", {"health": "420", "wider-health": "60", "education": "1800"})
    kept = dict(partnership.workforce_sizes.values_list("sector", "wider"))
    assert kept == {"health": 60, "education": None}
    page = officer.post("/p/fernvale/workforce/", {"health": "50", "wider-health": "60"}).content.decode()
    assert "so it can’t be larger" in page
    assert partnership.workforce_sizes.get(sector="health").people == 420
    assert 'value="60"' in page


def test_a_theme_is_renamed_and_its_id_stays(officer: Client, partnership: Partnership) -> None:
    officer.post("/p/fernvale/theme-names/", {"outcome-focus": "What changes for children"})
    framework = framework_of(make_assessment(partnership))
    assert framework.theme("outcome-focus").name == "What changes for children"
    assert framework.themes[-1].id == "outcome-focus"
    officer.post("/p/fernvale/theme-names/", {"outcome-focus": ""})
    assert framework_of(make_assessment(partnership)).theme("outcome-focus").name == "Outcome focus"


def test_two_themes_cannot_have_one_name(officer: Client, partnership: Partnership) -> None:
    both = {"outcome-focus": "Same", "complementary-roles": "same"}
    assert "Two themes can’t have the same name" in officer.post("/p/fernvale/theme-names/", both).content.decode()
    assert not partnership.theme_names.exists()


DETAILS = {
    "name": "Fernvale",
    "own_word": "Trust",
    "languages": "en-gb",
    "region": "",
    "time_zone": "Europe/London",
    "k": "10",
    "consent_age": "13",
    "keep_invitations_months": "6",
}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"time_zone": "Mars/Base"}, "We don’t know this time zone"),
        ({"k": "4"}, "greater than or equal to 5"),
        ({"k": "31"}, "30"),
        ({"keep_invitations_months": "0"}, "greater than or equal to 1"),
        ({"keep_invitations_months": "25"}, "24"),
    ],
)
def test_details_are_checked(officer: Client, partnership: Partnership, changes: dict[str, str], says: str) -> None:
    assert says in officer.post("/p/fernvale/details/", {**DETAILS, **changes}).content.decode()
    partnership.refresh_from_db()
    assert (partnership.own_word, partnership.k) == ("partnership", 10)


def test_details_are_saved(officer: Client, partnership: Partnership) -> None:
    assert (
        officer.post("/p/fernvale/details/", {**DETAILS, "k": "12", "keep_invitations_months": "3"}).status_code == 302
    )
    partnership.refresh_from_db()
    assert (partnership.own_word, partnership.k, partnership.keep_invitations_months) == ("Trust", 12, 3)


def test_what_was_done_is_listed_with_who_did_it(officer: Client, partnership: Partnership) -> None:
    officer.post("/p/fernvale/localities/add/", {"name": "East <b>"})
    page = officer.get("/p/fernvale/events/").content.decode()
    assert "locality added" in page
    assert "Person" in page


@pytest.mark.parametrize("part", ["organisations", "localities", "staff-groups", "people"])
def test_queries_do_not_grow_with_rows(signed_in: SignedIn, part: str, django_assert_max_num_queries: object) -> None:
    counts = []
    for rows in (1, 3):
        partnership = make_partnership()
        partnership.localities.all().delete()
        for row in range(rows):
            partnership.organisations.create(name=f"Organisation {row}", sector="health")
            partnership.localities.create(key=f"l{row}", name=f"Locality {row}")
            make_member(partnership)
        client = signed_in(make_member(partnership))
        with django_assert_max_num_queries(30) as captured:  # type: ignore[operator]
            client.get(f"/p/{partnership.key}/{part}/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
