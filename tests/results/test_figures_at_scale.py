"""Every figure of 1,000 and of 100,000 imported answers against a second opinion, and the same queries for both.

The answers come in, are released and go out as they do for anybody: by the commands `answers import`, `close` and
`results --json`. They are imported once for all of these tests.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.commands import close_assessment
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.gathering.questionnaires.commands import answers as answers_command
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.gathering.take_part.commands import assessments
from oneworkforce.gathering.take_part.participation import participation
from oneworkforce.results.commands import results
from tests import second_opinion
from tests.factories import make_assessment, make_member, make_partnership
from tests.results import edges
from tests.results.pages import address

SIZES = (1_000, 100_000)
WORDS = {"name", "assessment", "partnership", "stage", "framework", "perspectives"}
GOALS = {
    "shared-identity-and-purpose": (4.5, "2027-07-31"),
    "integrated-working-practices": (4.0, None),
    "outcome-focus.its-my-plan": (3.5, None),
}


@dataclass(frozen=True)
class Imported:
    """A closed assessment, the file that was imported into it, what `results` prints, and what it should print."""

    assessment: Assessment
    framework: Framework
    answers: pd.DataFrame
    printed: dict[str, Any]
    expected: dict[str, Any]


def run(command: Any, *arguments: str) -> str:
    outcome = CliRunner().invoke(command, arguments)
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def imported(people: int, path: Path) -> Imported:
    partnership = make_partnership()
    for order, (key, audience) in enumerate(edges.AUDIENCES.items()):
        if key not in edges.THERE_FROM_THE_START:
            partnership.staff_groups.create(key=key, name=key.title(), audience=audience, order=order)
    assessment = make_assessment(partnership, k=edges.K)
    for key, (points, by) in GOALS.items():
        theme, _dot, dimension = key.partition(".")
        assessment.goals.create(theme=theme, dimension=key if dimension else "", position=str(points), by=by)
    framework = load_pin(assessment.framework)
    edges.write_answers(path, framework, people)
    run(answers_command, "import", assessment.key, str(path))
    run(close_assessment, assessment.key)
    assessment.refresh_from_db()
    answers = pd.read_csv(path, dtype=str, keep_default_na=False)
    printed = json.loads(run(results, assessment.key, "--json"))
    return Imported(assessment, framework, answers, printed, second_opinion.opinion(answers, about(framework)))


def about(framework: Framework) -> second_opinion.Assessed:
    """What the framework says, as the second opinion wants to hear it."""
    return second_opinion.Assessed(
        themes={theme.id: [dimension.id for dimension in theme.dimensions] for theme in framework.themes},
        groups=edges.AUDIENCES,
        asked={
            audience: {one.id for one in framework.dimensions if audience in one.statements}
            for audience in edges.AUDIENCES.values()
        },
        k=edges.K,
        goals=GOALS,
    )


@pytest.fixture(scope="module")
def _imported_once(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[int, Imported]]:
    """Both files, imported once for all tests of this module and undone after them."""
    folder = tmp_path_factory.mktemp("answers")
    with django_db_blocker.unblock(), transaction.atomic():
        yield {people: imported(people, folder / f"{people}.csv") for people in SIZES}
        transaction.set_rollback(True)


@pytest.fixture
def at_both_sizes(_imported_once: dict[int, Imported], db: None) -> dict[int, Imported]:
    """What was imported, by number of people; whatever a test does is undone."""
    return _imported_once


@pytest.fixture(params=SIZES, ids=lambda people: f"{people:,} people")
def one(at_both_sizes: dict[int, Imported], request: pytest.FixtureRequest) -> Imported:
    """What was imported at one of the sizes."""
    return at_both_sizes[request.param]


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Each figure by the way to it: {"themes/0/everyone": 2.9, …}; without words."""
    if isinstance(value, dict):
        inside = [(key, part) for key, part in value.items() if key not in WORDS]
    elif isinstance(value, list):
        inside = [(str(place), part) for place, part in enumerate(value)]
    else:
        return {path: value}
    found = {path: type(value)}
    for key, part in inside:
        found |= flat(part, f"{path}/{key}")
    return found


def same(mine: Any, theirs: Any) -> bool:
    """Alike in kind, and equal but for what the order of adding up does to the last digits."""
    if isinstance(mine, float) and isinstance(theirs, float):
        return mine == pytest.approx(theirs, rel=1e-12, abs=1e-12)
    return type(mine) is type(theirs) and mine == theirs


def dimensions_of(one: Imported) -> list[dict[str, Any]]:
    return [dimension for theme in one.printed["themes"] for dimension in theme["dimensions"]]


def cells_of(one: Imported) -> list[dict[str, Any]]:
    return [cell for dimension in dimensions_of(one) for cell in dimension["cells"]]


def test_every_figure_equals_an_independent_computation(one: Imported) -> None:
    printed, expected = flat(one.printed), flat(one.expected)
    assert printed.keys() == expected.keys()
    different = {path: (printed[path], expected[path]) for path in expected if not same(printed[path], expected[path])}
    assert different == {}
    # 40 dimensions are put to all five staff groups, 4 to two, 9 of them also to young people and parents.
    assert len(cells_of(one)) == 40 * 6 + 4 * 3 + 9 * 2
    assert one.printed["respondents"] == len(one.answers)


def test_the_second_opinion_knows_nothing_of_the_product() -> None:
    tree = ast.parse(Path(second_opinion.__file__).read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} == {
        "__future__", "collections", "dataclasses", "itertools", "numpy", "pandas", "typing",
    }  # fmt: skip


def test_cells_are_withheld_where_a_person_says_that_they_must(one: Imported) -> None:
    dimensions = dimensions_of(one)
    wrong = {}
    for dimension, case in zip(dimensions, edges.cases(one.framework), strict=True):
        found = standing(dimension, ("everyone", *edges.STAFF))
        if found != case.shown:
            wrong[dimension["id"]] = (found, case.shown)
    assert wrong == {}
    parents = "".join(standing(dimension, ["parents"]) for dimension in dimensions).replace(".", "")
    assert parents == "".join(edges.PARENTS[scored] for scored in edges.PARENTS_SCORED)
    assert "".join(standing(dimension, ["youth"]) for dimension in dimensions).replace(".", "") == "+" * 9


def standing(dimension: dict[str, Any], groups: Any) -> str:
    """What became of some groups' cells, a character each."""
    signs = {cell["group"]: "x" if cell["withheld"] else "+" if cell["n"] else "0" for cell in dimension["cells"]}
    return "".join(signs.get(group, ".") for group in groups)


def test_positions_end_where_fewer_than_half_of_the_dimensions_are_shown(one: Imported) -> None:
    themes = {theme["id"]: theme for theme in one.printed["themes"]}
    half, less = themes["behaviours-focused-on-outcomes"], themes["integrated-working-practices"]
    assert half["everyone"] is not None
    assert half["groups"]["frontline"] is not None
    assert half["groups"]["heads"] is half["groups"]["wardens"] is None
    assert less["everyone"] is less["to_go"] is None
    assert less["perception_gap"]["dimensions_compared"] == 1
    four_or_five = themes["high-quality-appropriately-trained-workforce"]["groups"]
    assert four_or_five["visitors"] is not None
    assert four_or_five["leaders"] is None
    nowhere_both = themes["capacity-to-deliver-and-keep-children-safe"]
    assert nowhere_both["perception_gap"] is None
    assert nowhere_both["groups"]["parents"] is not None
    assert themes["shared-identity-and-purpose"]["to_go"] is not None


def test_the_answers_are_of_every_kind(one: Imported) -> None:
    shown = [cell for cell in cells_of(one) if cell["n"]]
    assert any(cell["median"] % 1 for cell in shown)
    assert any(cell["n"] % 2 for cell in shown)
    assert min(cell["agreement"] for cell in shown) < 0 < 0.5 < max(cell["agreement"] for cell in shown)
    assert any(0 != cell["dk"] != cell["na"] != 0 for cell in shown)


def test_all_who_took_part_are_counted_where_they_belong(one: Imported) -> None:
    took_part = participation(one.assessment)
    assert took_part.sent == one.assessment.sheets.count() == len(one.answers)
    listed = {entry["key"]: entry["respondents"] for entry in json.loads(run(assessments, "--json"))}
    assert listed[one.assessment.key] == len(one.answers)
    for column, found in (
        ("staff_group", took_part.by_group),
        ("sector", took_part.by_sector),
        ("locality", took_part.by_locality),
    ):
        assert found == one.answers[column].value_counts().sort_index().to_dict()


@pytest.mark.parametrize("theme", ["", "complementary-roles"], ids=["where we are", "a theme"])
def test_a_page_asks_the_same_queries_however_many_answered(
    theme: str, at_both_sizes: dict[int, Imported], signed_in: Callable[..., Client]
) -> None:
    asked = {}
    for people, one in at_both_sizes.items():
        client, path = signed_in(make_member(one.assessment.partnership)), address(one.assessment, theme)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked[people] = len(queries)
        # Tallies are read, never the answers of single people.
        assert not any(Sheet._meta.db_table in query["sql"] for query in queries)
        assert not any(f'"{Draft._meta.db_table}"."sheet"' in query["sql"] for query in queries)
    assert len(set(asked.values())) == 1, asked
