"""families.yaml: each way to break it is one fault with its line, and the built-in one says what children ask for."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from oneworkforce.frameworks import load, rules
from oneworkforce.frameworks.check import check_pack, read_pack
from oneworkforce.frameworks.library import BUILT_IN
from oneworkforce.frameworks.pictures import DIRECTORY, picture, picture_names

FILE = "families.yaml"
FAMILIES = """\
points:
  young-people: [a, b, c, d, e]
  parents: [f, g, h, i, j]
words:
  roles.tell-it-once:
    young-people:
      question: Do you tell it once?
      picture: story-once
      fragmented: [{picture: story-again, words: I tell it again.}]
      reformed:
        - {picture: story-once, words: I tell it once.}
      examples: [They talk to each other.]
    parents:
      question: Do you tell it once, as a parent?
      picture: story-once
      fragmented: [{picture: story-again, words: We tell it again.}]
      reformed: [{picture: known-already, words: We tell it once.}]
      examples: [They ask first.]
"""
THIRTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen"

# words to replace (once in the file), what to put there, the words on whose line the fault stands, words of its message
BROKEN = {
    "a long question": ("Do you tell it once?", THIRTEEN, THIRTEEN, "13 words; shorten it to 12"),
    "a long easy sentence": ("I tell it once.", THIRTEEN, THIRTEEN, "13 words; shorten it to 12"),
    "a long example": ("They ask first.", THIRTEEN, THIRTEEN, "13 words; shorten it to 12"),
    "no such picture": ("known-already", "known-allready", "known-allready", 'did you mean "known-already"?'),
    "no picture at all": ("{picture: known-already, words", "{words", "We tell it once", '"picture" is missing'),
    "an empty end": ("      reformed:\n        - {picture: story-once, words: I tell it once.}\n", "      reformed:\n",
                     "      reformed:", "reformed is empty"),
    "six points": ("[a, b, c, d, e]", "[a, b, c, d, e, f]", "young-people: [a", "points of young-people are 6"),
    "points that are no list": ("[f, g, h, i, j]", "five", "parents: five", "must be a list"),
    "a long point": ("[a, b", "[" + "a" * 41 + ", b", "a" * 41, "41 characters; shorten it to 40"),
    "somebody unknown": ("    parents:\n      question", "    parent:\n      question", None, "missing"),
    "a dimension of staff": ("  roles.tell-it-once:\n", "  roles.handover: {}\n  roles.tell-it-once:\n",
                             "roles.handover", "is not asked of families"),
    "an unknown key": ("      examples: [They ask first.]", "      example: [They ask first.]", None, "missing"),
}  # fmt: skip


@pytest.fixture
def families(pack):
    pack.write(FILE, FAMILIES)
    return pack


def test_a_pack_may_say_more_to_families(families) -> None:
    said = read_pack(families.path)
    words = said.dimension("roles.tell-it-once").families["parents"]
    assert words.question == "Do you tell it once, as a parent?"
    assert [(one.picture, one.words) for one in words.reformed] == [("known-already", "We tell it once.")]
    assert said.points["young-people"] == ("a", "b", "c", "d", "e")
    assert not said.dimension("roles.handover").families


def test_a_pack_may_do_without(pack) -> None:
    said = read_pack(pack.path)
    assert not said.points
    assert not any(dimension.families for dimension in said.dimensions)


@pytest.mark.parametrize("what", BROKEN)
def test_a_fault_is_found_on_its_line(families, what: str) -> None:
    old, new, line, message = BROKEN[what]
    families.replace(FILE, old, new)
    faults = [fault for fault in check_pack(families.path) if fault.file.endswith(FILE)]
    assert any(message in fault.message for fault in faults), faults
    if line is not None:
        assert [fault.line for fault in faults] == [families.line_of(FILE, line)] * len(faults), faults


@pytest.mark.parametrize("whole", ["", "[]", "words: {}"])
def test_a_file_of_the_wrong_shape_is_a_fault(families, whole: str) -> None:
    families.write(FILE, whole)
    assert any(fault.file.endswith(FILE) for fault in check_pack(families.path))


# ---------------------------------------------------------------------------------------------------------------------
# The built-in pack


FRAMEWORK = load("one-childrens-workforce", 1)
WORDS = [
    (dimension, audience, dimension.families[audience])
    for dimension in FRAMEWORK.dimensions
    for audience in rules.FAMILY_AUDIENCES
    if audience in dimension.statements
]


def test_every_question_of_families_has_its_words_and_pictures() -> None:
    assert len(WORDS) == 24
    for dimension, audience, words in WORDS:
        assert words.question.endswith("?"), (dimension.id, audience)
        assert words.fragmented, (dimension.id, audience)
        assert words.reformed, (dimension.id, audience)
        assert len(words.examples) in {3, 4}, (dimension.id, audience)
    assert {audience: len(points) for audience, points in FRAMEWORK.points.items()} == {
        "young-people": 5,
        "children": 3,
        "parents": 5,
    }


def test_an_easy_sentence_is_one_sentence() -> None:
    for dimension, audience, words in WORDS:
        for sentence in (*(one.words for one in (*words.fragmented, *words.reformed)), *words.examples):
            assert re.fullmatch(r"[A-Z][^.?!;:]+\.", sentence), (dimension.id, sentence)
            assert rules.word_count(sentence) <= (8 if audience == "children" else 12)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_children_read_one_short_sentence_with_a_picture_at_each_end(language: str) -> None:
    for dimension in load("one-childrens-workforce", 1, language).dimensions:
        words = dimension.families.get("children")
        if words is None:
            continue
        assert rules.word_count(words.question) <= 8
        ends, said = dimension.statements["children"], (words.fragmented, words.reformed)
        assert [[one.words for one in end] for end in said] == [[ends.fragmented], [ends.reformed]]
        assert len({end[0].picture for end in said} & picture_names()) == 2


def test_what_children_read_may_not_be_long(pack) -> None:
    pack.replace(
        "framework.yaml", "  - {id: parents, name", "  - {id: children, name: Children}\n  - {id: parents, name"
    )
    told = "      children: {fragmented: I tell it again., reformed: I tell it once.}\n      parents:\n"
    pack.replace("themes/1-roles.yaml", "      parents:\n", told)
    theirs = """    children:
      question: Do you tell it once?
      picture: story-once
      fragmented: [{picture: story-again, words: I tell it again.}]
      reformed: [{picture: story-once, words: I tell it once.}]
      examples: [They talk.]
"""
    points = "  children: [up, middle, down]\n"
    pack.write(
        FILE,
        FAMILIES.replace("  parents: [f", points + "  parents: [f").replace(
            "    parents:\n", theirs + "    parents:\n"
        ),
    )
    assert not check_pack(pack.path)
    assert read_pack(pack.path).points["children"] == ("up", "middle", "down")
    for name, old, long, message in (
        (
            "themes/1-roles.yaml",
            "I tell it again.",
            "I tell it all again and again and again.",
            "9 words; shorten it to 8",
        ),
        (FILE, "[They talk.]", "[They talk to each other before they meet you.]", "9 words; shorten it to 8"),
        (FILE, "[up, middle, down]", "[up, down]", "points of children are 2; give 3: for 1, 3, 5"),
    ):
        before = pack.text(name)
        pack.replace(name, old, long)
        assert [message in fault.message for fault in check_pack(pack.path)] == [True], check_pack(pack.path)
        pack.write(name, before)


# What children and young people say they want, by a word that the questions have to use for it.
WANTED = {
    "listened to": "listen",
    "respected": "respect",
    "consistent": "same thing",
    "safe, secure and wanted": "safe and wanted",
    "bullying tackled": "bullying",
    "involved in decisions": "decide",
    "timely": "in time",
    "flexible": "fits your days",
    "a single point of contact": "one person you can ask",
    "who understands specific needs": "needs like yours",
    "clear information": "clearly",
    "honest": "honest",
    "friendly, approachable": "friendly",
    "kind, patient": "kind and patient",
    "a sense of humour": "laugh",
    "fun and discipline": "fun, and firm",
    "role models": "good example",
    "keep their word": "do what they say they will",
    "advocates": "speak up for you",
    "equally important": "equally important",
    "self-esteem": "better about yourself",
    "value opinions": "what you think",
}


@pytest.mark.parametrize("wish", WANTED)
def test_young_people_are_asked_about_what_children_want(wish: str) -> None:
    examples = " ".join(" ".join(words.examples) for _one, audience, words in WORDS if audience == "young-people")
    assert WANTED[wish] in examples


# ---------------------------------------------------------------------------------------------------------------------
# The pictures


@pytest.mark.parametrize("name", sorted(picture_names()))
def test_a_picture_takes_the_colour_of_the_text_and_carries_no_other(name: str) -> None:
    drawing = ElementTree.fromstring(picture(name))  # noqa: S314 (a file of ours)
    assert drawing.get("viewBox") == "0 0 64 64"
    colours = {
        part.get(attribute) for part in drawing.iter() for attribute in ("fill", "stroke", "color", "style", "class")
    }
    assert colours <= {None, "none", "currentColor"}
    assert {part.tag.rpartition("}")[2] for part in drawing.iter()} <= {"svg", "g", "path", "circle", "rect"}
    assert len(picture(name)) < 900


def test_an_unknown_picture_is_an_error() -> None:
    with pytest.raises(KeyError):
        picture("../pictures/safe")
    assert len(list(DIRECTORY.iterdir())) == len(picture_names())


def test_the_pack_names_only_pictures_that_there_are() -> None:
    named = {
        name
        for _dimension, _audience, words in WORDS
        for name in (words.picture, *(one.picture for one in (*words.fragmented, *words.reformed)))
    }
    assert named <= picture_names()
    assert not check_pack(BUILT_IN / "one-childrens-workforce" / "1")
