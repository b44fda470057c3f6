"""Frameworks: versioned content (themes, dimensions, statements, solutions), read from packs into frozen dataclasses.

>>> framework = load("one-childrens-workforce")
>>> framework.pin
'one-childrens-workforce/1'

Nothing here knows of Django, of a database or of a partnership. Whoever pins a version reads it with `load_pin`, so
that a newer version never changes what an assessment asked. Importing this reads no pack and loads no YAML.
"""

from oneworkforce.frameworks.faults import PackFaults
from oneworkforce.frameworks.library import UnknownFramework, add_directory, available, load, load_pin, translations
from oneworkforce.frameworks.model import (
    CommonCoreHeading,
    Dimension,
    FamilyWords,
    Framework,
    Named,
    PicturedSentence,
    Poles,
    Scenario,
    Sector,
    Solution,
    StaffGroupDefault,
    Theme,
)

__all__ = [
    "CommonCoreHeading",
    "Dimension",
    "FamilyWords",
    "Framework",
    "Named",
    "PackFaults",
    "PicturedSentence",
    "Poles",
    "Scenario",
    "Sector",
    "Solution",
    "StaffGroupDefault",
    "Theme",
    "UnknownFramework",
    "add_directory",
    "available",
    "load",
    "load_pin",
    "translations",
]
