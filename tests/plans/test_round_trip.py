"""A plan comes back cell for cell: into the database, and out again as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneworkforce.assessments.models import Assessment
from oneworkforce.plans.actions import add_activity, change_activity, import_plan
from oneworkforce.plans.exporting import plan_as_csv
from oneworkforce.plans.importing import read_plan
from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.table import COLUMNS
from oneworkforce.plans.vocabulary import vocabulary_of
from oneworkforce.tables.formulas import with_guard
from tests.factories import make_assessment
from tests.plans.plans import LOCAL_PLAN

pytestmark = pytest.mark.django_db

cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
plans = st.lists(
    st.fixed_dictionaries(
        {
            "when": cell,
            "activity": cell.filter(lambda text: bool(text.strip())),
            "method": st.sampled_from(["", "Survey", " focus GROUPS "]),
            "themes": st.sampled_from(["", "1", "complementary roles ;2", " All "]),
            "groups": st.sampled_from(["", "health;Frontline", "children and young people"]),
            "participants": cell,
            "lead": cell,
            "progress": cell,
            "state": st.sampled_from(["", "Complete", "planned "]),
        }
    ),
    min_size=1,
    max_size=4,
)


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines_of(data: bytes, assessment: Assessment) -> list[PlannedActivity]:
    return read_plan(io.BytesIO(data), vocabulary_of(assessment)).lines


def take_in(assessment: Assessment, data: bytes) -> None:
    import_plan(assessment=assessment, lines=lines_of(data, assessment), replace=True, by=None)


def test_a_local_plan_comes_back_cell_for_cell() -> None:
    assessment = make_assessment()
    take_in(assessment, as_csv(LOCAL_PLAN))
    exported = as_rows(plan_as_csv(assessment))
    assert list(exported[0]) == list(COLUMNS)
    assert [{column: row[column] for column in LOCAL_PLAN[0]} for row in exported] == LOCAL_PLAN
    assert exported[0]["state"] == "done"


@given(rows=plans)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_cells_come_back_but_for_formulas_which_come_back_guarded(
    shared: Assessment, rows: list[dict[str, str]]
) -> None:
    take_in(shared, as_csv(rows))
    first = plan_as_csv(shared)
    expected = [{name: text if _guarded(text) else with_guard(text) for name, text in row.items()} for row in rows]
    assert as_rows(first) == expected
    take_in(shared, first.encode())
    assert plan_as_csv(shared) == first


def _guarded(text: str) -> bool:
    return text.startswith("'") and with_guard(text) != text


@pytest.fixture
def shared() -> Assessment:
    return make_assessment()


def test_an_edited_cell_is_written_anew_and_the_others_stay() -> None:
    assessment = make_assessment()
    row = {"activity": "  Meet\r\nthe board ", "themes": "2;1", "lead": "A  / B", "progress": "Complete", "state": ""}
    take_in(assessment, as_csv([row]))
    (activity,) = assessment.planned_activities.all()
    same = {
        "activity": "Meet\nthe board",
        "lead": "A / B",
        "themes": ["common-values-and-language", "shared-identity-and-purpose"],
    }
    change_activity(line=activity, by=None, when="5 May 2027", **same)
    (exported,) = as_rows(plan_as_csv(assessment))
    assert {name: exported[name] for name in row} == row
    assert exported["when"] == "5 May 2027"
    assert str(activity.starts_on) == "2027-05-05"

    change_activity(line=activity, by=None, progress="Moved to June", themes=["outcome-focus"])
    (exported,) = as_rows(plan_as_csv(assessment))
    assert (exported["themes"], exported["progress"]) == ("Outcome focus", "Moved to June")
    assert exported["state"] == "done"  # the empty cell meant done only beside "Complete"


def test_what_was_typed_on_screen_reads_back_the_same() -> None:
    assessment = make_assessment()
    typed = {
        "activity": "=SUM(1)", "when": "w/b 4 January 2027", "method": "diary", "themes": ["outcome-focus"],
        "groups": ["leaders", "health"], "participants": "- a\n- b", "lead": "'=x", "progress": "",
        "state": "under way",
    }  # fmt: skip
    add_activity(assessment=assessment, by=None, **typed)
    text = plan_as_csv(assessment)
    assert as_rows(text)[0]["activity"] == "'=SUM(1)"
    (line,) = lines_of(text.encode(), assessment)
    assert {name: getattr(line, name) for name in typed} == {**typed, "groups": ["leaders", "health"]}


def test_five_thousand_lines_take_few_queries(django_assert_max_num_queries: object) -> None:
    assessment = make_assessment()
    rows = [{"activity": f"Line {n}", "themes": "1;2", "method": "survey"} for n in range(5000)]
    take_in(assessment, as_csv(rows))
    fresh = Assessment.objects.select_related("partnership").get(pk=assessment.pk)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        text = plan_as_csv(fresh)
    assert [row["activity"] for row in as_rows(text)] == [row["activity"] for row in rows]
