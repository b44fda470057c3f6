"""The words of a plan's cells and the keys that they mean: themes, groups, methods and states.

A person may write a theme by its id, its name, its diagram label, the partnership's own name for it or its number; a
group by the key or name of a staff group, a sector or an audience. Capitals, spaces, hyphens and quotes do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.plans.models import ActivityState, Method

SEPARATOR = ";"
ALL_THEMES = frozenset({"all", "all themes"})

AUDIENCES_IN_OTHER_WORDS = {
    "young-people": (
        "children and young people", "children young people", "children or young people", "children", "young people",
        "young person's version",
    ),
    "children": ("young children", "younger children", "children of 7 to 10", "children aged 7 to 10"),
    "parents": ("parents and carers", "parents or carers", "parents/carers", "parents", "carers", "families"),
    "frontline": ("front line", "frontline", "front line staff", "frontline staff"),
    "leaders": ("leaders", "leaders and managers", "managers and leaders"),
}  # fmt: skip
METHODS_IN_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    Method.QUESTIONNAIRE: (
        "questionnaires", "survey", "surveys", "online questionnaire", "on line questionnaire", "online survey",
        "on line survey",
    ),
    Method.FOCUS_GROUP: ("focus groups",),
    Method.SCENARIO_WORKSHOP: ("scenario workshops", "scenario", "scenarios"),
    Method.DIARY: ("diaries", "week in the life", "week in the life diaries", "a week in the life"),
    Method.EXISTING_INFORMATION: ("existing info", "existing data", "existing evidence"),
}  # fmt: skip
STATES_IN_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    ActivityState.PLANNED: ("not started", "to do", "not yet", "not yet started"),
    ActivityState.UNDER_WAY: ("underway", "in progress", "started", "ongoing", "on going"),
    ActivityState.DONE: ("complete", "completed", "finished"),
}


def fold(text: str) -> str:
    """A text without what people write in different ways: capitals, spaces, hyphens, commas, quotes, ampersands."""
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("&", " and ").replace(",", " ")
    return " ".join(re.sub(r"[-‐‑–_]", " ", plain).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word means in one assessment. The mappings go from folded words to keys, and from keys to names.

    ``themes`` and ``groups`` keep the order of the framework and of the partnership, in which lists are shown.
    """

    themes: Mapping[str, str]
    groups: Mapping[str, str]
    theme_words: Mapping[str, str]
    group_words: Mapping[str, str]

    def theme(self, word: str) -> str | None:
        """The id of the theme that a word means, or None."""
        return self.theme_words.get(fold(word).removeprefix("theme "), self.theme_words.get(fold(word)))

    def group(self, word: str) -> str | None:
        """The key of the group that a word means, or None."""
        return self.group_words.get(fold(word))

    def group_name(self, key: str) -> str:
        """A group's name; the key itself for one that has been removed since."""
        return self.groups.get(key, key)

    def themes_in_order(self, ids: Iterable[str]) -> list[str]:
        """Theme ids, each once, as the rainbow has them."""
        wanted = set(ids)
        return [theme for theme in self.themes if theme in wanted]

    def groups_in_order(self, keys: Iterable[str]) -> list[str]:
        """Group keys, each once: staff groups, audiences, sectors, then those that are no longer known."""
        wanted = list(dict.fromkeys(keys))
        return [key for key in self.groups if key in wanted] + [key for key in wanted if key not in self.groups]

    def themes_as_words(self, ids: Iterable[str]) -> str:
        """A cell that means these themes and no others."""
        return _as_words(ids, self.themes, self.theme)

    def groups_as_words(self, keys: Iterable[str]) -> str:
        """A cell that means these groups and no others."""
        return _as_words(keys, self.groups, self.group)


def _as_words(keys: Iterable[str], names: Mapping[str, str], meaning: Callable[[str], str | None]) -> str:
    """Names where a name means its key alone; the key where another thing has the same name."""
    words = []
    for key in keys:
        name = names.get(key, key)
        words.append(name if SEPARATOR not in name and meaning(name) == key else key)
    return f"{SEPARATOR} ".join(words)


def vocabulary_of(assessment: Assessment) -> Vocabulary:
    """The words of an assessment's plan. Two queries: the partnership's theme names and its staff groups."""
    own, original = framework_of(assessment), load_pin(assessment.framework)
    staff_groups = list(assessment.partnership.staff_groups.all())
    return Vocabulary(
        themes={theme.id: theme.name for theme in own.themes},
        groups=_groups(own, staff_groups),
        theme_words=_theme_words(own, original),
        group_words=_group_words(own, staff_groups),
    )


def _theme_words(own: Framework, original: Framework) -> dict[str, str]:
    """Earlier words win: an id always means its theme, and a partnership's own name goes before the framework's."""
    words: dict[str, str] = {}
    for framework in (own, original):
        for kind in ("id", "name", "label"):
            for theme in framework.themes:
                words.setdefault(fold(getattr(theme, kind)), theme.id)
    for number, theme in enumerate(own.themes, start=1):
        words.setdefault(str(number), theme.id)
    return words


def _groups(framework: Framework, staff_groups: list[StaffGroup]) -> dict[str, str]:
    """Staff groups, the audiences outside them, and sectors. A staff group hides what has the same key."""
    names = {group.key: group.name for group in staff_groups}
    for key, name in _audiences_and_sectors(framework):
        names.setdefault(key, name)
    return names


def _audiences_and_sectors(framework: Framework) -> list[tuple[str, str]]:
    audiences = [(audience.id, audience.name) for audience in framework.audiences]
    return audiences + [(sector.id, sector.name) for sector in framework.sectors]


def _group_words(framework: Framework, staff_groups: list[StaffGroup]) -> dict[str, str]:
    words: dict[str, str] = {}
    parts = [(group.key, group.name) for group in staff_groups] + _audiences_and_sectors(framework)
    for key, _name in parts:
        words.setdefault(fold(key), key)
    for key, name in parts:
        words.setdefault(fold(name), key)
    for audience in framework.audiences:
        for other in AUDIENCES_IN_OTHER_WORDS.get(audience.id, ()):
            words.setdefault(fold(other), audience.id)
    return words


def method_of(word: str) -> str | None:
    """The method that a word means: its key, its label or a common variant; None for any other."""
    return _method_words().get(fold(word))


def state_of(word: str) -> str | None:
    """The state that a word means: its key, its label or a common variant; None for any other."""
    return _state_words().get(fold(word))


def _method_words() -> dict[str, str]:
    return _choice_words({choice.value: str(choice.label) for choice in Method}, METHODS_IN_OTHER_WORDS)


def _state_words() -> dict[str, str]:
    return _choice_words({choice.value: str(choice.label) for choice in ActivityState}, STATES_IN_OTHER_WORDS)


def _choice_words(labels: Mapping[str, str], others: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    words = {fold(key): str(key) for key in labels}
    for key, label in labels.items():
        words.setdefault(fold(label), str(key))
        for other in others[key]:
            words.setdefault(fold(other), str(key))
    return words
