"""What a framework answers about itself, and that nothing can change it."""

import copy
import dataclasses
import pickle

import pytest

from oneworkforce.frameworks import Poles
from oneworkforce.frameworks.check import read_pack


@pytest.fixture
def framework(pack):
    return read_pack(pack.path)


def test_the_pack_is_read_word_for_word(framework):
    assert (framework.key, framework.version, framework.language) == ("small", 1, "en")
    assert [theme.colour for theme in framework.themes] == ["#1864ab", "#a61e4d"]
    assert [sector.examples for sector in framework.sectors] == ["Teachers"]
    assert [(group.key, group.audience) for group in framework.staff_groups] == [("frontline", "frontline")]
    assert [heading.what for heading in framework.common_core] == ["Knowing what to do."]
    assert framework.outcomes[0].name == "Stay safe"
    assert framework.themes[0].solutions[0].first_step == "Ask one team."
    assert framework.scenarios[0].themes == ("roles", "sharing")
    assert framework.scenarios[0].questions == ("Who knows?",)
    told_once = framework.dimensions[0]
    assert told_once.poles.reformed == "Families tell their story once."
    assert told_once.source == "Roles, child"


def test_an_audience_reads_the_dimensions_own_words_or_its_own(framework):
    told_once = framework.dimension("roles.tell-it-once")
    assert told_once.statements["frontline"] == told_once.poles
    assert told_once.statements["young-people"] == Poles("I tell every worker my story again.", "I tell my story once.")
    assert "parents" not in framework.dimension("roles.handover").statements


def test_every_way_to_look_things_up(framework):
    assert framework.pin == "small/1"
    assert [dimension.id for dimension in framework.dimensions] == [
        "roles.tell-it-once",
        "roles.handover",
        "sharing.purpose",
    ]
    assert framework.index["sharing.purpose"] == 2
    assert framework.theme("sharing") is framework.themes[1]
    assert framework.theme_of("roles.handover") is framework.themes[0]
    assert [dimension.name for dimension in framework.themes[0].by_perspective("team")] == ["Handover"]
    assert framework.themes[1].by_perspective("child") == ()


def test_who_is_asked_what(framework):
    assert framework.asked("leaders") == (True, True, True)
    assert framework.asked("frontline") == (True, True, False)
    assert framework.asked("young-people") == (True, False, False)


@pytest.mark.parametrize("ask", ["theme", "theme_of", "dimension", "asked"])
def test_an_unknown_id_is_a_key_error(framework, ask):
    with pytest.raises(KeyError):
        getattr(framework, ask)("nothing")


def test_themes_stand_in_the_order_of_their_numbers(pack):
    (pack.path / "themes/1-roles.yaml").rename(pack.path / "themes/10-roles.yaml")
    assert [theme.id for theme in read_pack(pack.path).themes] == ["sharing", "roles"]


def test_nothing_can_be_changed(framework):
    for thing in (framework, framework.themes[0], framework.dimensions[0]):
        with pytest.raises(dataclasses.FrozenInstanceError):
            thing.name = "Another"
    with pytest.raises(dataclasses.FrozenInstanceError):
        framework.dimensions[0].poles.reformed = "Another end."
    with pytest.raises(TypeError):
        framework.dimensions[0].statements["parents"] = Poles("a", "b")
    with pytest.raises(TypeError):
        framework.index["roles.handover"] = 9


def test_a_copy_is_equal_and_hashes_alike(framework):
    for twin in (copy.deepcopy(framework), pickle.loads(pickle.dumps(framework))):  # noqa: S301
        assert twin == framework
        assert hash(twin) == hash(framework)
        assert twin.asked("frontline") == framework.asked("frontline")
        assert twin.theme("roles") == framework.theme("roles")


def test_a_word_that_differs_makes_a_framework_that_differs(pack, framework):
    pack.replace("themes/1-roles.yaml", "I tell my story once.", "I tell it once.")
    assert read_pack(pack.path) != framework
