"""What a file says is what is there afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import Comment, Draft, Sheet, ToolComment
from oneworkforce.loading.actions import load_content
from oneworkforce.loading.checking import read_text
from oneworkforce.loading.commands import load
from oneworkforce.mail.models import Message
from oneworkforce.partnerships.models import Partnership
from oneworkforce.yaml_files.faults import FileFaults
from tests.factories import make_member, make_partnership
from tests.loading.files import documented_example

pytestmark = pytest.mark.django_db


def loaded(text: str) -> Partnership:
    """A partnership loaded from a text."""
    return load_content(content=read_text(text, "westerby.yaml"), by=None)


def test_the_documented_example_loads_as_it_says(tmp_path: Path) -> None:
    file = tmp_path / "westerby.yaml"
    file.write_text(documented_example(), "utf-8")
    ran = CliRunner().invoke(load, [str(file)])
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines() == [
        "Westerby Children's Partnership (westerby)",
        "  2 organisations, 2 localities, 2 staff groups, 1 person with a role",
        "  Autumn 2026 (westerby-2026): closed, 14 people answered",
    ]
    assert "oneworkforce account link nell.osgood@westerby.example" in ran.stderr


def test_a_partnership_and_its_parts() -> None:
    partnership = loaded(documented_example())
    assert (partnership.own_word, partnership.region, partnership.k) == ("partnership", "East of England", 10)
    assert not partnership.demonstration
    localities = partnership.localities.values_list("key", "name")
    assert list(localities) == [("hillside", "Hillside"), ("the-quays", "The Quays")]
    groups = partnership.staff_groups.values_list("key", "audience", "people")
    assert list(groups) == [("frontline", "frontline", 900), ("leaders", "leaders", 45)]
    organisations = partnership.organisations.values_list("name", "third_sector", "joined_on", "left_on")
    assert list(organisations) == [
        ("Kingfisher Play", True, None, date(2026, 3, 31)),
        ("Westerby Council", False, date(2025, 4, 1), None),
    ]
    assert dict(partnership.workforce_sizes.values_list("sector", "people")) == {"education": 480, "health": 210}
    names = dict(partnership.theme_names.values_list("theme", "name"))
    assert names == {"complementary-roles": "Roles that fit together"}
    member = partnership.members.get()
    assert (member.role, member.user.email) == ("officer", "nell.osgood@westerby.example")
    assert not member.user.has_usable_password()
    assert not member.user.is_persona
    assert Event.objects.filter(what="partnership loaded", partnership="westerby").count() == 1


def test_how_families_take_part_and_what_services_heard() -> None:
    assessment = loaded(documented_example()).assessments.get()
    recorded = assessment.involvements.get()
    assert (recorded.audience, recorded.how, recorded.again) == ("parents", "not yet", "Each year in May.")
    heard = assessment.held_views.get()
    assert (heard.audience, heard.theme, heard.when) == ("parents", "complementary-roles", "May 2026")


def test_waves_with_the_people_who_are_invited_in_them() -> None:
    assessment = loaded(documented_example()).assessments.get()
    assert [wave.name for wave in assessment.waves.all()] == ["First wave"]
    invited = assessment.invitations.order_by("email").values_list("email", "staff_group__key", "name", "language")
    assert list(invited) == [
        ("perrin.sallow@example.org", "frontline", "Perrin Sallow", ""),
        ("quays.team@example.org", "leaders", "", "cy"),
    ]
    assert not Message.objects.exists()


def test_an_assessment_with_its_plan_goals_words_and_actions() -> None:
    assessment = loaded(documented_example()).assessments.get()
    assert (assessment.stage, assessment.times_closed) == ("closed", 1)
    assert (assessment.opens_on, assessment.closes_on) == (date(2026, 9, 7), date(2026, 10, 2))
    assert assessment.opened_at is not None
    assert assessment.opened_at.date() == date(2026, 9, 7)
    line = assessment.planned_activities.get()
    assert (line.when, line.starts_on, line.ends_on) == (
        "7 September - 2 October 2026",
        date(2026, 9, 7),
        date(2026, 10, 2),
    )
    assert (line.method, len(line.themes), line.groups, line.state) == (
        "questionnaire",
        8,
        ["frontline", "leaders"],
        "done",
    )
    assert set(assessment.goals.values_list("theme", "dimension", "position", "by")) == {
        ("complementary-roles", "", Decimal("3.5"), date(2027, 9, 30)),
        ("complementary-roles", "complementary-roles.tell-it-once", Decimal("4.0"), date(2027, 9, 30)),
    }
    assert assessment.theme_notes.get().support_from == "Data protection leads"
    assert assessment.focus_areas.get().sentence == "Families tell their story once."
    action = assessment.actions.get()
    assert (action.solution, action.due_on, action.state) == (
        "complementary-roles.collaboration",
        date(2027, 2, 26),
        "under way",
    )
    sections = {row.section: (bool(row.words), row.left_out) for row in assessment.report_sections.all()}
    assert sections == {
        "introduction": (True, False),
        "children-and-families": (True, False),
        "framework": (False, True),
    }
    assert assessment.group_links.count() == 2


@pytest.mark.parametrize(("line", "languages"), [("", ("en-gb", "cy")), ("languages: en-gb\n", ("en-gb",))])
def test_a_partnership_says_in_which_languages_its_people_read(line: str, languages: tuple[str, ...]) -> None:
    assert loaded(f"key: westerby\nname: Westerby\n{line}").language_codes() == languages


def test_answers_of_a_closed_assessment_are_released_and_nothing_waits() -> None:
    assessment = loaded(documented_example()).assessments.get()
    assert Sheet.objects.filter(assessment=assessment, sector="health").count() == 14
    localities = sorted(Sheet.objects.values_list("locality", flat=True))
    assert [localities.count(key) for key in ("the-quays", "hillside", "")] == [8, 5, 1]
    assert not Draft.objects.exists()
    assert Comment.objects.get().text == "The note is one page, and I read it."
    assert ToolComment.objects.get().text == "It took me twenty minutes."


@pytest.mark.parametrize(("people", "waiting"), [(14, 14), (19, 19), (20, 10), (33, 10)])
def test_an_open_assessment_keeps_back_what_it_would_keep_back_anyway(people: int, waiting: int) -> None:
    text = documented_example().replace("stage: closed", "stage: open").replace("    closes_on: 2026-10-02\n", "")
    text = text.replace("people: 14", f"people: {people}").replace("the-quays: 8", f"the-quays: {people - 6}")
    text = text.replace("[3, 5, 3, 1, 0, 1, 1]", f"[{people - 11}, 5, 3, 1, 0, 1, 1]")
    text = text.replace("            common-assessment: [1, 3, 4, 2, 1, 1, 0, 2]\n", "")
    loaded(text)
    assert Draft.objects.filter(sent=True).count() == waiting
    assert Sheet.objects.count() == people - waiting


def test_the_shortest_file() -> None:
    partnership = loaded("key: westerby\nname: Westerby\n")
    assert list(partnership.staff_groups.values_list("key", flat=True)) == ["frontline", "leaders"]
    assert (partnership.time_zone, partnership.k) == ("Europe/London", 10)
    assert partnership.keep_invitations_months == 6
    assert not partnership.assessments.exists()


def test_how_long_invitations_are_kept_is_loaded() -> None:
    assert loaded("key: westerby\nname: Westerby\nkeep_invitations_months: 3\n").keep_invitations_months == 3


def test_an_archived_assessment_and_one_still_planned() -> None:
    text = documented_example().replace("stage: closed", "stage: archived")
    partnership = loaded(text + "  - {key: next, name: Next time, stage: planning, k: 12}\n")
    stages = dict(partnership.assessments.values_list("key", "stage"))
    assert stages == {"westerby-2026": "archived", "next": "planning"}
    assert Assessment.objects.get(key="next").k == 12
    assert partnership.assessments.first() == Assessment.objects.get(key="next")


def test_staff_groups_of_the_file_stand_in_place_of_the_usual_ones() -> None:
    text = (
        "key: westerby\nname: Westerby\nstaff_groups:\n"
        "  - {key: pupils, name: Pupils, audience: young-people}\n"
        "  - {key: leaders, name: Front-line staff and their managers, audience: leaders}\n"
    )
    groups = list(loaded(text).staff_groups.values_list("key", "name"))
    assert groups == [("pupils", "Pupils"), ("leaders", "Front-line staff and their managers")]


def test_a_file_does_not_ask_a_group_with_answers_something_else() -> None:
    """Loading never changes a partnership that is there, so no file can change a group's audience."""
    partnership = loaded(documented_example())
    groups = "staff_groups: [{key: frontline, name: Front-line staff, audience: young-people}]"
    with pytest.raises(FileFaults, match="is there already"):
        loaded(f"key: westerby\nname: Westerby\n{groups}\n")
    assert partnership.staff_groups.get(key="frontline").audience == "frontline"


def test_somebody_with_an_account_keeps_it_and_gets_the_role() -> None:
    nell = make_member(make_partnership())
    User.objects.filter(pk=nell.pk).update(email="nell.osgood@westerby.example", name="Nell O.")
    partnership = loaded(documented_example())
    member = partnership.members.get()
    assert (member.user_id, member.user.name) == (nell.pk, "Nell O.")
    assert member.user.has_usable_password()


def test_what_young_people_read_before_they_answer_is_loaded() -> None:
    partnership = loaded(
        "key: westerby\nname: Westerby\nconsent_age: 16\npermission_route: Ask at school.\n"
        "help_now: |\n  Front door: 01632 960 001\n  Drop-in: 01632 960 002\n"
    )
    assert (partnership.consent_age, partnership.permission_route) == (16, "Ask at school.")
    assert partnership.help_now.splitlines() == ["Front door: 01632 960 001", "Drop-in: 01632 960 002"]
