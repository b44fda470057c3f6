"""The framework's scenarios as a PDF: short stories for a workshop, one to a sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from oneworkforce.frameworks import Framework, Scenario, load_pin
from oneworkforce.typesetting import typeset
from oneworkforce.ui.languages import TAGS

TEMPLATE = Path(__file__).with_name("scenarios.typ")
ALL = ""
"""Stands for all of them."""


class UnknownScenario(LookupError):
    """The framework has no such scenario; the message says which there are."""


def scenario_of(framework: Framework, key: str) -> Scenario:
    """The scenario with this id. :raises UnknownScenario: for any other."""
    for scenario in framework.scenarios:
        if scenario.id == key:
            return scenario
    known = ", ".join(scenario.id for scenario in framework.scenarios)
    raise UnknownScenario(
        _("There is no scenario “%(key)s”. There is: %(known)s.") % {"key": key, "known": known or _("none")}
    )


def how_to_use() -> list[str]:
    """How a group works with a scenario, step by step."""
    return [
        _("Sit with people from different services: four to eight at a table."),
        _("Somebody reads the story aloud. The people in it are made up, and nobody is to blame."),
        _("Take two minutes to think, each by yourself: what stands out?"),
        _("Talk about each question in turn. How would it go here, on an ordinary day?"),
        _("Write down one thing that works well here, and one thing to change."),
    ]


def scenarios_as_pdf(framework: Framework, scenario: str = ALL) -> bytes:
    """One scenario, or all, as PDF/UA-1 on A4, in the current language.

    :raises UnknownScenario: :raises FontsMissing: the typefaces are not there.
    """
    if scenario:
        scenario_of(framework, scenario)
    return _made(framework.pin, scenario, get_language() or "en-gb")


@cache
def _made(pin: str, scenario: str, language: str) -> bytes:
    # Anybody may ask for it, and a pinned version never changes: each is made once.
    framework = load_pin(pin, language)
    wanted = [scenario_of(framework, scenario)] if scenario else framework.scenarios
    with override(language):
        return typeset(TEMPLATE, what_is_printed(framework, wanted))


def what_is_printed(framework: Framework, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Everything that the template sets: texts, and colours as #rrggbb."""
    tag = get_language() or "en-gb"
    return {
        "language": TAGS.get(tag, tag),
        "title": scenarios[0].name if len(scenarios) == 1 else _("Scenarios for workshops"),
        "framework": framework.name,
        "how": how_to_use(),
        "scenarios": [_printed(framework, scenario) for scenario in scenarios],
        "words": {
            "how": _("How to use it"),
            "questions": _("To talk about"),
            "themes": _("Themes"),
            "works": _("What works well here"),
            "change": _("What we would change"),
            "page": _("Page {page} of {pages}"),
            "page_of": _("Page {page}"),
            "sheets": _("The scenarios"),
        },
    }


def _printed(framework: Framework, scenario: Scenario) -> dict[str, Any]:
    themes = [framework.theme(theme) for theme in scenario.themes]
    return {
        "id": scenario.id,
        "name": scenario.name,
        "story": scenario.story.strip(),
        "questions": list(scenario.questions),
        "themes": [{"name": theme.name, "colour": theme.colour} for theme in themes],
    }
