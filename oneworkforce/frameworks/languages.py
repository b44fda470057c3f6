"""A pack's texts in further languages: `languages/<tag>/…`, laid over the framework as its own language says it.

A translation changes words and nothing else: ids, order and positions are those of the pack, so that answers given in
two languages stand in one sheet. Whatever it leaves out stays in the pack's own language, and is listed. The files are
those of the pack, with every list turned into a table by id:

    languages/cy/framework.yaml     language, review, name, summary, …; sectors: {health: {name: …, examples: …}}
    languages/cy/themes/1-….yaml    id, name, label, purpose, dimensions: {theme.dimension: {name: …}}, solutions
    languages/cy/scenarios.yaml     {the-new-school: {name: …, story: …, questions: […]}}
    languages/cy/families.yaml      points: {parents: […]}; words: {theme.dimension: {parents: {question: …, …}}}
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.model import (
    CommonCoreHeading,
    Dimension,
    FamilyWords,
    Framework,
    FrozenMapping,
    PicturedSentence,
    Poles,
    Scenario,
    Sector,
    Solution,
    Theme,
)
from oneworkforce.frameworks.overlay import Layer, Overlay
from oneworkforce.frameworks.reading import Reading
from oneworkforce.frameworks.rules import ABOUT_FILE
from oneworkforce.yaml_files.faults import FileFault, quoted

LANGUAGES_DIRECTORY = "languages"
THEMES_DIRECTORY, SCENARIOS_FILE = "themes", "scenarios.yaml"
FAMILIES_FILE = "families.yaml"
REVIEWS = ("needed", "done")


@dataclass(frozen=True, slots=True)
class Translation:
    """A framework in another language.

    `untranslated` lists the texts that stay in the pack's own language, each with the file and line to add it at;
    `texts` counts all that can be translated. `reviewed` says that somebody who speaks the language has checked it.
    """

    language: str
    framework: Framework
    untranslated: tuple[FileFault, ...]
    texts: int
    reviewed: bool


def language_tags(root: Path) -> tuple[str, ...]:
    """The tags of the languages that the pack in this directory is translated into, sorted."""
    directory = root / LANGUAGES_DIRECTORY
    if not directory.is_dir():
        return ()
    return tuple(sorted(path.name for path in directory.iterdir() if path.is_dir() and rules.is_language(path.name)))


def read_translation(root: Path, language: str, base: Framework, reading: Reading) -> Translation:
    """The framework of this directory as its `languages/<language>/` says it, with every fault noted on the way."""
    directory = root / LANGUAGES_DIRECTORY / language
    layer = Layer(reading)
    about = layer.open(directory / ABOUT_FILE, "the framework")
    if not about.there:
        reading.notes(directory / ABOUT_FILE).fault(1, f"{ABOUT_FILE} is missing; add it, with language and review")
    elif about.plain("language") != language:
        about.fault("language", f"language must be {language}, as its directory is called")
    review = about.plain("review")
    if review not in REVIEWS:
        about.fault("review", 'review must be "needed" or "done": whether a native reader has checked this language')
    framework = _about(about, base)
    about.refuse_others()
    files = _theme_files(root)
    themes = []
    for theme, name in zip(base.themes, files, strict=True):
        words = layer.open(directory / THEMES_DIRECTORY / name, f"theme {quoted(theme.id)}")
        themes.append(_theme(words, theme))
        words.refuse_others()
    stories = layer.open(directory / SCENARIOS_FILE, "the scenarios")
    scenarios = tuple(stories.one(one.id, "scenario", one, _scenario) for one in base.scenarios)
    stories.refuse_others()
    families = layer.open(directory / FAMILIES_FILE, FAMILIES_FILE)
    points = _points(families, framework)
    themes = _families(families, themes)
    families.refuse_others()
    _refuse_strays(directory, files, reading)
    return Translation(
        language=language,
        framework=replace(framework, language=language, themes=tuple(themes), scenarios=scenarios, points=points),
        untranslated=tuple(sorted(layer.untranslated)),
        texts=layer.texts,
        reviewed=review == "done",
    )


def refuse_stray_languages(root: Path, reading: Reading) -> None:
    """Note a fault for whatever is in `languages/` and is not a language's directory."""
    directory = root / LANGUAGES_DIRECTORY
    for path in sorted(directory.iterdir()) if directory.is_dir() else ():
        if not path.name.startswith(".") and not (path.is_dir() and rules.is_language(path.name)):
            reading.notes(path).fault(1, f"{quoted(path.name)} is not a language; name a directory by its tag, as cy")


# ---------------------------------------------------------------------------------------------------------------------
# What each part of a framework says, in the order in which people meet it.


def _about(about: Overlay, base: Framework) -> Framework:
    return replace(
        base,
        name=about.text("name", base.name),
        summary=about.text("summary", base.summary, paragraphs=True),
        acknowledgement=about.text("acknowledgement", base.acknowledgement, paragraphs=True),
        perspectives=about.named("perspectives", base.perspectives),
        audiences=about.named("audiences", base.audiences),
        outcomes=about.named("outcomes", base.outcomes),
        sectors=about.each("sectors", "sector", base.sectors, _sector),
        staff_groups=about.named("staff_groups", base.staff_groups),
        common_core=about.each("common_core", "heading", base.common_core, _common_core),
    )


def _sector(words: Overlay, sector: Sector) -> Sector:
    return replace(sector, name=words.text("name", sector.name), examples=words.text("examples", sector.examples))


def _common_core(words: Overlay, heading: CommonCoreHeading) -> CommonCoreHeading:
    what = words.text("what", heading.what, paragraphs=True)
    return replace(heading, name=words.text("name", heading.name), what=what)


def _theme(words: Overlay, theme: Theme) -> Theme:
    if words.there and words.plain("id") != theme.id:
        words.fault("id", f"id must be {quoted(theme.id)}, the theme's in the pack's own language")
    return replace(
        theme,
        name=words.text("name", theme.name, longest=rules.LONGEST_NAME),
        label=words.text("label", theme.label, longest=rules.LONGEST_LABEL),
        purpose=words.text("purpose", theme.purpose),
        dimensions=words.each("dimensions", "dimension", theme.dimensions, _dimension),
        solutions=words.each("solutions", "solution", theme.solutions, _solution),
    )


def _dimension(words: Overlay, dimension: Dimension) -> Dimension:
    poles = words.poles(dimension.poles, None)
    statements = words.table("statements", "statements")
    worded = {
        audience: _statement(statements, audience, said, dimension.poles, poles)
        for audience, said in dimension.statements.items()
    }
    statements.refuse_others()
    return replace(
        dimension,
        name=words.text("name", dimension.name, longest=rules.LONGEST_NAME),
        label=words.text("label", dimension.label, longest=rules.LONGEST_LABEL),
        guidance=words.text("guidance", dimension.guidance),
        poles=poles,
        statements=FrozenMapping(worded),
    )


def _statement(statements: Overlay, audience: str, said: Poles, own: Poles, translated: Poles) -> Poles:
    """An audience that reads the dimension's own wording reads it in translation too, unless it is given another."""
    if said == own and not statements.has(audience):
        return translated
    return statements.one(audience, "the statement for", said, lambda words, poles: words.poles(poles, audience))


def _solution(words: Overlay, solution: Solution) -> Solution:
    return replace(
        solution,
        name=words.text("name", solution.name),
        what=words.text("what", solution.what, paragraphs=True),
        first_step=words.text("first_step", solution.first_step, paragraphs=True),
    )


def _scenario(words: Overlay, scenario: Scenario) -> Scenario:
    return replace(
        scenario,
        name=words.text("name", scenario.name),
        story=words.text("story", scenario.story, paragraphs=True),
        questions=words.texts("questions", scenario.questions),
    )


def _points(words: Overlay, framework: Framework) -> FrozenMapping[str, tuple[str, ...]]:
    table = words.table("points", "points")
    found = {
        audience: table.texts(audience, points, longest=rules.LONGEST_POINT)
        for audience, points in framework.points.items()
    }
    table.refuse_others()
    return FrozenMapping(found)


def _families(words: Overlay, themes: list[Theme]) -> list[Theme]:
    table = words.table("words", "words")
    found = [
        replace(
            theme,
            dimensions=tuple(
                table.one(dimension.id, "dimension", dimension, _said_to_families) if dimension.families else dimension
                for dimension in theme.dimensions
            ),
        )
        for theme in themes
    ]
    table.refuse_others()
    return found


def _said_to_families(words: Overlay, dimension: Dimension) -> Dimension:
    said = {}
    for audience, original in dimension.families.items():
        read = partial(_family_words, rules.most_easy_words(audience))
        said[audience] = words.one(audience, f"{dimension.id}, the words for", original, read)
    return replace(dimension, families=FrozenMapping(said))


def _family_words(most: int, words: Overlay, original: FamilyWords) -> FamilyWords:
    """Only words are given, `most` of them a sentence: each keeps its picture."""
    return replace(
        original,
        question=words.easy("question", original.question, most),
        fragmented=_sentences(words, "fragmented", original.fragmented, most),
        reformed=_sentences(words, "reformed", original.reformed, most),
        examples=words.texts("examples", original.examples, most=most),
    )


def _sentences(
    words: Overlay, key: str, originals: tuple[PicturedSentence, ...], most: int
) -> tuple[PicturedSentence, ...]:
    said = words.texts(key, tuple(original.words for original in originals), most=most)
    return tuple(replace(original, words=text) for original, text in zip(originals, said, strict=True))


def _theme_files(root: Path) -> list[str]:
    """The names of the theme files, in the order of the themes."""
    names = [path.name for path in (root / THEMES_DIRECTORY).glob("*.yaml") if not path.name.startswith(".")]
    return sorted(names, key=lambda name: int(name.partition("-")[0]))


def _refuse_strays(directory: Path, themes: list[str], reading: Reading) -> None:
    allowed = {directory / ABOUT_FILE, directory / SCENARIOS_FILE, directory / FAMILIES_FILE}
    allowed |= {directory / THEMES_DIRECTORY / name for name in themes}
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path not in allowed and not path.name.startswith("."):
            reading.notes(path).fault(1, f"{quoted(path.name)} is not read; name it as the pack's own file")
