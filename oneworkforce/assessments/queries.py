"""Reads of an assessment worth naming."""

from __future__ import annotations

from dataclasses import replace

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.partnerships.models import Partnership, StaffGroup


def framework_of(assessment: Assessment) -> Framework:
    """The pinned framework, with the partnership's own names for its themes. Ids never change.

    One query, for the names; the names are remembered on the assessment for the length of a request.
    """
    remembered: Framework | None = getattr(assessment, "_framework", None)
    if remembered is None:
        remembered = renamed(load_pin(assessment.framework), assessment.partnership)
        assessment._framework = remembered  # type: ignore[attr-defined]
    return remembered


def renamed(framework: Framework, partnership: Partnership) -> Framework:
    """A framework with a partnership's own theme names, as name and as diagram label."""
    names = dict(partnership.theme_names.values_list("theme", "name"))
    if not names:
        return framework
    themes = tuple(
        replace(theme, name=names[theme.id], label=names[theme.id]) if theme.id in names else theme
        for theme in framework.themes
    )
    return replace(framework, themes=themes)


def groups_too_small_to_show(assessment: Assessment) -> list[StaffGroup]:
    """The staff groups that are known to have fewer than k people, so that their own results will not be shown."""
    return list(assessment.partnership.staff_groups.filter(people__lt=assessment.k))


def find_assessment(key: str) -> Assessment | None:
    """The assessment with a key, for commands, which act for the whole installation; its dates are applied."""
    assessment = Assessment.objects.select_related("partnership").filter(key=key).first()
    return apply_dates(assessment) if assessment else None
