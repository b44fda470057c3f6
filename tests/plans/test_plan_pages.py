"""The plan on screen: who may look and who may change, lines added, changed, moved and removed, files in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.roles import Role
from oneworkforce.plans import matrix
from oneworkforce.plans.actions import add_activity
from oneworkforce.plans.forms import ActivityForm
from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.table import COLUMNS
from tests.factories import make_assessment, make_member
from tests.tables.files import xlsx_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(assessment: Assessment, name: str = "plan", **more: Any) -> str:
    return reverse(name, kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key, **more})


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


@pytest.fixture
def officer(assessment: Assessment, signed_in: SignIn) -> Client:
    return signed_in(make_member(assessment.partnership))


def lines(assessment: Assessment) -> list[str]:
    return [activity.activity for activity in assessment.planned_activities.all()]


def add(assessment: Assessment, *activities: str, **values: Any) -> list[int]:
    return [add_activity(assessment=assessment, by=None, activity=what, **values).pk for what in activities]


def typed(**values: Any) -> dict[str, Any]:
    return {"activity": "Meet", "state": "planned", **values}


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("local plan.csv", text.encode(), content_type="text/csv")


def test_an_empty_plan_teaches_what_to_do_first(assessment: Assessment, officer: Client, signed_in: SignIn) -> None:
    page = officer.get(address(assessment)).content.decode()
    for name in ("plan-start", "plan-import", "plan-add"):
        assert address(assessment, name) in page
    viewer = signed_in(make_member(assessment.partnership, Role.VIEWER))
    page = viewer.get(address(assessment)).content.decode()
    assert "Nothing is planned yet" in page
    assert address(assessment, "plan-add") not in page


def test_the_typical_plan_fills_an_empty_plan_once(assessment: Assessment, officer: Client) -> None:
    for _time in range(2):
        assert officer.post(address(assessment, "plan-start")).status_code == 302
    made = list(assessment.planned_activities.all())
    assert len(made) == 9
    assert any(line.method == "questionnaire" and line.groups == ["frontline", "leaders"] for line in made)
    [known] = [line.groups for line in made if line.method == "existing information"]
    assert known == ["young-people", "children", "parents"]
    assert Event.objects.filter(what="plan started from the typical one").count() == 1


def test_shows_the_table_and_the_matrix(assessment: Assessment, officer: Client) -> None:
    common = {"groups": ["frontline", "young-people"], "themes": ["outcome-focus"], "method": "diary"}
    add(assessment, "Keep a week's diary", when="W/B 4 January 2027", lead="Tom Wren", state="under way", **common)
    page = officer.get(address(assessment)).content.decode()
    table, matrix = page.split('class="govuk-table matrix"')
    for words in ("W/B 4 January 2027", "Keep a week&#39;s diary", "Tom Wren", "Young people", "theme-outcome-focus"):
        assert words in table
    row = matrix.split("Outcome focus</th>")[1]
    assert "Front-line staff and their managers, Young people" in row
    assert 'state--under-way">Under way' in row
    assert "Young people" not in matrix.split("Outcome focus</th>")[0]


def test_the_page_takes_the_same_queries_for_one_line_as_for_three(assessment: Assessment, officer: Client) -> None:
    counts = []
    for activities in (("One",), ("Two", "Three")):
        add(assessment, *activities, groups=["frontline"], themes=["outcome-focus"], method="diary")
        for name in ("plan", "plan-export"):
            officer.get(address(assessment, name))
            with CaptureQueriesContext(connection) as queries:
                assert officer.get(address(assessment, name)).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_adds_a_line_once_however_often_it_is_sent(assessment: Assessment, officer: Client) -> None:
    sent = typed(when="5 May 2027", themes=["outcome-focus", "complementary-roles"], groups=["health"], last_seen=0)
    for _time in range(2):
        reply = officer.post(address(assessment, "plan-add"), sent)
        (line,) = assessment.planned_activities.all()
        assert reply.headers["Location"] == f"{address(assessment)}#activity-{line.pk}"
    assert line.themes == ["complementary-roles", "outcome-focus"]
    assert str(line.starts_on) == "2027-05-05"
    officer.post(address(assessment, "plan-add"), {**sent, "last_seen": line.pk})
    assert lines(assessment) == ["Meet", "Meet"]
    assert Event.objects.filter(what="planned activity added").count() == 2


def test_a_form_with_an_error_keeps_everything_typed(assessment: Assessment, officer: Client) -> None:
    reply = officer.post(
        address(assessment, "plan-add"), typed(activity="", lead="Tom & Ines", groups=["health"], last_seen=7)
    )
    page = reply.content.decode()
    assert "Say what will be done." in page
    assert "Tom &amp; Ines" in page
    assert 'value="health" checked' in page
    assert 'name="last_seen" value="7"' in page
    assert lines(assessment) == []


def test_changes_a_line_and_keeps_a_group_that_is_gone(assessment: Assessment, officer: Client) -> None:
    (key,) = add(assessment, "Meet", groups=["gone", "health"])
    form = officer.get(address(assessment, "plan-edit", activity=key)).content.decode()
    assert 'value="gone" checked' in form
    officer.post(address(assessment, "plan-edit", activity=key), typed(activity="Met", groups=["gone"], state="done"))
    line = assessment.planned_activities.get()
    assert (line.activity, line.groups, line.state) == ("Met", ["gone"], "done")
    (event,) = Event.objects.filter(what="planned activity changed")
    assert event.details["changed"] == ["activity", "groups", "state"]


def test_moves_lines_and_a_second_press_changes_nothing(assessment: Assessment, officer: Client) -> None:
    one, _two, three = add(assessment, "One", "Two", "Three")
    for _time in range(2):
        reply = officer.post(address(assessment, "plan-move", activity=three), {"before": one})
        assert reply.headers["Location"].endswith(f"?order=change#activity-{three}")
        assert lines(assessment) == ["Three", "One", "Two"]
    officer.post(address(assessment, "plan-move", activity=three), {"before": ""})
    assert lines(assessment) == ["One", "Two", "Three"]
    officer.post(address(assessment, "plan-move", activity=three), {"before": 10**6})
    assert lines(assessment) == ["One", "Two", "Three"]
    assert officer.post(address(assessment, "plan-move", activity=three), {"before": "x"}).status_code == 404
    assert Event.objects.filter(what="planned activity moved").count() == 2


def test_every_button_of_the_order_moves_as_it_says(assessment: Assessment, officer: Client) -> None:
    add(assessment, "One", "Two", "Three")
    context = officer.get(f"{address(assessment)}?order=change").content.decode()
    assert context.count('aria-label="Move up: ') == 2
    assert context.count('aria-label="Move down: ') == 2
    down = context.split('aria-label="Move down: One')[0].rsplit("<form", 1)[1]
    target, before = down.split('action="')[1].split('"')[0], down.split('name="before" value="')[1].split('"')[0]
    officer.post(target, {"before": before})
    assert lines(assessment) == ["Two", "One", "Three"]


def test_removes_after_asking_and_a_second_press_is_no_fault(assessment: Assessment, officer: Client) -> None:
    keep, gone = add(assessment, "Keep", "Go")
    question = address(assessment, "plan-remove", activity=gone)
    assert "Go" in officer.get(question).content.decode()
    assert lines(assessment) == ["Keep", "Go"]
    for _time in range(2):
        assert officer.post(question).headers["Location"] == address(assessment)
        assert lines(assessment) == ["Keep"]
    assert officer.get(question).status_code == 404
    assert officer.get(address(assessment, "plan-edit", activity=keep)).status_code == 200


def test_imports_adding_once_or_replacing(assessment: Assessment, officer: Client) -> None:
    (last,) = add(assessment, "First")
    target = address(assessment, "plan-import")
    for _time in range(2):
        reply = officer.post(target, {"file": file("activity\nTwo\nThree\n"), "how": "add", "last_seen": last})
        assert reply.headers["Location"] == address(assessment)
        assert lines(assessment) == ["First", "Two", "Three"]
    officer.post(target, {"file": file("activity\nOnly\n"), "how": "replace", "last_seen": last})
    assert lines(assessment) == ["Only"]
    event = Event.objects.filter(what="plan imported").first()
    assert event is not None
    assert event.details == {"added": 1, "removed": 3, "replaced": True}


def test_a_workbook_is_imported_and_the_page_says_how_it_was_read(assessment: Assessment, officer: Client) -> None:
    sent = {"file": SimpleUploadedFile("plan.xlsx", xlsx_of(("Activity",), ("Meet",), title="Ours")), "how": "add"}
    page = officer.post(address(assessment, "plan-import"), sent, follow=True).content.decode()
    assert lines(assessment) == ["Meet"]
    assert "1 activity is imported. It is an XLSX workbook. Its sheet “Ours” was read." in page


def test_every_column_is_in_the_model_the_form_and_the_table(assessment: Assessment, officer: Client) -> None:
    kept = {field.name for field in PlannedActivity._meta.concrete_fields}
    about = {"id", "assessment", "order", "written", "starts_on", "ends_on"}
    form = officer.get(address(assessment, "plan-add")).content.decode()
    described = officer.get(address(assessment, "plan-import")).content.decode()
    assert kept - about == set(COLUMNS) == set(ActivityForm.base_fields) - {"last_seen"}
    for column in COLUMNS:
        assert f'name="{column}"' in form
        assert f">{column}</t" in described


def test_a_column_without_a_place_of_its_own_is_on_the_page(
    assessment: Assessment, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment.planned_activities.create(activity="Meet", lead="Tom Wren")
    monkeypatch.setattr(matrix, "PLACED", matrix.PLACED - {"lead"})
    assert "Lead: Tom Wren" in officer.get(address(assessment)).content.decode()


def test_says_when_imported_lines_were_in_the_plan_already(assessment: Assessment, officer: Client) -> None:
    (last,) = add(assessment, "First")
    sent = {"file": file("activity\nFirst\nSecond\n"), "how": "add", "last_seen": last}
    page = officer.post(address(assessment, "plan-import"), sent, follow=True).content.decode()
    assert "2 activities are imported. 1 of these lines was in the plan already, and is there twice now." in page


def test_a_file_with_faults_changes_nothing_and_lists_them(assessment: Assessment, officer: Client) -> None:
    add(assessment, "First")
    bad = file("activity,themes\nFine,1\n<b>,Nonsense\n")
    reply = officer.post(address(assessment, "plan-import"), {"file": bad, "how": "replace", "last_seen": 0})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "“Nonsense” is not a theme" in page
    assert "What to put right in local plan.csv" in page
    assert 'value="replace" checked' in page
    assert lines(assessment) == ["First"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [({}, "Choose a file."), ({"file": "x" * (2 * 1024 * 1024 + 1)}, "larger than 2 MB"), ({"file": ""}, "is empty")],
)
def test_refuses_what_is_no_file(assessment: Assessment, officer: Client, sent: dict[str, str], says: str) -> None:
    files = {name: file(text) for name, text in sent.items()}
    assert says in officer.post(address(assessment, "plan-import"), {"how": "add", **files}).content.decode()
    assert lines(assessment) == []


def test_downloads_with_the_mark_that_spreadsheets_need(assessment: Assessment, officer: Client) -> None:
    add(assessment, "Spring ‘09")
    reply = officer.get(address(assessment, "plan-export"))
    assert reply.content.decode() == (
        "\ufeffwhen,activity,method,themes,groups,participants,lead,progress,state\r\n,Spring ‘09,,,,,,,planned\r\n"
    )
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{assessment.key}-plan.csv"'


CHANGES = [
    ("plan-add", typed(last_seen=0)), ("plan-start", {}), ("plan-import", {}),
    ("plan-edit", typed()), ("plan-remove", {}), ("plan-move", {"before": ""}),
]  # fmt: skip


def target_of(assessment: Assessment, name: str, key: int) -> str:
    return address(assessment, name, **({"activity": key} if name in ("plan-edit", "plan-remove", "plan-move") else {}))


@pytest.mark.parametrize(("name", "sent"), CHANGES)
@pytest.mark.parametrize("role", [Role.ANALYST, Role.SIGNATORY, Role.VIEWER])
def test_only_an_officer_changes_a_plan(
    assessment: Assessment, signed_in: SignIn, role: Role, name: str, sent: dict[str, Any]
) -> None:
    key, _other = add(assessment, "As it was", "Other")
    member = signed_in(make_member(assessment.partnership, role))
    assert member.post(target_of(assessment, name, key), sent).status_code == 403
    assert lines(assessment) == ["As it was", "Other"]
    assert member.get(address(assessment)).status_code == 200
    assert member.get(address(assessment, "plan-export")).status_code == 200


@pytest.mark.parametrize(("name", "sent"), [*CHANGES, ("plan", {}), ("plan-export", {})])
def test_another_partnership_finds_nothing(
    assessment: Assessment, signed_in: SignIn, name: str, sent: dict[str, Any]
) -> None:
    key, _other = add(assessment, "As it was", "Other")
    stranger = signed_in(make_member(make_assessment().partnership))
    ask = stranger.get if name in ("plan", "plan-export") else stranger.post
    assert ask(target_of(assessment, name, key), sent).status_code == 404
    assert lines(assessment) == ["As it was", "Other"]


@pytest.mark.parametrize("name", ["plan-edit", "plan-remove", "plan-move"])
def test_a_line_of_another_assessment_is_out_of_reach(assessment: Assessment, officer: Client, name: str) -> None:
    other = make_assessment(assessment.partnership)
    (key,) = add(other, "As it was")
    officer.post(target_of(assessment, name, key), typed(activity="Changed"))
    assert lines(other) == ["As it was"]


@pytest.mark.parametrize(("name", "sent"), CHANGES)
def test_an_archived_plan_stays_as_it_is(signed_in: SignIn, name: str, sent: dict[str, Any]) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    key, _other = add(assessment, "As it was", "Other")
    Assessment.objects.filter(pk=assessment.pk).update(stage=Stage.ARCHIVED)
    officer = signed_in(make_member(assessment.partnership))
    if name == "plan-import":
        sent = {"file": file("activity\nx\n"), "how": "add", "last_seen": 0}
    reply = officer.post(target_of(assessment, name, key), sent, follow=True)
    assert reply.status_code == 200
    assert "is archived, so you can’t change the plan" in reply.content.decode()
    if name in ("plan-add", "plan-edit"):
        assert "Meet</textarea>" in reply.content.decode()
    assert lines(assessment) == ["As it was", "Other"]
    assert officer.get(address(assessment, "plan-add")).headers["Location"] == address(assessment)
    assert address(assessment, "plan-add") not in officer.get(address(assessment)).content.decode()


def test_a_long_plan_comes_in_pages_and_leads_back_to_the_right_one(assessment: Assessment, officer: Client) -> None:
    keys = add(assessment, *(f"Line {n:03}" for n in range(102)))
    first, second = (officer.get(address(assessment), {"page": page}).content.decode() for page in (1, 2))
    assert ("Line 099" in first, "Line 100" in first, "Line 100" in second) == (True, False, True)
    reply = officer.post(address(assessment, "plan-edit", activity=keys[101]), typed())
    assert reply.headers["Location"] == f"{address(assessment)}?page=2#activity-{keys[101]}"
