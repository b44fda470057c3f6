"""What an officer sees of a list before saying yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.invitations.letters.kinds import letter_languages
from oneworkforce.invitations.lists.draws import RandomDraw, draws_of
from oneworkforce.invitations.lists.plan import ListPlan, plan_of
from oneworkforce.invitations.lists.reading.person import unpacked
from oneworkforce.invitations.lists.sampling import BY_SECTOR
from oneworkforce.invitations.models import UploadedList, Workforce
from oneworkforce.ui.wording import date, number

ROWS_SHOWN = 10
CHANGES_SHOWN = 50
SHOWN = ("name", "staff_group", "wave", "organisation", "sector", "locality", "workforce", "language")


@dataclass(frozen=True, slots=True)
class Preview:
    """A list in words. Tables are (name, number) rows.

    `rows`: the first new people under `headings`, without empty columns.
    """

    plan: ListPlan
    notes: list[str]
    by_wave: list[tuple[str, int]]
    by_staff_group: list[tuple[str, int]]
    by_sector: list[tuple[str, int]]
    headings: list[str]
    rows: list[list[str]]
    changes: list[tuple[str, list[str]]]
    more_changes: int

    @property
    def nothing_to_do(self) -> bool:
        """Whether the list changes nothing."""
        return not self.plan.new and not self.plan.changed


@dataclass(frozen=True, slots=True)
class DrawInWords:
    """One random draw as a table: a row for each part, then all together."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draws_in_words(assessment: Assessment) -> list[DrawInWords]:
    """Every random draw of an assessment's lists, oldest first."""
    draws = draws_of(assessment)
    words = words_of(assessment) if draws else {}
    return [_draw_in_words(draw, words.get(draw.by, {})) for draw in draws]


def _draw_in_words(draw: RandomDraw, names: Mapping[str, str]) -> DrawInWords:
    parts = {part: names.get(part, part) if part else _("The list does not say") for part in draw.parts}
    rows = [(parts[part], number(drawn), number(of)) for part, (drawn, of) in draw.parts.items()]
    return DrawInWords(
        caption=_("Drawn on %(day)s, each part its share") % {"day": date(timezone.localdate(draw.at))},
        head=(_("Sector") if draw.by == BY_SECTOR else _("Staff group"), _("Drawn"), _("Of")),
        rows=(*rows, (_("All"), number(draw.people), number(draw.of))),
    )


def preview_of(assessment: Assessment, waiting: UploadedList) -> Preview:
    """What a list would do now. Queries grow only with each 500 people."""
    plan = plan_of(assessment, [unpacked(values) for values in waiting.people])
    words = words_of(assessment)
    said = [field for field in SHOWN if any(getattr(person, field) for person in plan.new)]
    return Preview(
        plan=plan,
        notes=waiting.notes,
        by_wave=_table(plan, "wave", words),
        by_staff_group=_table(plan, "staff_group", words),
        by_sector=_table(plan, "sector", words),
        headings=[_("E-mail address"), *(field_names()[field] for field in said)],
        rows=[
            [person.email, *(_word(field, getattr(person, field), words) for field in said)]
            for person in plan.new[:ROWS_SHOWN]
        ],
        changes=[
            (change.person.email, [_change(field, *values, words) for field, values in change.fields.items()])
            for change in plan.changed[:CHANGES_SHOWN]
        ],
        more_changes=max(0, len(plan.changed) - CHANGES_SHOWN),
    )


def words_of(assessment: Assessment) -> dict[str, Mapping[str, str]]:
    """Field → what its keys are called; fields that already hold words are left out."""
    partnership = assessment.partnership
    return {
        "staff_group": dict(partnership.staff_groups.values_list("key", "name")),
        "sector": {sector.id: sector.name for sector in framework_of(assessment).sectors},
        "locality": dict(partnership.localities.values_list("key", "name")),
        "workforce": {choice.value: str(choice.label) for choice in Workforce},
        "language": letter_languages(),
    }


def field_names() -> dict[str, str]:
    """Field → its name on a page."""
    return {
        "wave": _("Wave"),
        "staff_group": _("Staff group"),
        "name": _("Name"),
        "organisation": _("Organisation"),
        "sector": _("Sector"),
        "locality": _("Locality"),
        "workforce": _("Core or wider"),
        "language": _("Language"),
    }


def _table(plan: ListPlan, field: str, words: Mapping[str, Mapping[str, str]]) -> list[tuple[str, int]]:
    """Largest first; those of whom the list says nothing last."""
    counts = plan.counts(field)
    silent = counts.pop("", 0)
    named = [(words.get(field, {}).get(key, key), people) for key, people in counts.most_common()]
    return [*named, (_("The list does not say"), silent)] if silent else named


def _change(field: str, before: str, after: str, words: Mapping[str, Mapping[str, str]]) -> str:
    return _("%(field)s: from %(before)s to %(after)s") % {
        "field": field_names()[field],
        "before": _word(field, before, words),
        "after": _word(field, after, words),
    }


def _word(field: str, value: str, words: Mapping[str, Mapping[str, str]]) -> str:
    return words.get(field, {}).get(value, value) or "–"
