"""The words by which themes, groups, methods and states may be called."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneworkforce.partnerships.actions import rename_themes
from oneworkforce.plans.vocabulary import Vocabulary, method_of, state_of, vocabulary_of
from tests.factories import make_assessment, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary() -> Vocabulary:
    partnership = make_partnership()
    rename_themes(partnership=partnership, names={"outcome-focus": "What matters to us"}, by=None)
    partnership.staff_groups.create(key="outreach", name="Outreach; evenings", audience="frontline", order=5)
    partnership.staff_groups.create(key="nurses", name="Health", audience="frontline", order=6)
    return vocabulary_of(make_assessment(partnership))


@pytest.mark.parametrize(
    "word",
    ["outcome-focus", "Outcome focus", "OUTCOME  FOCUS", "what matters to us", "What Matters To Us", "8", "Theme 8"],
)
def test_a_theme_by_any_of_its_names(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.theme(word) == "outcome-focus"


@pytest.mark.parametrize("word", ["", "0", "9", "outcome", "theme"])
def test_no_other_word_is_a_theme(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.theme(word) is None


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("frontline", "frontline"), ("Front-line staff and their managers", "frontline"),
        ("Leaders and managers", "leaders"), ("early-years", "early-years"), ("Early Years", "early-years"),
        ("social, family & community support", "social-family-and-community-support"),
        ("children and young people", "young-people"), ("Children, young people", "young-people"),
        ("Children (7 to 10)", "children"), ("Young children", "children"), ("children", "children"),
        ("Parents and carers", "parents"), ("families", "parents"), ("outreach", "outreach"), ("Health", "health"),
    ],
)  # fmt: skip
def test_a_group_by_key_or_name(vocabulary: Vocabulary, word: str, key: str) -> None:
    # A sector's id goes before a staff group's name, so that "health" always means what the framework says.
    assert vocabulary.group(word) == key


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_written_list_means_the_same_list(vocabulary: Vocabulary, data: st.DataObject) -> None:
    for keys, write, read in (
        (vocabulary.themes, vocabulary.themes_as_words, vocabulary.theme),
        (vocabulary.groups, vocabulary.groups_as_words, vocabulary.group),
    ):
        chosen = data.draw(st.lists(st.sampled_from(sorted(keys)), unique=True, min_size=1))
        assert [read(word.strip()) for word in write(chosen).split(";")] == chosen


@pytest.mark.parametrize(
    ("word", "method"),
    [
        ("questionnaire", "questionnaire"), ("Survey", "questionnaire"), ("On-line questionnaire", "questionnaire"),
        ("Focus Groups", "focus group"), ("scenario-workshop", "scenario workshop"), ("Diary", "diary"),
        ("Week-in-the-life diary", "diary"), ("existing data", "existing information"), ("analysis workshop", None),
        ("workshop", None),
    ],
)  # fmt: skip
def test_methods_by_common_words(word: str, method: str | None) -> None:
    assert method_of(word) == method


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Planned", "planned"),
        ("underway", "under way"),
        ("In progress", "under way"),
        ("COMPLETE", "done"),
        ("x", None),
    ],
)
def test_states_by_common_words(word: str, state: str | None) -> None:
    assert state_of(word) == state
