from __future__ import annotations

from dataclasses import replace

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.partnerships.models import Partnership, StaffGroup


def framework_of(assessment: Assessment) -> Framework:
    """The assessment's framework, with the partnership's own names for its themes."""
    # Asked for many times in a request, so the query for the names is made once.
    remembered: Framework | None = getattr(assessment, "_framework", None)
    if remembered is None:
        remembered = renamed(load_pin(assessment.framework), assessment.partnership)
        assessment._framework = remembered  # type: ignore[attr-defined]
    return remembered


def renamed(framework: Framework, partnership: Partnership) -> Framework:
    """The framework with the partnership's theme names, in text and on charts."""
    names = dict(partnership.theme_names.values_list("theme", "name"))
    if not names:
        return framework
    themes = tuple(
        replace(theme, name=names[theme.id], label=names[theme.id]) if theme.id in names else theme
        for theme in framework.themes
    )
    return replace(framework, themes=themes)


def groups_too_small_to_show(assessment: Assessment) -> list[StaffGroup]:
    """Staff groups that have fewer than k people, as far as we know."""
    return list(assessment.partnership.staff_groups.filter(people__lt=assessment.k))


def find_assessment(key: str) -> Assessment | None:
    """For commands, which may see every partnership."""
    assessment = Assessment.objects.select_related("partnership").filter(key=key).first()
    return apply_dates(assessment) if assessment else None
