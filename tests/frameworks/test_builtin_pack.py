"""The built-in framework holds what its design lists: every theme and dimension, in order, asked of who can know."""

import pytest

from oneworkforce.frameworks import load
from oneworkforce.frameworks.check import check_pack
from oneworkforce.frameworks.library import BUILT_IN

# As designed: C child, T team, S service, P partnership.
DESIGNED = {
    "Shared identity and purpose": "Understands me (C) · One workforce (T) · Shared picture of success (T/S) · "
    "Part of something wider (S) · Joint reform strategy (P)",
    "Common values and language": "Plain words for families (C) · Values lived daily (T) · Common vocabulary (T) · "
    "Aligned values (S) · Agreed ways to communicate (P)",
    "Behaviours focused on outcomes": "Best help for me and mine (C) · Co-ordinated team and lead (T) · "
    "Expertise recognised (T) · Collaboration in every role (S) · Agreed priorities (P) · Shared accountability (P)",
    "Integrated working practices": "Someone brings help together (C) · Well-led team around the child (T) · "
    "Redesigned services and roles (S) · Families shape redesign (S) · Knowing how we fit (S) · "
    "Early identification (P)",
    "High quality, appropriately trained workforce": "Confidence in workers' skills (C) · Learning together (T) · "
    "Skilled for outcomes (S) · Right mix at every level (P) · Joint commissioning of skills (P)",
    "Complementary roles": "Tell it once (C) · Common assessment (T) · Sharing and handover (T) · "
    "Right person, right task (S) · Understanding others' roles (S) · Deployed to need (P)",
    "Capacity to deliver and keep children safe": "Same person each time (C) · Takes my safety seriously (C) · "
    "Team supported in its work (T) · Safeguarding at the core (T/S) · Enough people (S) · "
    "Succession planned together (P)",
    "Outcome focus": "It's my plan (C) · Children in the team's planning (T) · Services follow voices (S) · "
    "Impact evaluated (P) · Evidence links strategy to plan (P)",
}
PERSPECTIVES = {"C": "child", "T": "team", "S": "service", "P": "partnership"}
LEADERS_ONLY = {
    "Joint reform strategy",
    "Joint commissioning of skills",
    "Succession planned together",
    "Evidence links strategy to plan",
}


@pytest.fixture(scope="module")
def framework():
    return load("one-childrens-workforce", 1)


def designed_dimensions(listed):
    for dimension in listed.split(" · "):
        name, _, letters = dimension.removesuffix(")").rpartition(" (")
        yield name, tuple(PERSPECTIVES[letter] for letter in letters.split("/"))


def test_it_has_no_fault():
    assert check_pack(BUILT_IN / "one-childrens-workforce" / "1") == []


def test_it_has_the_eight_themes_in_the_order_of_the_rainbow(framework):
    assert [theme.name for theme in framework.themes] == list(DESIGNED)
    assert [theme.id for theme in framework.themes] == [
        name.lower().replace(",", "").replace(" ", "-") for name in DESIGNED
    ]


@pytest.mark.parametrize("theme_name", DESIGNED)
def test_a_theme_has_its_dimensions_in_order_and_in_their_columns(framework, theme_name):
    theme = next(theme for theme in framework.themes if theme.name == theme_name)
    assert [(dimension.name.replace("’", "'"), dimension.perspectives) for dimension in theme.dimensions] == list(
        designed_dimensions(DESIGNED[theme_name])
    )


def test_every_cell_of_the_table_of_themes_and_perspectives_is_filled(framework):
    assert [perspective.id for perspective in framework.perspectives] == list(PERSPECTIVES.values())
    for theme in framework.themes:
        for perspective in framework.perspectives:
            assert theme.by_perspective(perspective.id), (theme.id, perspective.id)


def test_leaders_are_asked_everything_and_the_front_line_all_but_four(framework):
    assert all(framework.asked("leaders"))
    frontline = zip(framework.dimensions, framework.asked("frontline"), strict=True)
    assert {dimension.name for dimension, asked in frontline if not asked} == LEADERS_ONLY


@pytest.mark.parametrize("audience", ["young-people", "parents"])
def test_families_are_asked_the_childs_perspective_and_nothing_else(framework, audience):
    assert framework.asked(audience) == tuple("child" in dimension.perspectives for dimension in framework.dimensions)
    assert sum(framework.asked(audience)) == 9


def test_children_are_asked_fewer_of_what_young_people_are_asked(framework):
    young, children = framework.asked("young-people"), framework.asked("children")
    assert all(asked for asked, of_children in zip(young, children, strict=True) if of_children)
    assert sum(children) == 6


def test_families_read_words_of_their_own(framework):
    for dimension in framework.dimensions:
        for audience in {"young-people", "children", "parents"} & set(dimension.statements):
            assert dimension.statements[audience] != dimension.poles, (dimension.id, audience)


def test_it_has_all_that_stands_beside_the_themes(framework):
    assert [audience.id for audience in framework.audiences] == [
        "frontline",
        "leaders",
        "young-people",
        "children",
        "parents",
    ]
    assert [(group.key, group.name, group.audience) for group in framework.staff_groups] == [
        ("frontline", "Front-line staff and their managers", "frontline"),
        ("leaders", "Leaders and managers", "leaders"),
    ]
    assert (len(framework.outcomes), len(framework.sectors), len(framework.common_core)) == (5, 9, 6)
    assert len(framework.scenarios) == 6
    assert all(len(scenario.themes) >= 2 for scenario in framework.scenarios)


OUTCOMES = {
    "Be healthy": "healthy",
    "Stay safe": "safe",
    "Enjoy and achieve": "achieving",
    "Make a positive contribution": "contributing",
    "Achieve economic well-being": "secure",
}


def test_the_eighth_theme_is_the_five_outcomes(framework):
    assert [outcome.name for outcome in framework.outcomes] == list(OUTCOMES)
    eighth = framework.themes[7]
    assert eighth.id == "outcome-focus"
    assert [word for word in OUTCOMES.values() if word not in eighth.purpose] == []
