"""The names that a list may use in one assessment, and what each means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.invitations.letters.kinds import letter_languages
from oneworkforce.invitations.models import Workforce
from oneworkforce.plans.vocabulary import fold
from oneworkforce.tables.faults import quoted

LONGEST_COMPARED = 100
MOST_NAMED = 12

LANGUAGES_IN_OTHER_WORDS = {"en-gb": ("en", "english", "saesneg", "eng"), "cy": ("cy gb", "welsh", "cymraeg", "wel")}
WORKFORCE_IN_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    Workforce.CORE: ("core workforce", "core", "c", "full", "all of the job"),
    Workforce.WIDER: ("wider workforce", "wider", "w", "part", "part of the job", "volunteer"),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a column may hold: folded words → key, and key → name as it is shown."""

    words: Mapping[str, str]
    shown: Mapping[str, str]
    # Thousands of lines say the same few words.
    known: dict[str, str | None] = field(default_factory=dict)

    def key(self, cell: str) -> str | None:
        """The key that a cell means, or None."""
        if cell not in self.known:
            self.known[cell] = self.words.get(fold(cell))
        return self.known[cell]

    def instead_of(self, cell: str) -> str:
        """What to write instead: the nearest name, or all of them."""
        if not self.shown:
            return _("None are set up yet.")
        near = get_close_matches(fold(cell[:LONGEST_COMPARED]), self.words, n=1)
        if near:
            return _("Did you mean %(name)s?") % {"name": quoted(self.shown[self.words[near[0]]])}
        names = [quoted(name) for name in self.shown.values()]
        return _("Known here: %(names)s.") % {
            "names": ", ".join([*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else [])])
        }


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a list may name. `sector_of`: an organisation's folded name → its sector."""

    staff_groups: Choices
    sectors: Choices
    localities: Choices
    languages: Choices
    workforces: Choices
    waves: Choices
    sector_of: Mapping[str, str]


def names_of(assessment: Assessment) -> Names:
    """The names known in an assessment: five queries."""
    partnership = assessment.partnership
    sectors = [(sector.id, sector.name) for sector in framework_of(assessment).sectors]
    return Names(
        staff_groups=choices(partnership.staff_groups.values_list("key", "name")),
        sectors=choices(sectors),
        localities=choices(partnership.localities.values_list("key", "name")),
        languages=choices(letter_languages().items(), LANGUAGES_IN_OTHER_WORDS),
        workforces=choices(
            ((choice.value, str(choice.label)) for choice in Workforce),
            {str(key): words for key, words in WORKFORCE_IN_OTHER_WORDS.items()},
        ),
        waves=choices((name, name) for name in assessment.waves.values_list("name", flat=True)),
        sector_of={fold(name): sector for name, sector in partnership.organisations.values_list("name", "sector")},
    )


def choices(parts: Iterable[tuple[str, str]], in_other_words: Mapping[str, Iterable[str]] | None = None) -> Choices:
    """Choices of keys and their names; a key comes before another's name."""
    shown = dict(parts)
    words = {fold(key): key for key in shown}
    for key, name in shown.items():
        words.setdefault(fold(name), key)
        for other in (in_other_words or {}).get(key, ()):
            words.setdefault(fold(other), key)
    return Choices(words, shown)
