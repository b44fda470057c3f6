"""Every fault of a partnership file is found, with its line and the remedy; and then nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.loading.checking import read_text
from oneworkforce.loading.commands import load
from oneworkforce.partnerships.models import Partnership
from oneworkforce.yaml_files.faults import FileFault, FileFaults
from tests.factories import make_assessment, make_partnership
from tests.loading.files import documented_example, line_of

# What is written in the example, what stands there instead, and what the fault says. The fault's line is that of the
# change, unless a fourth item names what stands on it.
CHANGES = {
    "unknown key": ("region: East", "regoin: East", 'did you mean "region"?'),
    "key twice": ("region: East of England", "region: East\nregion: West", "stands twice", "region: West"),
    "no name": ("name: Westerby Children's Partnership\n", "", '"name" is missing', "key: westerby"),
    "key with capitals": ("key: westerby\n", "key: Westerby\n", "small letters"),
    "empty": ("own_word: partnership", "own_word:", "is empty"),
    "number for text": ("name: Autumn 2026", "name: 2026", "put it in quotes"),
    "too long": ("own_word: partnership", f"own_word: {'p' * 61}", "shorten it to 60"),
    "unknown framework": ("framework: one-childrens-workforce", "framework: another", "one-childrens-workforce"),
    "unknown time zone": ("Europe/London", "Europe/Westerby", "no time zone"),
    "k too small": ("k: 10\n\npeople", "k: 4\n\npeople", "from 5 to 30"),
    "k with a decimal": ("k: 10\n\npeople", "k: 10.5\n\npeople", "whole number"),
    "help that nobody can call": ("k: 10\n\npeople", "help_now: Come in.\n\npeople", "no phone number", "help_now"),
    "consent too early": ("k: 10\n\npeople", "consent_age: 10\n\npeople", "from 11 to 18", "consent_age"),
    "invited at no address": ("quays.team@example.org", "quays.team", "not an e-mail address"),
    "invited twice": ("quays.team@example.org", "Perrin.Sallow@example.org", "stands on line"),
    "invited in no language": ("language: cy", "language: fr", "en-gb, cy"),
    "unknown role": ("role: officer", "role: boss", "officer, analyst, signatory, viewer"),
    "no address": ("nell.osgood@westerby.example", "nell.osgood", "not an e-mail address"),
    "person twice": (
        "role: officer}",
        "role: officer}\n  - {name: Nell, email: Nell.Osgood@westerby.example, role: viewer}",
        "stands on line",
        "- {name: Nell, email: Nell",
    ),
    "locality twice": ("hillside: Hillside", "hillside: the quays", "stands on line"),
    "reserved locality": ("hillside: Hillside", "did-not-say: Hillside", "choose another key"),
    "unknown audience": ("audience: leaders,", "audience: bosses,", "leaders, young-people, children, parents"),
    "reserved group": ("{key: leaders,", "{key: everyone,", "choose another key"),
    "unknown sector": ("sector: sport-and-culture,", "sector: sport,", "sport-and-culture"),
    "left before joining": ("joined: 2025-04-01}", "joined: 2025-04-01, left: 2025-03-01}", "before it joined"),
    "no such day": ("joined: 2025-04-01}", "joined: 2025-04-31}", "a day that exists"),
    "third sector in words": ("third_sector: true", "third_sector: charity", "true or false"),
    "unknown sector of the workforce": ("education: 480", "eduction: 480", 'did you mean "education"?'),
    "people with a comma": ("education: 480", 'education: "4,800"', "without quotes or commas"),
    "unknown theme to name": (
        "  complementary-roles: Roles that",
        "  complementary-rolls: Roles that",
        'did you mean "complementary-roles"?',
    ),
    "unknown audience of families": (
        "      parents:\n        how",
        "      pupils:\n        how",
        "young-people, children, parents",
    ),
    "involved in no known way": ("how: not yet", "how: soon", "questionnaire, another way, not yet"),
    "not yet without a why": (
        "        words: We ask in spring, with the parent carer forum.\n",
        "",
        "why not yet",
        "how: not yet",
    ),
    "heard from nowhere": (
        "            source: Survey of families by the health service\n",
        "",
        '"source" is missing',
        "- said: We tell our story",
    ),
    "unknown stage": ("stage: closed", "stage: finished", "planning, open, closed, archived"),
    "closes before it opens": ("closes_on: 2026-10-02", "closes_on: 2026-09-02", "cannot close before"),
    "answers while planning": (
        "stage: closed",
        "stage: planning",
        "nobody can have answered",
        "- staff_group: frontline",
    ),
    "unknown method": ("method: questionnaire", "method: telepathy", "focus group"),
    "unknown theme in the plan": ("themes: all", "themes: [outcome-focus, roles]", '"roles" is not known'),
    "unknown group in the plan": ("groups: [frontline, leaders]", "groups: [drivers]", '"drivers" is not known'),
    "unknown state in the plan": ("state: done", "state: nearly", "planned, under way, done"),
    "goal off the scale": ("goal: 3.5", "goal: 5.5", "from 1 to 5"),
    "goal too fine": ("goal: 3.5", "goal: 3.55", "at most one decimal"),
    "unknown dimension of a goal": ("tell-it-once: 4.0", "tell-it-twice: 4.0", 'did you mean "tell-it-once"?'),
    "unknown solution": ("solution: collaboration", "solution: magic", "remodelling"),
    "due before it starts": ("due: 2027-02-26", "due: 2026-02-26", "due before it starts"),
    "due and ongoing": ("due: 2027-02-26", "due: 2027-02-26\n        ongoing: true", "no due date", "due: 2027-02-26"),
    "unknown section": ("introduction: We", "preface: We", "introduction"),
    "unknown group answers": ("frontline\n        sector: health", "staff\n        sector: health", "leaders"),
    "nobody": ("people: 14", "people: 0", "from 1"),
    "localities do not add up": ("did-not-say: 1}", "did-not-say: 2}", "add up to 15, and people is 14"),
    "unknown locality": ("hillside: 5", "valley: 5", "the-quays"),
    "counts do not add up": ("[3, 5, 3, 1, 0, 1, 1]", "[3, 5, 3, 1, 0, 1, 2]", "add up to 15, and people is 14"),
    "six counts": ("[3, 5, 3, 1, 0, 1, 1]", "[3, 5, 3, 2, 0, 1]", "seven numbers"),
    "a count in words": ("[3, 5, 3, 1, 0, 1, 1]", "[3, 5, three, 1, 0, 1, 1]", "whole number"),
    "unknown dimension": ("tell-it-once: [", "tell-it: [", 'did you mean "tell-it-once"?'),
    "not asked": (
        "          complementary-roles:\n            tell-it-once: [",
        "          outcome-focus:\n            evidence-links-strategy-to-plan: [1, 1, 1, 1, 10, 0, 0]\n"
        "          complementary-roles:\n            tell-it-once: [",
        "not asked of this staff group",
        "evidence-links-strategy-to-plan",
    ),
    "somebody answered nothing": (
        "tell-it-once: [3, 5, 3, 1, 0, 1, 1]\n            common-assessment: [1, 3, 4, 2, 1, 1, 0, 2]",
        "tell-it-once: [0, 5, 3, 1, 0, 1, 1, 3]",
        "3 of these 14 people would have answered nothing",
        "people: 14",
    ),
    "comment of nobody": (
        "    comments:\n      - staff_group: frontline",
        "    comments:\n      - staff_group: leaders",
        "0 people",
        "staff_group: leaders\n",
    ),
    "list for words": ("text: It took me twenty minutes.", "text: [It, took]", "must be words"),
    "words for a list": ("- Families tell their story once.", "Families tell their story once.", "must be a list"),
    "alias": ("region: East of England", "region: &r East\nown: *r", "alias", "own: *r"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_fault_names_its_line_and_what_to_do(change: tuple[str, ...]) -> None:
    written, instead, says, *on = change
    text = documented_example()
    assert written in text
    # Only up to where the two differ: the line of the fault is the line of the difference.
    faulty = text.replace(written, instead, 1)
    differs = next(n for n, (a, b) in enumerate(zip(text, faulty, strict=False)) if a != b)
    line = line_of(faulty, on[0]) if on else faulty[:differs].count("\n") + 1
    with pytest.raises(FileFaults) as found:
        read_text(faulty, "westerby.yaml")
    told = [str(fault) for fault in found.value.faults]
    assert any(fault.startswith(f"westerby.yaml:{line}: ") and says in fault for fault in told), told


LINES = documented_example().splitlines()
INSTEAD = ["", "null", "[]", "{}", "0", "-1", "1e9", "2026-13-01", "[[1]]", "{a: b}", "yes", '""', "..", "all", "- x"]


@settings(max_examples=300)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(INSTEAD), st.booleans())
@example(LINES.index("    audience: frontline"), "", False)
def test_whatever_a_line_says_the_file_is_read_or_its_faults_are_told(at: int, instead: str, whole_line: bool) -> None:
    """Any other exception would be a traceback for somebody who made a slip."""
    line = LINES[at]
    indent = line[: len(line) - len(line.lstrip())]
    changed = indent + instead if whole_line else f"{line.partition(':')[0]}: {instead}"
    faults = faults_of("\n".join([*LINES[:at], changed, *LINES[at + 1 :]]))
    assert all(1 <= fault.line <= len(LINES) + 1 for fault in faults)
    assert len(set(faults)) == len(faults)


def faults_of(text: str) -> list[FileFault]:
    """What is wrong with a file; nothing for one that may be loaded."""
    try:
        read_text(text, "westerby.yaml")
    except FileFaults as found:
        return list(found.faults)
    return []


@pytest.mark.parametrize("text", ["", "- key: westerby", "westerby", "key: [", "key: westerby\n---\nkey: other\n"])
def test_what_is_no_partnership_file_at_all(text: str) -> None:
    with pytest.raises(FileFaults):
        read_text(text, "westerby.yaml")


def test_the_example_has_no_fault() -> None:
    assert read_text(documented_example(), "westerby.yaml").key == "westerby"


@pytest.mark.django_db
def test_all_faults_are_told_at_once_and_nothing_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "westerby.yaml"
    text = documented_example().replace("k: 10", "k: 3").replace("role: officer", "role: boss")
    text = text.replace("tell-it-once: [3", "tell-it-once: [4")
    file.write_text(text, "utf-8")
    ran = CliRunner().invoke(load, [str(file)])
    assert ran.exit_code == 1
    assert ran.stdout == ""
    told = [int(line.split(":")[1]) for line in ran.stderr.splitlines() if line.startswith(str(file))]
    assert told == [line_of(text, part) for part in ("k: 3\n\npeople", "boss", "    k: 3\n\n    plan", "[4, 5")]
    assert "Nothing was loaded: 4 things have to be put right first." in ran.stderr
    assert_nothing_is_there()


@pytest.mark.django_db
def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    ran = CliRunner().invoke(load, [str(tmp_path / "nowhere.yaml")])
    assert ran.exit_code == 1
    assert "nowhere.yaml is missing" in ran.stderr


@pytest.mark.django_db
def test_a_taken_key_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    make_partnership(key="westerby", region="Elsewhere")
    make_assessment(make_partnership(), key="westerby-2026")
    before = (Partnership.objects.count(), Assessment.objects.count(), Event.objects.count())
    file = tmp_path / "westerby.yaml"
    text = documented_example()
    file.write_text(text, "utf-8")
    ran = CliRunner().invoke(load, [str(file)])
    assert ran.exit_code == 1
    second = line_of(text, "key: westerby-2026")
    assert f'{file}:1: a partnership with the key "westerby" is there already' in ran.stderr
    assert f'{file}:{second}: an assessment with the key "westerby-2026" is there already' in ran.stderr
    assert (Partnership.objects.count(), Assessment.objects.count(), Event.objects.count()) == before
    assert Partnership.objects.get(key="westerby").region == "Elsewhere"


@pytest.mark.django_db
def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("the machine is out of breath")

    monkeypatch.setattr("oneworkforce.loading.actions.release_if_enough", fail)
    file = tmp_path / "westerby.yaml"
    file.write_text(documented_example(), "utf-8")
    ran = CliRunner().invoke(load, [str(file)])
    assert isinstance(ran.exception, RuntimeError)
    assert_nothing_is_there()


def assert_nothing_is_there() -> None:
    assert not Partnership.objects.exists()
    assert not Assessment.objects.exists()
    assert not User.objects.exists()
    assert not Event.objects.exists()
