"""A pack in further languages: other words, the same ids; each way to break one is a fault with its line."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner

from oneworkforce.frameworks import PackFaults, load, load_pin, translations
from oneworkforce.frameworks.check import check_pack, read_language, read_pack
from oneworkforce.frameworks.commands import framework as framework_command
from oneworkforce.frameworks.library import BUILT_IN
from tests.frameworks.test_families import FAMILIES

PIN = "one-childrens-workforce/1"
ABOUT, ROLES, SCENARIOS = (
    "languages/cy/framework.yaml",
    "languages/cy/themes/1-roles.yaml",
    "languages/cy/scenarios.yaml",
)
FAMILY = "languages/cy/families.yaml"
WELSH_ABOUT = """\
language: cy
review: needed
name: Fframwaith bach
audiences: {frontline: Rheng flaen}
sectors:
  education: {name: Addysg}
"""
WELSH_ROLES = """\
id: roles
name: Rolau
label: Rolau
dimensions:
  roles.tell-it-once:
    name: Dweud unwaith
    fragmented: Mae teuluoedd yn dweud eu stori eto.
    reformed: Mae teuluoedd yn dweud eu stori unwaith.
    statements:
      parents:
        fragmented: Rwy'n dweud ein stori eto.
        reformed: Rwy'n dweud ein stori unwaith.
solutions:
  roles.remodelling: {name: Ailfodelu}
"""
WELSH_SCENARIOS = "moving-house: {name: Symud, questions: [Pwy sy'n gwybod?]}\n"
WELSH_FAMILIES = """\
points: {parents: [un, dau, tri, pedwar, pump]}
words:
  roles.tell-it-once:
    parents: {question: Unwaith?, reformed: [Rydyn ni'n dweud unwaith.]}
"""
NINETEEN = "un " * 19
THE_END = "Mae teuluoedd yn dweud eu stori eto."

# file, words to replace (once in it), what to put there, words of the message, words on whose line the fault stands
BROKEN = {
    "another language": (ABOUT, "language: cy", "language: ga", "language must be cy", "language: ga"),
    "no review": (ABOUT, "review: needed\n", "", 'review must be "needed" or "done"', None),
    "an unknown review": (ABOUT, "needed", "perhaps", 'review must be "needed" or "done"', "review"),
    "an unknown audience": (ABOUT, "frontline:", "front-line:", 'did you mean "frontline"?', "front-line"),
    "an unknown sector": (ABOUT, "  education:", "  educasion:", 'did you mean "education"?', "educasion"),
    "an unknown key": (ABOUT, "name: Fframwaith bach", "nam: Fframwaith bach", 'did you mean "name"?', "nam:"),
    "another theme": (ROLES, "id: roles", "id: sharing", 'id must be "roles"', "id: sharing"),
    "an unknown dimension": (ROLES, "roles.tell-it-once:", "roles.tell-it-twice:", "did you mean", "tell-it-twice"),
    "an unknown solution": (ROLES, "roles.remodelling", "roles.remodeling", "did you mean", "roles.remodeling"),
    "somebody who is not asked": (ROLES, "      parents:", "      grandparents:", "did you mean", "grandparents"),
    "a long label": (ROLES, "label: Rolau", f"label: {'R' * 29}", "29 characters; shorten it to 28", "label:"),
    "a long sentence": (ROLES, THE_END, NINETEEN, "19 words; shorten it to 18", NINETEEN),
    "an end without its partner": (ROLES, "        reformed: Rwy'n dweud ein stori unwaith.\n", "",
                                   "without its partner; add reformed", "        fragmented: Rwy'n"),
    "own ends without a partner": (ROLES, "    fragmented: Mae teuluoedd yn dweud eu stori eto.\n", "",
                                   "without its partner; add fragmented", "    reformed: Mae teuluoedd"),
    "two equal ends": (ROLES, "eu stori eto", "eu stori unwaith", "both ends say the same", "    reformed: Mae teul"),
    "an empty text": (ROLES, "name: Rolau", "name:", "name is empty", "name:\n"),
    "a repeated key": (ROLES, "label: Rolau", "name: Rolau", "stands twice", "name: Rolau\ndim"),
    "words that are a number": (ROLES, "name: Dweud unwaith", "name: 1", "put it in quotes", "name: 1"),
    "one question too many": (SCENARIOS, "[Pwy", "[Beth?, Pwy", "questions must be a list of 1", None),
    "an unknown scenario": (SCENARIOS, "moving-house", "moving-home", "did you mean", None),
    "a table that is none": (SCENARIOS, "{name: Symud, questions: [Pwy sy'n gwybod?]}", "1", "table of words", None),
    "four points": (FAMILY, ", pump", "", "parents must be a list of 5", None),
    "a long point": (FAMILY, "pump", "p" * 41, "41 characters; shorten it to 40", None),
    "a long easy sentence": (FAMILY, "Rydyn ni'n dweud unwaith.", "un " * 13, "13 words; shorten it to 12", "un un"),
    "a long question": (FAMILY, "Unwaith?", "un " * 13, "13 words; shorten it to 12", "un un"),
    "a dimension of staff": (FAMILY, "roles.tell-it-once:", "roles.handover:", "roles.handover", "roles.handover"),
}  # fmt: skip


@pytest.fixture
def welsh(pack):
    """The small pack with some of it in Welsh."""
    pack.write("families.yaml", FAMILIES)
    pack.write(ABOUT, WELSH_ABOUT)
    pack.write(ROLES, WELSH_ROLES)
    pack.write(SCENARIOS, WELSH_SCENARIOS)
    pack.write(FAMILY, WELSH_FAMILIES)
    return pack


def test_what_is_translated_is_in_the_language_and_the_rest_is_in_the_packs_own(welsh):
    assert check_pack(welsh.path) == []
    base = read_pack(welsh.path)
    translated = read_language(welsh.path, "cy", base).framework
    assert (translated.language, translated.name, translated.summary) == ("cy", "Fframwaith bach", base.summary)
    assert [audience.name for audience in translated.audiences][:2] == ["Rheng flaen", "Leaders"]
    assert (translated.sectors[0].name, translated.sectors[0].examples) == ("Addysg", "Teachers")
    once, handover = translated.theme("roles").dimensions
    assert (once.name, once.label, once.guidance) == ("Dweud unwaith", "Tell it once", base.dimensions[0].guidance)
    assert once.statements["frontline"] == once.poles
    assert once.poles.reformed == "Mae teuluoedd yn dweud eu stori unwaith."
    assert once.statements["parents"].fragmented == "Rwy'n dweud ein stori eto."
    assert once.statements["young-people"] == base.dimensions[0].statements["young-people"]
    assert handover == base.dimensions[1]
    assert translated.themes[1] == base.themes[1]
    assert translated.scenarios[0].questions == ("Pwy sy'n gwybod?",)
    assert once.families["parents"].reformed[0].words == "Rydyn ni'n dweud unwaith."
    assert once.families["parents"].reformed[0].picture == base.dimensions[0].families["parents"].reformed[0].picture
    assert translated.points["parents"][4] == "pump"
    assert translated.points["young-people"] == base.points["young-people"]


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_of_a_translation_has_its_file_and_line(welsh, name):
    file, old, new, says, on_line = BROKEN[name]
    welsh.replace(file, old, new)
    faults = check_pack(welsh.path)
    assert len(faults) == 1, faults
    assert faults[0].file == str(welsh.path / file)
    assert says in faults[0].message
    if on_line:
        assert faults[0].line == welsh.line_of(file, on_line.strip("\n"))
    with pytest.raises(PackFaults):
        read_language(welsh.path, "cy", read_pack(welsh.path))


def test_what_does_not_belong_to_a_language_is_a_fault(welsh):
    welsh.write("languages/cy/themes/9-other.yaml", "id: other\n")
    welsh.write("languages/Cymraeg/framework.yaml", "language: cy\n")
    welsh.write("languages/ga/scenarios.yaml", "{}\n")
    said = [fault.message for fault in check_pack(welsh.path)]
    assert any('"9-other.yaml" is not read' in message for message in said)
    assert any('"Cymraeg" is not a language' in message for message in said)
    assert any("framework.yaml is missing" in message for message in said)


def test_check_lists_what_is_not_translated_as_notes_and_counts_it(welsh):
    result = CliRunner().invoke(framework_command, ["check", str(welsh.path)])
    assert result.exit_code == 0
    notes = [line for line in result.output.splitlines() if ": note: " in line]
    assert f"{welsh.path / ABOUT}:1: note: summary of the framework is not translated" in result.output
    line = welsh.line_of(ROLES, "    name: Dweud unwaith")
    assert f'{welsh.path / ROLES}:{line}: note: guidance of dimension "roles.tell-it-once" is not' in result.output
    last = result.output.splitlines()[-1]
    translation = read_language(welsh.path, "cy", read_pack(welsh.path))
    done = translation.texts - len(notes)
    assert last == (
        f"cy: {done} of {translation.texts} texts are translated, {len(notes)} are not; "
        "not checked by a native reader yet"
    )
    assert done == _differing(read_pack(welsh.path), translation.framework)


def _differing(one: Any, other: Any) -> int:
    """How many texts differ between two frameworks, an audience's own wording counted once with the dimension's."""
    if isinstance(one, str):
        return int(one != other)
    if isinstance(one, tuple):
        return sum(_differing(*pair) for pair in zip(one, other, strict=True))
    if is_dataclass(one) and hasattr(one, "statements"):
        own = {audience: said for audience, said in one.statements.items() if said != one.poles}
        rest = sum(
            _differing(getattr(one, field.name), getattr(other, field.name))
            for field in fields(one)
            if field.name not in {"statements", "families"}
        )
        worded = sum(_differing(said, other.statements[audience]) for audience, said in own.items())
        return rest + worded + sum(_differing(said, other.families[who]) for who, said in one.families.items())
    if is_dataclass(one):
        names = [field.name for field in fields(one) if field.compare and field.name != "language"]
        return sum(_differing(getattr(one, name), getattr(other, name)) for name in names)
    if hasattr(one, "items"):
        return sum(_differing(value, other[key]) for key, value in one.items())
    return 0


# ---------------------------------------------------------------------------------------------------------------------
# The built-in pack in Welsh.


def test_ids_order_and_positions_are_the_same_in_welsh():
    english, welsh = load_pin(PIN), load_pin(PIN, "cy")
    assert welsh.language == "cy"
    assert welsh.pin == english.pin
    assert welsh.index == english.index
    for one, other in zip(english.dimensions, welsh.dimensions, strict=True):
        assert (one.id, one.perspectives, one.source) == (other.id, other.perspectives, other.source)
        assert list(one.statements) == list(other.statements)
    for audience in english.audiences:
        assert english.asked(audience.id) == welsh.asked(audience.id)
    assert [theme.colour for theme in english.themes] == [theme.colour for theme in welsh.themes]
    assert [sector.id for sector in english.sectors] == [sector.id for sector in welsh.sectors]


def test_everything_that_people_who_take_part_read_is_in_welsh():
    english, welsh = load_pin(PIN), load_pin(PIN, "cy")
    (translation,) = translations(PIN)
    staff_only = ("solution ", "scenario ", "heading ", "acknowledgement of the framework")
    left = [note.message for note in translation.untranslated if not any(part in note.message for part in staff_only)]
    assert not left
    for one, other in zip(english.dimensions, welsh.dimensions, strict=True):
        assert one.name != other.name
        assert one.guidance != other.guidance
        for audience, said in one.statements.items():
            assert said.fragmented != other.statements[audience].fragmented
            assert said.reformed != other.statements[audience].reformed
        for audience, words in one.families.items():
            assert words.question != other.families[audience].question
    assert not translation.reviewed, "say in docs/how-to/translate.md who has checked it"


def test_young_people_are_ti_and_adults_are_chi():
    welsh = load_pin(PIN, "cy")
    for dimension in welsh.dimensions:
        said = dimension.families.get("young-people")
        if said:
            text = " ".join((said.question, *said.examples)).lower()
            assert not {"chi", "eich", "ydych"} & set(text.replace("?", " ").split()) or "gyda'ch gilydd" in text
        for words in (dimension.guidance, *(example for example in _examples(dimension, "parents"))):
            assert not {"ti", "dy", "wyt", "arnat"} & set(words.lower().replace("?", " ").replace(".", " ").split())


def _examples(dimension: Any, audience: str) -> tuple[str, ...]:
    said = dimension.families.get(audience)
    return (said.question, *said.examples) if said else ()


@pytest.mark.parametrize(("language", "spoken"), [("cy", "cy"), ("cy-GB", "cy"), ("en-gb", "en"), ("fr", "en")])
def test_the_language_that_fits_best_is_spoken(language, spoken):
    assert load_pin(PIN, language).language == spoken
    assert load("one-childrens-workforce", language=language).language == spoken


def test_a_translation_is_read_once():
    assert load_pin(PIN, "cy") is load_pin(PIN, "cy")
    assert load_pin(PIN, "en-gb") is load_pin(PIN)


def test_no_sentence_stands_twice_in_welsh():
    """Two questions that read alike would be one question lost."""
    for audience in load_pin(PIN).audiences:
        said = [
            (dimension.statements[audience.id].fragmented, dimension.statements[audience.id].reformed)
            for dimension in load_pin(PIN, "cy").dimensions
            if audience.id in dimension.statements
        ]
        ends = sorted(end for pair in said for end in pair)
        assert all(one != other for one, other in pairwise(ends))
    assert (BUILT_IN / "one-childrens-workforce" / "1" / "languages" / "cy").is_dir()
