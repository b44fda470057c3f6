"""A framework of six dimensions, so that a hundred assessments are attacked in the time of a few."""

from __future__ import annotations

from pathlib import Path

KEY = "six"
THEMES = {"roles": ("tell-once", "handover", "right-task"), "purpose": ("one-picture", "one-plan", "one-voice")}
DIMENSIONS = tuple(f"{theme}.{name}" for theme, names in THEMES.items() for name in names)
LEADERS_ONLY = "purpose.one-voice"
SECTORS = ("health", "education")
LOCALITIES = ("north", "south")

_ABOUT = """\
key: six
version: 1
name: Six dimensions
language: en
summary: Two themes, to attack.
acknowledgement: Made up for the tests.
perspectives:
  - {id: team, name: Team}
audiences:
  - {id: frontline, name: Front line}
  - {id: leaders, name: Leaders}
outcomes:
  - {id: stay-safe, name: Stay safe}
sectors:
  - {id: health, name: Health, examples: Nurses}
  - {id: education, name: Education, examples: Teachers}
staff_groups:
  - {key: frontline, name: Front-line staff, audience: frontline}
  - {key: leaders, name: Leaders, audience: leaders}
common_core:
  - {id: safeguarding, name: Safeguarding, what: Knowing what to do.}
"""
_DIMENSION = """\
  - id: {id}
    name: {name}
    label: {name}
    perspectives: [team]
    source: Made up
    fragmented: Each team sees to {name} alone.
    reformed: All teams see to {name} together.
    guidance: You might have seen it.
    statements:
{asked}
"""


def write_pack(folder: Path) -> Path:
    """Write the pack below a folder, as the library finds it."""
    place = folder / KEY / "1"
    (place / "themes").mkdir(parents=True)
    (place / "framework.yaml").write_text(_ABOUT)
    (place / "scenarios.yaml").write_text(
        "- id: moving-house\n  name: Moving house\n  themes: [roles, purpose]\n  story: A family moves.\n"
        "  questions:\n    - Who knows?\n"
    )
    for number, (theme, colour) in enumerate(zip(THEMES, ("#1864ab", "#a61e4d"), strict=True), 1):
        (place / "themes" / f"{number}-{theme}.yaml").write_text(_theme(theme, colour))
    return folder


def _theme(theme: str, colour: str) -> str:
    text = (
        f"id: {theme}\nname: {theme.title()}\nlabel: {theme.title()}\ncolour: '{colour}'\npurpose: To attack.\n"
        "dimensions:\n"
    )
    for name in THEMES[theme]:
        audiences = ("leaders",) if f"{theme}.{name}" == LEADERS_ONLY else ("frontline", "leaders")
        asked = "\n".join(f"      {audience}: own" for audience in audiences)
        text += _DIMENSION.format(id=f"{theme}.{name}", name=name.replace("-", " ").capitalize(), asked=asked)
    return text + (
        f"solutions:\n  - id: {theme}.first\n    name: First\n    what: Look.\n"
        "    first_step: Ask.\n    source: Made up\n"
    )
