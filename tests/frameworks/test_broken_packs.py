"""Every way to break a pack gives one fault, with its file, its line and what to do about it."""

import pytest

from oneworkforce.frameworks import PackFaults
from oneworkforce.frameworks.check import check_pack, read_pack

ABOUT, ROLES, SHARING, SCENARIOS = "framework.yaml", "themes/1-roles.yaml", "themes/2-sharing.yaml", "scenarios.yaml"
EIGHTEEN = " ".join(["word"] * 18)
WITHOUT_DIMENSIONS = """\
id: sharing
name: Sharing
label: Sharing
colour: "#a61e4d"
purpose: What is shared.
solutions: [{id: sharing.day, name: Day, what: Meet., first_step: Ask., source: Sharing}]
"""

# What it is: file, words to replace (once in the file), what to put there, the words on whose line the fault stands,
# and words of its message.
BROKEN = {
    "missing pole": (ROLES, "    reformed: Families tell their story once.\n", "", "- id: roles.tell", "reformed end"),
    "empty pole": (ROLES, "Families tell their story once.", "", "    reformed:", "reformed is empty; describe"),
    "null pole": (ROLES, "Families tell their story once.", "~", "    reformed:", "reformed is empty; describe"),
    "blank pole": (ROLES, "Families tell their story once.", '"  "', "    reformed:", "reformed is empty; describe"),
    "pole missing from a statement": (
        ROLES,
        "        reformed: I tell my story once.\n",
        "",
        "        fragmented: I tell every worker my",
        "missing from the statement for young-people; describe",
    ),
    "two ends alike": (
        ROLES,
        "Families tell their story once.",
        "Families tell each worker their story again.",
        "    reformed: Families tell",
        "describe the reformed end",
    ),
    "duplicate dimension id": (ROLES, "id: roles.handover", "id:  roles.tell-it-once", "id:  roles", "duplicate"),
    "duplicate solution id": (
        SHARING,
        "    source: Sharing, solutions\n",
        "    source: Sharing, solutions\n  - {id: sharing.away-day, name: A, what: B, first_step: C, source: D}\n",
        "- {id: sharing.away",
        "duplicate",
    ),
    "duplicate ids on one line": (
        ABOUT,
        "outcomes:\n  - {id: stay-safe, name: Stay safe}",
        "outcomes: [{id: stay-safe, name: Stay safe}, {id: stay-safe, name: Stay safe}]",
        "outcomes:",
        "duplicate",
    ),
    "duplicate sector": (
        ABOUT,
        "sectors:\n",
        "sectors:\n  - {id: education, name: Schools, examples: Heads}\n",
        "id: education, name: Education",
        "duplicate",
    ),
    "duplicate colour": (SHARING, "#a61e4d", "#1864AB", "colour:", "duplicate"),
    "id of another theme": (
        ROLES,
        "id: roles.handover",
        "id: sharing.handover",
        "sharing.handover",
        'start it with "roles."',
    ),
    "solution of another theme": (ROLES, "id: roles.remodelling", "id: other.x", "other.x", "not in its theme"),
    "id without a theme": (ROLES, "id: roles.handover", "id: handover", "id: handover", "a full stop and a slug"),
    "id with two full stops": (ROLES, "id: roles.handover", "id: roles.a.b", "roles.a.b", "a full stop and a slug"),
    "id in capitals": (ROLES, "id: roles\n", "id: Roles\n", "id: Roles", "small letters"),
    "nineteen words": (
        ROLES,
        "Families are passed on with a form.",
        EIGHTEEN + " more",
        EIGHTEEN,
        "19 words; shorten it to 18",
    ),
    "thirteen words for young people": (
        ROLES,
        "I tell my story once.",
        "I tell my story once and then all of the others know it.",
        "and then all",
        "13 words; shorten it to 12",
    ),
    "long name": (ROLES, "name: Handover", "name: " + "n" * 46, "nnn", "46 characters; shorten it to 45"),
    "long theme name": (ROLES, "name: Roles", "name: " + "n" * 46, "nnn", "46 characters; shorten it to 45"),
    "long label": (ROLES, "label: Handover", "label: " + "n" * 29, "nnn", "29 characters; shorten it to 28"),
    "long theme label": (ROLES, "label: Roles", "label: " + "n" * 29, "nnn", "29 characters; shorten it to 28"),
    "pale colour": (ROLES, "#1864ab", "#777777", "colour", "a contrast of 4.47:1 on white; darken"),
    "colour by name": (ROLES, '"#1864ab"', "blue", "colour", "write six digits"),
    "colour without quotes": (ROLES, '"#1864ab"', "#1864ab", "colour", "give a colour in quotes"),
    "unknown perspective": (ROLES, "perspectives: [team]", "perspectives: [planet]", "planet", "use child, team"),
    "perspective twice": (ROLES, "perspectives: [team]", "perspectives: [team, team]", "[team,", "stands twice"),
    "no perspective": (ROLES, "perspectives: [team]", "perspectives: []", "[]", "list at least one"),
    "perspectives as words": (ROLES, "perspectives: [team]", "perspectives: team", ": team", "must be a list"),
    "unknown audience in statements": (
        SHARING,
        "leaders: own",
        "bosses: own\n      leaders: own",
        "bosses",
        '"bosses" is unknown',
    ),
    "unknown audience of a staff group": (
        ABOUT,
        "audience: frontline",
        "audience: bosses",
        "bosses",
        '"bosses" is unknown',
    ),
    "audience that has no figures": (ABOUT, "id: parents", "id: grandparents", "grandparents", "choose one of them"),
    "audience with nothing to answer": (
        ROLES,
        "      parents:\n        fragmented: I tell every worker our story again.\n"
        "        reformed: I tell our story once.\n",
        "",
        (ABOUT, "id: parents"),
        '"parents" has nothing to answer',
    ),
    "nobody is asked": (
        SHARING,
        "    statements:\n      leaders: own\n",
        "    statements: {}\n",
        "statements:",
        "say who is asked",
    ),
    "no statements": (
        SHARING,
        "    statements:\n      leaders: own\n",
        "",
        "- id: sharing.purpose",
        '"statements" is missing',
    ),
    "statement that is not own": (SHARING, "leaders: own", "leaders: mine", "mine", 'must be "own"'),
    "statement that is a list": (SHARING, "leaders: own", "leaders: [own]", "[own]", 'must be "own"'),
    "statement that is empty": (SHARING, "leaders: own", "leaders:", "leaders:", 'must be "own"'),
    "statement beyond what families know": (
        ROLES,
        "    guidance: You might have seen a joint visit.\n    statements:\n",
        "    guidance: You might have seen a joint visit.\n    statements:\n      parents: own\n",
        "parents: own",
        "parents answer only the child's perspective",
    ),
    "statement outside any dimension": (
        SHARING,
        "solutions:\n",
        "statements: {leaders: own}\nsolutions:\n",
        "statements: {",
        "a statement without a dimension",
    ),
    "pole outside any dimension": (
        ABOUT,
        "language: en",
        "language: en\nreformed: Whole.",
        "reformed",
        "without a dimension",
    ),
    "unknown key": (ROLES, "purpose: Who", "purpoze: x\npurpose: Who", "purpoze", 'did you mean "purpose"?'),
    "unknown key like no other": (
        SCENARIOS,
        "  story:",
        "  zzz: 1\n  story:",
        "zzz",
        "use only id, name, themes, story",
    ),
    "unknown key of a statement": (
        ROLES,
        "        reformed: I tell my",
        "        tone: x\n        reformed: I tell my",
        "tone",
        "use only",
    ),
    "key twice": (ROLES, "purpose: Who", "purpose: One.\npurpose: Who", "purpose: Who", "stands twice in the theme"),
    "audience twice": (
        SHARING,
        "leaders: own",
        "leaders: own\n      leaders : own",
        "leaders :",
        "stands twice in statements",
    ),
    "list for words": (
        ROLES,
        "purpose: Who does what.",
        "purpose: [Who]",
        "[Who]",
        "must be words, not a list or table",
    ),
    "number for words": (ROLES, "name: Handover", "name: 12", "12", "put it in quotes"),
    "yes for words": (ROLES, "name: Handover", "name: yes", "yes", "true or false value in YAML; put it in quotes"),
    "date for words": (ROLES, "name: Handover", "name: 2009-01-26", "2009", "put it in quotes"),
    "two lines for a name": (ROLES, "name: Handover", 'name: "Hand\\nover"', "Hand\\n", "join its lines"),
    "words for a table": (
        ABOUT,
        "  - {id: child, name: Child}",
        "  - child\n  - {id: child, name: Child}",
        "- child",
        "must be a table",
    ),
    "words for statements": (
        SHARING,
        "statements:\n      leaders: own",
        "statements: own",
        ": own",
        "must be a table of keys",
    ),
    "version in words": (ABOUT, "version: 1", "version: one", "version", "whole number from 1"),
    "version in quotes": (ABOUT, "version: 1", 'version: "1"', "version", "without quotes"),
    "version nought": (ABOUT, "version: 1", "version: 0", "version", "whole number from 1"),
    "version too large": (ABOUT, "version: 1", "version: " + "9" * 5000, "version", "whole number from 1"),
    "language in words": (ABOUT, "language: en", "language: English", "English", "write en or cy"),
    "key that is no slug": (ABOUT, "key: small", "key: ../small", "../", "small letters"),
    "missing name": (
        ABOUT,
        "name: Small framework\n",
        "",
        "key: small",
        '"name" is missing from the framework; add it',
    ),
    "theme without dimensions": (
        SHARING,
        SHARING,
        WITHOUT_DIMENSIONS,
        "id: sharing",
        "at least one dimension",
    ),
    "theme with an empty list of dimensions": (
        SHARING,
        SHARING,
        WITHOUT_DIMENSIONS + "dimensions: []\n",
        "[]",
        "at least one dimension",
    ),
    "theme without solutions": (
        ROLES,
        "solutions:\n  - id: roles.remodelling\n    name: Remodelling\n    what: Look at who does what.\n"
        "    first_step: Ask one team.\n    source: Roles, solutions\n",
        "",
        "id: roles",
        "at least one solution",
    ),
    "solution without a first step": (ROLES, "    first_step: Ask one team.\n", "", "roles.remodelling", "first_step"),
    "scenario of an unknown theme": (SCENARIOS, "[roles, sharing]", "[roles, caring]", "caring", '"caring" is unknown'),
    "scenario of no theme": (SCENARIOS, "[roles, sharing]", "[]", "[]", "list the ids of the themes"),
    "scenario without questions": (SCENARIOS, "  questions:\n    - Who knows?\n", "", "- id", '"questions" is missing'),
    "scenario that is words": (SCENARIOS, "- id: moving", "- A family.\n- id: moving", "- A fam", "must be a table"),
    "scenarios as a table": (SCENARIOS, SCENARIOS, "id: x\n", "id", "it must be a list"),
    "theme as a list": (SHARING, SHARING, "- id\n", "- id", "it must be a table"),
    "empty file": (SHARING, SHARING, "", None, "2-sharing.yaml is empty"),
    "file of comments": (ABOUT, ABOUT, "# nothing\n\n", None, "framework.yaml is empty"),
    "file with nothing in its document": (SCENARIOS, SCENARIOS, "---\n", None, "scenarios.yaml is empty"),
    "bad indentation": (ROLES, "    name: Handover\n", "   name: Handover\n", "   name: Handover", "is not YAML here"),
    "tab": (ROLES, "    name: Handover\n", "\tname: Handover\n", "\tname", "is not YAML here"),
    "quote that never ends": (SCENARIOS, "A family moves.", '"A family', None, "is not YAML here"),
    "colon in plain words": (ROLES, "Ask one team.", "Ask: one team.", "Ask:", "colons and quotes"),
    "second document": (SCENARIOS, "  story:", "---\nstory:", "---", "second document"),
    "tag": (ROLES, "name: Handover", "name: !!python/name:os.system x", "!!python", "delete the tag"),
    "table as a key": (
        ROLES,
        "name: Handover",
        "? {a: b}\n    : c\n    name: Handover",
        "? {a",
        "plain word before the colon",
    ),
    "alias": (
        ROLES,
        "name: Handover\n    label: Handover",
        "name: &h Handover\n    label: *h",
        "*h",
        "uses the alias *h",
    ),
    "control character in the file": (ROLES, "name: Handover", "name: Hand\x07over", "Hand\x07", "U+0007; delete it"),
    "control character behind an escape": (
        ROLES,
        "name: Handover",
        'name: "Hand\\eover"',
        "Hand\\e",
        "cannot be shown",
    ),
    "nested too deep": (SCENARIOS, "A family moves.", "[" * 20000, "[[", "levels deep"),
}


@pytest.mark.parametrize("case", BROKEN, ids=BROKEN.keys())
def test_a_broken_pack_gives_one_fault_with_file_line_and_remedy(pack, case):
    name, old, new, place, words = BROKEN[case]
    if old == name:  # the whole file
        pack.write(name, new)
    else:
        pack.replace(name, old, new)
    file, anchor = place if isinstance(place, tuple) else (name, place)

    faults = check_pack(pack.path)

    assert len(faults) == 1, faults
    fault = faults[0]
    assert fault.file == str(pack.path / file)
    if anchor is not None:
        assert fault.line == pack.line_of(file, anchor)
    assert words in fault.message
    assert "\n" not in fault.message
    with pytest.raises(PackFaults) as caught:
        read_pack(pack.path)
    assert caught.value.faults == (fault,)
