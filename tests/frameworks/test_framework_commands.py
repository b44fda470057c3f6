"""`oneworkforce framework check` and `show`, as typed."""

import json

import pytest
from click.testing import CliRunner

from oneworkforce.frameworks import load
from oneworkforce.frameworks.commands import framework

BUILT_IN = "one-childrens-workforce"


@pytest.fixture
def run():
    def invoke(*words):
        return CliRunner().invoke(framework, [str(word) for word in words])

    return invoke


def test_check_prints_one_line_of_counts_for_a_pack_without_faults(run, pack):
    result = run("check", pack.path)
    assert result.exit_code == 0
    assert result.output == (
        "small/1 has no faults: 2 themes, 3 dimensions, "
        "statements (frontline 2, leaders 3, young-people 1, parents 1), 2 solutions\n"
    )


def test_check_prints_a_line_for_each_fault_and_exits_with_1(run, pack):
    pack.replace("themes/2-sharing.yaml", "leaders: own", "leaders: mine")
    pack.replace("themes/1-roles.yaml", "#1864ab", "#ffffff")
    result = run("check", pack.path)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{pack.path}/themes/1-roles.yaml:4",
        f"{pack.path}/themes/2-sharing.yaml:16",
    ]
    assert lines[0].endswith(": colour #ffffff has a contrast of 1.0:1 on white; darken it to at least 4.5:1")


def test_check_of_what_is_not_there_is_a_fault_like_any_other(run, tmp_path):
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert result.output.startswith(f'{tmp_path}/nowhere:1: "nowhere" does not exist; ')


def test_show_json_has_the_agreed_shape(run):
    result = run("show", BUILT_IN, "--json")
    assert result.exit_code == 0
    shown = json.loads(result.output)
    found = load(BUILT_IN)
    assert (shown["key"], shown["version"]) == (found.key, found.version)
    assert [theme["id"] for theme in shown["themes"]] == [theme.id for theme in found.themes]
    assert [
        (
            dimension["id"],
            dimension["name"],
            dimension["label"],
            tuple(dimension["perspectives"]),
            set(dimension["audiences"]),
        )
        for theme in shown["themes"]
        for dimension in theme["dimensions"]
    ] == [
        (dimension.id, dimension.name, dimension.label, dimension.perspectives, set(dimension.statements))
        for dimension in found.dimensions
    ]


def test_show_prints_a_table_with_every_theme_and_dimension(run, tmp_path, make_pack):
    make_pack(tmp_path / "small" / "1")
    result = run("show", "small", "--packs", tmp_path)
    assert result.exit_code == 0
    assert result.output == (
        "Small framework, version 1\n"
        "\n"
        "1. Roles\n"
        "   Tell it once  child                frontline, leaders, young-people, parents\n"
        "   Handover      team                 frontline, leaders\n"
        "\n"
        "2. Sharing\n"
        "   Purpose       team                 leaders\n"
    )


def test_show_takes_a_pin(run, tmp_path, make_pack):
    make_pack(tmp_path / "small" / "1")
    assert json.loads(run("show", "small/1", "--json", "--packs", tmp_path).output)["version"] == 1
    assert run("show", "small/2", "--packs", tmp_path).exit_code == 1


def test_show_of_an_unknown_framework_says_which_there_are(run):
    result = run("show", "nothing", "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == 'Error: There is no framework "nothing". There is: one-childrens-workforce/1.\n'


def test_show_of_a_broken_framework_lists_its_faults(run, tmp_path, make_pack):
    pack = make_pack(tmp_path / "small" / "1")
    pack.replace("framework.yaml", "version: 1", "version: one")
    result = run("show", "small", "--packs", tmp_path)
    assert result.exit_code == 1
    assert "framework.yaml:2: version must be a whole number" in result.stderr
