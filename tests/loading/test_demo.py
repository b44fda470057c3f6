"""What the demonstration holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from django.db import transaction

from oneworkforce.accounts.models import User
from oneworkforce.analysis import tally_from_bytes
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load as load_framework
from oneworkforce.gathering.questionnaires.figures import results_of
from oneworkforce.gathering.questionnaires.models import Draft, Sheet, Tally
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.gathering.take_part.participation import respondents
from oneworkforce.loading.commands import demo
from oneworkforce.partnerships.models import Partnership

FOLDER = Path(str(resources.files("oneworkforce.demo")))
FILES = sorted(FOLDER.glob("*.yaml"))
FRAMEWORK = load_framework("one-childrens-workforce")


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for all tests of this module and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        ran = CliRunner().invoke(demo)
        assert ran.exit_code == 0, ran.output
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once: None, db: None) -> None:
    """The demonstration, loaded; what a test changes of it is undone."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_named_after_its_key_and_stays_readable(file: Path) -> None:
    content = yaml.safe_load(file.read_text("utf-8"))
    assert file.stem.partition("-")[2] == content["key"]
    assert file.stat().st_size < 300_000


def test_two_partnerships_with_personas(loaded: None) -> None:
    assert set(Partnership.objects.values_list("key", "demonstration")) == {("linnetshaw", True), ("brinemere", True)}
    roles = Partnership.objects.get(key="linnetshaw").members.values_list("role", flat=True)
    assert sorted(roles) == ["analyst", "officer", "signatory", "viewer"]
    assert User.objects.order_by("pk")[0].name == "Asha Rahman, project officer"
    for person in User.objects.all():
        assert person.is_persona
        assert not person.has_usable_password()


def test_the_first_holds_a_whole_year(loaded: None) -> None:
    first, second = Assessment.objects.get(key="linnetshaw-2025"), Assessment.objects.get(key="linnetshaw-2026")
    assert first.closes_on
    assert second.closes_on
    assert 350 < (second.closes_on - first.closes_on).days < 380
    for assessment in (first, second):
        assert assessment.stage == "closed"
        assert 380 <= respondents(assessment) <= 420
        assert set(Sheet.objects.filter(assessment=assessment).values_list("sector", flat=True)) == {
            sector.id for sector in FRAMEWORK.sectors
        }
        assert assessment.goals.filter(dimension="").count() == len(FRAMEWORK.themes)
        assert assessment.theme_notes.count() == len(FRAMEWORK.themes)
    assert second.planned_activities.count() >= 12
    assert second.actions.count() >= 9
    assert second.comments.count() >= 25
    assert second.focus_areas.exists()


def test_a_year_later_there_is_movement_and_not_a_miracle(loaded: None) -> None:
    first, second = (results_of(Assessment.objects.get(key=key)) for key in ("linnetshaw-2025", "linnetshaw-2026"))
    themes = zip(first.themes, second.themes, strict=True)
    moved = [(after.everyone or 0) - (before.everyone or 0) for before, after in themes]
    assert all(-0.2 < points < 0.5 for points in moved), moved
    assert 0.05 < sum(moved) / len(moved) < 0.3


def test_pages_have_something_to_say(loaded: None) -> None:
    """Splits, don't-knows, a perception gap and something withheld: what a reader is to learn to read."""
    cells = [
        cell
        for key in ("linnetshaw-2025", "linnetshaw-2026")
        for dimension in results_of(Assessment.objects.get(key=key)).dimensions
        for cell in dimension.cells
    ]
    assert any(cell.withheld for cell in cells)
    assert any(cell.agreement is not None and cell.agreement < 0 for cell in cells)
    assert any(cell.mostly_unknown for cell in cells)


def test_the_open_one_releases_a_batch_with_the_next_answer(loaded: None) -> None:
    assessment = Assessment.objects.get(key="linnetshaw-six-months-on")
    assert (assessment.stage, assessment.k, assessment.closes_on) == ("open", 10, None)
    waiting = Counter(Draft.objects.filter(assessment=assessment, sent=True).values_list("staff_group__key", flat=True))
    assert waiting["frontline"] == 2 * assessment.k - 1 == 19
    assert 0 < waiting["leaders"] < assessment.k
    assert not Sheet.objects.filter(assessment=assessment).exists()
    one = Draft.objects.filter(assessment=assessment, staff_group__key="frontline")[0]
    Draft.objects.create(
        token_hash="newcomer", assessment=assessment, staff_group=one.staff_group, sheet=one.sheet, sent=True
    )
    release_if_enough(assessment, one.staff_group)
    assert Sheet.objects.filter(assessment=assessment).count() == 10


def test_the_second_has_just_started(loaded: None) -> None:
    partnership = Partnership.objects.get(key="brinemere")
    assessment = partnership.assessments.get()
    assert assessment.stage == "open"
    assert assessment.group_links.count() == partnership.staff_groups.count() == 4
    assert not partnership.organisations.exists()
    assert not assessment.planned_activities.exists()
    assert respondents(assessment) == 0


def test_figures_equal_those_counted_from_the_file(loaded: None) -> None:
    """Counted here from plain YAML, without any of the loader."""
    places = {dimension.id: place for place, dimension in enumerate(FRAMEWORK.dimensions)}
    for content in (yaml.safe_load(file.read_text("utf-8")) for file in FILES):
        for written in content["assessments"]:
            if written["stage"] != "closed":
                continue
            expected: Counter[tuple[str, str, int, int]] = Counter()
            people: Counter[tuple[str, str, str]] = Counter()
            for block in written["answers"]:
                for theme, dimensions in block["counts"].items():
                    for short, counts in dimensions.items():
                        for column, count in enumerate(counts):
                            expected[block["staff_group"], block["sector"], places[f"{theme}.{short}"], column] += count
                for locality, count in block["localities"].items():
                    people[block["staff_group"], block["sector"], locality.replace("did-not-say", "")] += count
            found: Counter[tuple[str, str, int, int]] = Counter()
            taking_part: Counter[tuple[str, str, str]] = Counter()
            for tally in Tally.objects.filter(assessment__key=written["key"]).select_related("staff_group"):
                taking_part[tally.staff_group.key, tally.sector, tally.locality] += tally.sheets
                for (place, column), count in _numbers(bytes(tally.counts)):
                    found[tally.staff_group.key, tally.sector, place, column] += count
            assert +found == +expected
            assert taking_part == people


def _numbers(counts: bytes) -> list[tuple[tuple[int, int], int]]:
    tally = tally_from_bytes(counts, len(FRAMEWORK.dimensions))
    return [((place, column), int(n)) for place, row in enumerate(tally) for column, n in enumerate(row)]
